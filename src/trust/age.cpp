// SPDX-License-Identifier: Apache-2.0
#include "trust/age.hpp"

#include <vaxcert/trust_bundle.hpp>

namespace vaxcert {
namespace {

/// How much a clock may be behind the one that a list was signed by.
constexpr std::chrono::minutes clock_tolerance{5};

}  // namespace

std::vector<Finding> age_of(const TrustSource& source, Time now) {
    std::vector<Finding> findings;
    const auto add = [&](Outcome effect, Reason reason, const std::string& detail) {
        findings.push_back({Step::trust,
                            effect,
                            {reason, "the trust list is of " + to_text(source.issued) + detail +
                                         "; checked for " + to_text(now)}});
    };
    if (now < source.issued - clock_tolerance) add(Outcome::undecided, Reason::clock_doubtful, "");
    if (now > source.next_update) {
        const bool in_grace = now <= source.next_update + source.grace;
        add(in_grace ? Outcome::accepted : Outcome::undecided, Reason::trust_stale,
            ", and there should be a newer one since " + to_text(source.next_update));
    }
    return findings;
}

std::vector<Finding> check_age(const BundleFacts& facts, std::chrono::seconds grace, Time now) {
    return age_of({facts.sequence, facts.issued, facts.next_update, grace}, now);
}

}  // namespace vaxcert
