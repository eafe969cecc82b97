// SPDX-License-Identifier: Apache-2.0
#include <unistd.h>

#include <algorithm>
#include <utility>
#include <vector>

#include <vaxcert/statement.hpp>
#include <vaxcert/verify.hpp>

#include "cli/clock.hpp"
#include "cli/commands.hpp"
#include "cli/exit.hpp"
#include "cli/files.hpp"
#include "cli/lines.hpp"
#include "cli/messages.hpp"
#include "cli/scanned.hpp"
#include "cli/setup.hpp"
#include "cli/text.hpp"

namespace vaxcert::cli {
namespace {

std::shared_ptr<const Signer> load_state_signer(const VerifyOptions& options) {
    if (options.state_key.empty()) return nullptr;
    if (options.state_issuer.empty())
        cannot_run(status::usage, "--state-key without --state-issuer",
                   "a statement says who makes it: add --state-issuer IRI");
    return load_signer(options.state_key, options.pin_file);
}

/// What the check point knows, and how it answers.
struct CheckPoint {
    explicit CheckPoint(const VerifyOptions& options)
        : trust(load_trust(options.trust, options.bundles)),
          now(now_or_clock(options.now)),
          status(load_status(options.status, trust, options.seen, now)),
          policy(load_policy(options.policy, options.country, options.region)),
          challenge{options.audience, options.nonce},
          state_signer(load_state_signer(options)),
          state_issuer(options.state_issuer),
          state_subject(options.state_subject),
          now_from_clock(options.now.empty()),
          json(options.json),
          names_inputs(options.files.size() > 1),
          style(Style::of_terminal(STDOUT_FILENO)) {
        for (const std::string& profile : options.profiles) master_data.add(load_profile(profile));
        style.language = load_language(options.language);
        if (!style.language.empty()) policy.language = options.language;
        for (const std::string& issuer : options.need_status)
            status.demand(issuer == "any" ? std::string() : issuer);
        status.set_grace(std::chrono::hours(options.status_grace));
    }

    VerifyInputs inputs() const {
        return {.trust = trust,
                .status = status,
                .policy = policy,
                .master_data = master_data,
                .now = now,
                .holder = challenge};
    }

    TrustList trust;
    Time now;
    StatusList status;
    Policy policy;
    MasterData master_data = MasterData::ready();
    HolderChallenge challenge;
    std::shared_ptr<const Signer> state_signer;  ///< of statements, if any are wanted
    std::string state_issuer;
    std::string state_subject;
    bool now_from_clock;
    bool json;
    bool names_inputs;
    Style style;
};

/// The exit status for all inputs together. What could not be looked at counts most.
class Outcomes {
  public:
    void add(Outcome outcome) {
        any_ = true;
        worst_ = std::min(worst_, outcome);
    }
    void add_unread() { unread_ = true; }

    int exit() const {
        if (unread_) return status::no_input;
        if (!any_ || worst_ == Outcome::rejected) return status::rejected;
        return worst_ == Outcome::undecided ? status::undecided : status::done;
    }

  private:
    Outcome worst_ = Outcome::accepted;
    bool any_ = false;
    bool unread_ = false;
};

/// The state that the policy found, signed if that is wanted; else empty.
std::string signed_state(const Verdict& verdict, const CheckPoint& point) {
    if (!point.state_signer || !verdict.state()) return {};
    const auto statement = sign_state(
        verdict, {.issuer = point.state_issuer, .subject = point.state_subject, .now = point.now},
        *point.state_signer);
    if (!statement) cannot_run(status::no_key, sentence(statement.error()));
    return *statement;
}

void answer(const Verdict& verdict, const std::string& input, bool named, const CheckPoint& point,
            Outcomes& outcomes) {
    outcomes.add(verdict.outcome());
    const std::string state = signed_state(verdict, point);
    write_out(point.json ? verdict_line(verdict, input, state, point.style.language,
                                        to_text(point.now), point.now_from_clock)
                         : verdict_text(verdict, named ? input : "", state, point.style));
}

Verdict judge(ByteView scanned, const CheckPoint& point) {
    return vaxcert::verify(scanned, point.inputs());
}

/// Inputs that are each one of several codes of a certificate, until the others have come.
class Waiting {
  public:
    /// Answers an input; one that waits for others is answered with them.
    void judge_or_keep(Bytes scanned, const std::string& input, bool named, const CheckPoint& point,
                       Outcomes& outcomes) {
        const Verdict verdict = judge(scanned, point);
        if (!waits(verdict)) return answer(verdict, input, named, point, outcomes);
        inputs_ += (inputs_.empty() ? "" : " + ") + input;
        parts_.push_back(std::move(scanned));
        const Verdict together = judge_parts(point);
        if (!waits(together)) answer_parts(together, point, outcomes);
    }

    /// Answers those that waited in vain.
    void finish(const CheckPoint& point, Outcomes& outcomes) {
        if (!parts_.empty()) answer_parts(judge_parts(point), point, outcomes);
    }

