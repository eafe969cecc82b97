// SPDX-License-Identifier: Apache-2.0
#include <vaxcert/policy.hpp>

#include <algorithm>

#include "certificate/toy_certificate.hpp"
#include "fuzz/fuzz.hpp"
#include "policy/check.hpp"

namespace {

using namespace vaxcert;

Certificate vaccinated() {
    Claims claims;
    Vaccination event;
    event.product = "Comirnaty";
    event.date = "2021-07-01";
    event.dose = 2;
    event.total_doses = 2;
    event.country = "XB";
    claims.event = event;
    return toy_certificate(claims);
}

bool same(const std::vector<Finding>& a, const std::vector<Finding>& b) {
    return std::ranges::equal(a, b, [](const Finding& x, const Finding& y) {
        return x.effect == y.effect && x.error == y.error;
    });
}

}  // namespace

FUZZ(policy) {
    static const Certificate certificate = vaccinated();
    static const MasterData known = MasterData::ready();
    const Time now = *parse_time("2021-08-01T12:00:00Z");

    const auto policy = Policy::parse(as_text(input));
    if (!policy) {
        FUZZ_CHECK(policy.error().reason == Reason::bad_policy);
        return;
    }
    // Whatever it asks is answered, as a matter of policy, and the same way each time.
    const auto findings = check_policy(certificate, *policy, known, now);
    for (const Finding& finding : findings) FUZZ_CHECK(finding.step == Step::policy);
    FUZZ_CHECK(same(findings, check_policy(certificate, *policy, known, now)));
    (void)state_of(certificate, *policy, known, now);

    // Asked twice it asks for nothing else.
    Policy twice = *policy;
    FUZZ_CHECK(twice.merge(*policy));
    FUZZ_CHECK(same(findings, check_policy(certificate, twice, known, now)));
}
