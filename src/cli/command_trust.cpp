// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <vaxcert/trust_bundle.hpp>

#include "cli/bundles.hpp"
#include "cli/clock.hpp"
#include "cli/commands.hpp"
#include "cli/exit.hpp"
#include "cli/files.hpp"
#include "cli/messages.hpp"
#include "cli/setup.hpp"
#include "cli/text.hpp"
#include "cli/trust_texts.hpp"

namespace vaxcert::cli {
namespace {

constexpr std::size_t most_bundle_bytes = std::size_t{1} << 30;

Time time_of(const std::string& text, const char* option) {
    const auto time = parse_time(text);
    if (!time)
        cannot_run(status::usage, std::string(option) + ": " + time.error().detail,
                   "a time is written as 2021-08-01T12:00:00Z");
    return *time;
}

Environment environment_of(const TrustOptions& options, const TrustList& list) {
    if (options.environment == "test") return Environment::test;
    if (options.environment == "production") return Environment::production;
    if (list.environment()) return *list.environment();
    cannot_run(status::usage, "none of the lists says what its keys are for",
               "add --environment production or --environment test");
}

const std::string& only_file(const TrustOptions& options) {
    if (options.files.size() != 1)
        cannot_run(status::usage, options.action + " takes one FILE", "see vaxcert trust --help");
    return options.files.front();
}

template <class T>
T done_or_end(Result<T> result) {
    if (!result) cannot_run(status::bad_setup, sentence(result.error()));
    return *std::move(result);
}

std::vector<std::shared_ptr<const Signer>> signers_of(const TrustOptions& options) {
    std::vector<std::shared_ptr<const Signer>> signers;
    for (const std::string& key : options.keys)
        signers.push_back(load_signer(key, key.starts_with("pkcs11:") ? options.pin_file : ""));
    return signers;
}

/// The rotations of the bundle before, and the one to new roots.
std::vector<Bytes> rotations_of(const TrustOptions& options, Signers signers,
                                std::optional<Bytes> previous) {
    std::vector<Bytes> rotations;
    if (previous) rotations = done_or_end(rotations_in(*previous));
    if (!options.new_roots.empty())
        rotations.push_back(done_or_end(sign_roots(load_roots(options.new_roots), signers)));
    return rotations;
}

int build(const TrustOptions& options) {
    if (options.files.empty() || options.keys.empty() || options.out.empty() ||
        options.next_update.empty())
        cannot_run(status::usage, "build needs FILE, --key, --next-update and --out",
                   "see vaxcert trust --help");
    const Time now = now_or_clock(options.now);
    const BundleSetup& setup = options.bundles;
    const TrustList list = load_trust(options.files, setup);
    const auto signers = signers_of(options);
    std::optional<Bytes> previous;
    std::optional<std::uint64_t> sequence;
    if (options.sequence > 0) sequence = options.sequence;
    if (!options.previous.empty()) {
        previous = read_all(options.previous, most_bundle_bytes, status::no_input);
        if (options.bundles.roots.empty())
            cannot_run(status::usage, "--previous needs --roots, by which that bundle is read",
                       "add --roots FILE");
        const auto before = open_bundle(*previous, load_roots(options.bundles.roots));
        if (!before) cannot_run(status::bad_setup, sentence(before.error()));
        if (!sequence) sequence = before->facts.sequence + 1;
    }
    if (!sequence)
        cannot_run(status::usage, "which bundle this is is not known",
                   "add --sequence N, from 1, or --previous BUNDLE");
    const BundleFacts facts{environment_of(options, list), *sequence, now,
                            time_of(options.next_update, "--next-update")};
    const Bytes bundle = done_or_end(
        sign_bundle(list, facts, signers, rotations_of(options, signers, std::move(previous))));
    if (!options.bundles.roots.empty())
        if (const auto opened =
                open_bundle(bundle, load_roots(options.bundles.roots), options_of(setup));
            !opened)
            cannot_run(
                status::bad_setup,
                "a check point with these roots would refuse it: " + sentence(opened.error()),
                "nothing was written");
    Output output(options.out);
    output.write(as_text(bundle));
    output.finish();
    write_out(built_text(list, facts, options.out, bundle.size(), options.json));
    return status::done;
}

/// What is wrong with a bundle, if anything, and how the program ends.
int check(const TrustOptions& options) {
    const std::string& file = only_file(options);
    if (options.bundles.roots.empty())
        cannot_run(status::usage, "check needs --roots",
                   "add --roots FILE: the keys whose signatures make a bundle worth believing");
    const Bytes bytes = read_all(file, most_bundle_bytes, status::no_input);
    const BundleSetup& setup = options.bundles;
    const Time now = now_or_clock(options.now);
    const BundleOptions held_to = options_of(setup);
    const auto bundle = open_bundle(bytes, load_roots(setup.roots), held_to);
    if (!bundle) {
        write_out(refused_text(bundle.error(), options.json));
        return status::rejected;
    }
    keep_last(setup, held_to, *bundle);
    if (!options.save_roots.empty()) {
        Output output(options.save_roots, Existing::is_replaced);
        output.write(bundle->roots.to_json());
        output.finish();
    }
    const auto findings = check_age(bundle->facts, held_to.grace, now);
    write_out(checked_text(*bundle, findings, options.json));
    const bool doubtful = std::ranges::any_of(
        findings, [](const Finding& each) { return each.effect != Outcome::accepted; });
    return doubtful ? status::undecided : status::done;
}

int list(const TrustOptions& options) {
    if (options.files.empty())
        cannot_run(status::usage, "list needs FILE", "see vaxcert trust --help");
    const TrustList all = load_trust(options.files, options.bundles);
    for (const TrustEntry& entry : describe(all, now_or_clock(options.now)))
        write_out(options.json ? entry_line(entry) : entry_text(entry));
    return status::done;
}

}  // namespace

int trust(const TrustOptions& options) {
    if (options.action == "import") return trust_import(options);
    if (options.action == "build") return build(options);
    if (options.action == "check") return check(options);
    return list(options);
}

}  // namespace vaxcert::cli
