// SPDX-License-Identifier: Apache-2.0
#include <unistd.h>

#include <vaxcert/verify.hpp>

#include "cli/commands.hpp"
#include "cli/exit.hpp"
#include "cli/files.hpp"
#include "cli/messages.hpp"
#include "cli/scanned.hpp"
#include "cli/text.hpp"

namespace vaxcert::cli {

int inspect(const InspectOptions& options) {
    const Bytes bytes = read_all(options.file, most_input_bytes, status::no_input);
    const auto codes =
        is_image(bytes) ? codes_in(bytes) : Result<std::vector<Bytes>>(std::vector<Bytes>{bytes});
    if (!codes) {
        print_error(printable(options.file) + ": " + sentence(codes.error()), {});
        return status::rejected;
    }
    int exit = status::done;
    for (const Bytes& code : *codes) {
        const auto inside = vaxcert::inspect(code);
        if (!inside) {
            print_error(printable(options.file) + ": " + sentence(inside.error()), {});
            exit = status::rejected;
        } else {
            write_out(options.json ? inspection_line(*inside, options.file)
                                   : inspection_text(*inside, Style::of_terminal(STDOUT_FILENO)));
        }
    }
    return exit;
}

}  // namespace vaxcert::cli
