// SPDX-License-Identifier: Apache-2.0
#include <vaxcert/vaxcert.h>

#include <cstring>

#include <vaxcert/record.hpp>
#include <vaxcert/verify.hpp>

#include "fuzz/fuzz.hpp"

FUZZ(capi) {
    using namespace vaxcert;

    // The C interface says of anything what the C++ interface says.
    static vaxcert_verifier* const verifier = vaxcert_verifier_new();
    static const MasterData master_data = MasterData::ready();
    const TrustList trust;
    const StatusList status;
    const Policy policy;
    const Verdict expected = verify(input, {.trust = trust,
                                            .status = status,
                                            .policy = policy,
                                            .master_data = master_data,
                                            .now = Time{}});
    vaxcert_verdict* verdict = vaxcert_verify(verifier, input.data(), input.size(), 0);
    FUZZ_CHECK(verdict && vaxcert_verdict_json(verdict) == expected.to_json());
    FUZZ_CHECK(vaxcert_verdict_outcome(verdict) != VAXCERT_ACCEPTED);
    vaxcert_verdict_free(verdict);

    // Any profile, list and policy is read or refused with a reason.
    const char* text = reinterpret_cast<const char*>(input.data());
    vaxcert_profile* profile = vaxcert_profile_parse(text, input.size());
    FUZZ_CHECK(profile || std::strlen(vaxcert_last_error()) > 0);
    vaxcert_profile_free(profile);
    FUZZ_CHECK(!TrustList::parse(as_text(input)) || !as_text(input).empty());
    (void)Policy::parse(as_text(input)).has_value();
    (void)StatusList::parse(as_text(input)).has_value();
    (void)parse_record(as_text(input)).has_value();
}
