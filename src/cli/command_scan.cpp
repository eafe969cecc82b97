// SPDX-License-Identifier: Apache-2.0
#include <unistd.h>

#include <filesystem>

#include "cli/commands.hpp"
#include "cli/exit.hpp"
#include "cli/files.hpp"
#include "cli/messages.hpp"
#include "cli/scanned.hpp"
#include "cli/text.hpp"

namespace vaxcert::cli {
namespace {

struct Code {
    std::string image;
    std::size_t number = 1;  ///< in its image
    Bytes payload;
};

/// "photo.payload", and "photo-2.payload" for the second code of it.
std::string file_name(const Code& code) {
    const std::string stem = code.image == "-" ? "scan" : std::filesystem::path(code.image).stem();
    return stem + (code.number > 1 ? "-" + std::to_string(code.number) : "") + ".payload";
}

void write_line(const Code& code) {
    write_out("{\"input\":" + json_string(code.image) + ",\"code\":" + std::to_string(code.number) +
              ",\"payload\":\"" + base64(code.payload) + "\"}\n");
}

void write_raw(const std::vector<Code>& codes) {
    if (codes.size() > 1)
        cannot_run(status::usage, std::to_string(codes.size()) + " codes, and one output",
                   "add --out DIR for a file each, or --json for a line each");
    const std::string_view payload = as_text(codes.front().payload);
    // A ZIP would only upset a terminal.
    if (::isatty(STDOUT_FILENO) != 0 && printable(payload) != payload)
        cannot_run(status::usage, "the payload is not text, and is not written to a terminal",
                   "redirect it to a file, or add --json");
    write_out(payload);
}

}  // namespace

int scan(const ScanOptions& options) {
    std::vector<Code> codes;
    bool all_read = true;
    for (const std::string& image : options.images) {
        const Bytes bytes = read_all(image, most_input_bytes, status::no_input);
        auto payloads = codes_in(bytes);
        if (!payloads) {
            print_error(printable(image) + ": " + sentence(payloads.error()), {});
            all_read = false;
            continue;
        }
        for (std::size_t i = 0; i < payloads->size(); ++i)
            codes.push_back({image, i + 1, std::move((*payloads)[i])});
    }

    if (options.json) {
        for (const Code& code : codes) write_line(code);
    } else if (!options.out.empty()) {
        make_folder(options.out);
        for (const Code& code : codes)
            write_new(options.out + '/' + file_name(code), as_text(code.payload));
    } else if (!codes.empty()) {
        write_raw(codes);
    }
    return all_read ? status::done : status::rejected;
}

}  // namespace vaxcert::cli
