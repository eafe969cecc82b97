// SPDX-License-Identifier: Apache-2.0
#include "cli/last_seen.hpp"

#include <algorithm>
#include <charconv>

#include "cli/exit.hpp"
#include "cli/files.hpp"
#include "cli/messages.hpp"
#include "cli/text.hpp"

namespace vaxcert::cli {
namespace {

constexpr std::size_t most_bytes = std::size_t{4} << 20;

}  // namespace

LastSeen load_seen(const std::string& file) {
    LastSeen seen;
    if (!exists(file)) {
        print_note(printable(file) +
                   " is not there yet: which lists were seen before is not known");
        return seen;
    }
    const Bytes bytes = read_all(file, most_bytes, status::bad_setup);
    for (std::string_view rest = as_text(bytes); !rest.empty();) {
        const std::string_view line = rest.substr(0, rest.find('\n'));
        rest.remove_prefix(std::min(rest.size(), line.size() + 1));
        std::uint64_t number = 0;
        const auto [end, error] = std::from_chars(line.data(), line.data() + line.size(), number);
        const auto digits = static_cast<std::size_t>(end - line.data());
        if (error != std::errc() || digits + 1 >= line.size() || line[digits] != ' ')
            cannot_run(status::bad_setup, printable(file) + " is not what --seen writes",
                       "a line is NUMBER NAME; without the file, older lists are not known");
        seen[std::string(line.substr(digits + 1))] = number;
    }
    return seen;
}

void save_seen(const std::string& file, const LastSeen& seen) {
    std::string text;
    for (const auto& [name, number] : seen) text += std::to_string(number) + ' ' + name + '\n';
    Output output(file, Existing::is_replaced);
    output.write(text);
    output.finish();
}

}  // namespace vaxcert::cli
