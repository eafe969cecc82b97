// SPDX-License-Identifier: Apache-2.0
#include "cli/bundles.hpp"

#include <charconv>

#include "cli/exit.hpp"
#include "cli/files.hpp"
#include "cli/messages.hpp"
#include "cli/text.hpp"

namespace vaxcert::cli {
namespace {

constexpr std::size_t most_roots_bytes = std::size_t{1} << 20;

std::optional<std::uint64_t> number_in(std::string_view text) {
    while (text.ends_with('\n') || text.ends_with('\r')) text.remove_suffix(1);
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size()) return {};
    return number;
}

}  // namespace

TrustRoots load_roots(const std::string& file) {
    const Bytes bytes = read_all(file, most_roots_bytes, status::bad_setup);
    auto roots = TrustRoots::parse(as_text(bytes));
    if (!roots)
        cannot_run(status::bad_setup, printable(file) + ": " + sentence(roots.error()),
                   "roots are JSON as docs/schemas/trust-roots.schema.json has it");
    return *std::move(roots);
}

BundleOptions options_of(const BundleSetup& setup) {
    BundleOptions options{.grace = std::chrono::days(setup.grace_days)};
    const std::string& last = setup.last_sequence;
    if (last.empty() || (options.last_sequence = number_in(last))) return options;
    if (!exists(last)) {
        print_note(printable(last) +
                   " is not there yet: whether a newer bundle was seen before is not known");
        return options;
    }
    const Bytes bytes = read_all(last, 64, status::bad_setup);
    const std::string_view text = as_text(bytes);
    const std::size_t space = text.find(' ');
    options.last_sequence = number_in(text.substr(0, space));
    if (space != text.npos) options.last_roots = number_in(text.substr(space + 1));
    if (!options.last_sequence || (space != text.npos && !options.last_roots))
        cannot_run(status::bad_setup, printable(last) + " does not hold the number of a bundle",
                   "--last-sequence is a number, or a file that vaxcert keeps");
    return options;
}

void keep_last(const BundleSetup& setup, const BundleOptions& last, const OpenedBundle& bundle) {
    if (setup.last_sequence.empty() || number_in(setup.last_sequence)) return;
    if (last.last_sequence == bundle.facts.sequence && last.last_roots == bundle.roots.version)
        return;
    Output output(setup.last_sequence, Existing::is_replaced);
    output.write(std::to_string(bundle.facts.sequence) + ' ' +
                 std::to_string(bundle.roots.version) + '\n');
    output.finish();
}

OpenedBundle load_bundle(const std::string& file, ByteView bytes, const BundleSetup& setup) {
    if (setup.roots.empty())
        cannot_run(status::bad_setup,
                   printable(file) + " is a trust bundle, and without its roots it is anybody's",
                   "add --roots FILE: the keys whose signatures make it worth believing");
    const TrustRoots roots = load_roots(setup.roots);
    const BundleOptions options = options_of(setup);
    auto bundle = open_bundle(bytes, roots, options);
    if (!bundle) cannot_run(status::bad_setup, printable(file) + ": " + sentence(bundle.error()));
    keep_last(setup, options, *bundle);
    return *std::move(bundle);
}

}  // namespace vaxcert::cli
