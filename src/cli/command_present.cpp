// SPDX-License-Identifier: Apache-2.0
#include <vaxcert/presentation.hpp>

#include "cli/clock.hpp"
#include "cli/commands.hpp"
#include "cli/exit.hpp"
#include "cli/files.hpp"
#include "cli/messages.hpp"
#include "cli/scanned.hpp"
#include "cli/setup.hpp"
#include "cli/text.hpp"

namespace vaxcert::cli {
namespace {

int refuse(const std::string& file, const Error& error) {
    print_error(printable(file) + ": " + sentence(error), {});
    return status::rejected;
}

int list(const std::string& file, std::string_view sd_jwt) {
    const auto claims = claims_to_choose(sd_jwt);
    if (!claims) return refuse(file, claims.error());
    for (const std::string& claim : *claims) write_out(printable(claim) + '\n');
    return status::done;
}

}  // namespace

int present(const PresentOptions& options) {
    const bool bound = !options.key.empty();
    if (bound != !options.audience.empty() || bound != !options.nonce.empty())
        cannot_run(status::usage, "--key, --audience and --nonce belong together",
                   "a check point that asks for proof says the last two");
    const Bytes bytes = read_all(options.file, most_input_bytes, status::no_input);
    const std::string_view sd_jwt = as_text(bytes);
    if (options.list) return list(options.file, sd_jwt);

    std::shared_ptr<const Signer> holder;
    std::optional<HolderBinding> binding;
    if (bound) {
        holder = load_signer(options.key, options.pin_file);
        binding.emplace(
            HolderBinding{options.audience, options.nonce, now_or_clock(options.now), *holder});
    }
    const auto presented = vaxcert::present(sd_jwt, options.claims, binding);
    if (!presented) return refuse(options.file, presented.error());
    write_out(*presented + '\n');
    return status::done;
}

}  // namespace vaxcert::cli