  private:
    static bool waits(const Verdict& verdict) {
        return std::ranges::any_of(verdict.findings(), [](const Finding& finding) {
            return finding.error.reason == Reason::part_missing;
        });
    }

    Verdict judge_parts(const CheckPoint& point) const {
        const std::vector<ByteView> parts(parts_.begin(), parts_.end());
        return vaxcert::verify(parts, point.inputs());
    }

    void answer_parts(const Verdict& verdict, const CheckPoint& point, Outcomes& outcomes) {
        answer(verdict, inputs_, point.names_inputs, point, outcomes);
        parts_.clear();
        inputs_.clear();
    }

    std::vector<Bytes> parts_;
    std::string inputs_;
};

/// An image is an input for each code in it. One that cannot be read is a certificate that cannot
/// be read: it was looked at, and is not accepted.
void judge_image(const std::string& file, ByteView image, const CheckPoint& point,
                 Outcomes& outcomes, Waiting& waiting) {
    const auto codes = codes_in(image);
    if (!codes) {
        const Finding finding{Step::decode, Outcome::rejected, codes.error()};
        answer(Verdict::without_certificate({}, {finding}), file, point.names_inputs, point,
               outcomes);
        return;
    }
    const bool several = codes->size() > 1;
    for (std::size_t i = 0; i < codes->size(); ++i) {
        const std::string input = several ? file + '#' + std::to_string(i + 1) : file;
        waiting.judge_or_keep((*codes)[i], input, several || point.names_inputs, point, outcomes);
    }
}

/// Each line is an input. They are read one by one: there may be millions.
void judge_lines(const std::string& file, Input& input, std::string held, const CheckPoint& point,
                 Outcomes& outcomes) {
    constexpr std::size_t longest = 65536;
    constexpr std::size_t portion = std::size_t{1} << 18;
    std::size_t number = 0;
    for (std::size_t at = 0;;) {
        const std::size_t end = held.find('\n', at);
        if (end == held.npos && held.size() - at <= longest) {
            held.erase(0, at);
            at = held.size();
            held.resize(at + portion);
            held.resize(at + input.read_fully(held.data() + at, portion));
            const bool ended = held.size() == at;
            at = 0;
            if (!ended) continue;
            if (held.empty()) return;
        }
        std::string_view line = std::string_view(held).substr(at, end - at);
        at = end == held.npos ? held.size() : end + 1;
        ++number;
        while (line.ends_with('\r')) line.remove_suffix(1);
        if (!line.empty())
            answer(judge(payload_of_line(line), point), file + '#' + std::to_string(number), true,
                   point, outcomes);
    }
}

/// A file may hold several certificates, and each is an input.
void judge_bytes(const std::string& file, ByteView bytes, const CheckPoint& point,
                 Outcomes& outcomes, Waiting& waiting) {
    auto certificates = certificates_in(bytes);
    const bool several = certificates.size() > 1;
    for (std::size_t i = 0; i < certificates.size(); ++i)
        waiting.judge_or_keep(std::move(certificates[i]),
                              several ? file + '#' + std::to_string(i + 1) : file,
                              several || point.names_inputs, point, outcomes);
}

void judge_file(const std::string& file, const CheckPoint& point, Outcomes& outcomes,
                Waiting& waiting) {
    Input input(file, status::no_input);
    std::string beginning(std::size_t{1} << 17, '\0');
    beginning.resize(input.read_fully(beginning.data(), beginning.size()));
    if (begins_lines(beginning))
        return judge_lines(file, input, std::move(beginning), point, outcomes);

    Bytes bytes(beginning.begin(), beginning.end());
    while (bytes.size() <= most_input_bytes) {
        const std::size_t had = bytes.size();
        bytes.resize(had * 2 + 1);
        bytes.resize(had + input.read_fully(reinterpret_cast<char*>(bytes.data()) + had, had + 1));
        if (bytes.size() < had * 2 + 1) break;
    }
    if (is_image(bytes)) return judge_image(file, bytes, point, outcomes, waiting);
    judge_bytes(file, bytes, point, outcomes, waiting);
}

}  // namespace

int verify(const VerifyOptions& options) {
    if (options.trust.empty())
        cannot_run(status::usage, "no trust list given",
                   "add --trust FILE: a trust list or a DID document, or ID=KEY for a bare key");
    const CheckPoint point(options);
    if (point.now_from_clock && !point.json)
        print_note("checked for " + to_text(point.now) + ", which is this machine's clock");

    Outcomes outcomes;
    Waiting waiting;
    for (const std::string& file : options.files) {
        try {
            judge_file(file, point, outcomes, waiting);
        } catch (const CannotRun& failure) {
            if (failure.exit != status::no_input) throw;
            print_error(failure.what, failure.hint);
            outcomes.add_unread();
        }
    }
    waiting.finish(point, outcomes);
    return outcomes.exit();
}

}  // namespace vaxcert::cli
