// SPDX-License-Identifier: Apache-2.0
#include <vaxcert/verify.hpp>

#include "formats/divoc/divoc.hpp"
#include "fuzz/fuzz.hpp"

FUZZ(divoc) {
    using namespace vaxcert;

    // Anything is answered, with a reason, within its budget; without a key nothing is accepted.
    const TrustList nobody;
    const StatusList status;
    const Policy policy;
    static const MasterData master_data = MasterData::ready();
    const Verdict verdict = verify(input, {.trust = nobody,
                                           .status = status,
                                           .policy = policy,
                                           .master_data = master_data,
                                           .now = Time{}});
    FUZZ_CHECK(!verdict.accepted() && !verdict.certificate() && !verdict.findings().empty());

    // What can be opened can be canonicalized or is refused; twice is as once.
    const Budget budget = Budget::for_one_certificate();
    FUZZ_CHECK(divoc::recognizes(input) || !inspect(input));
    const auto envelope = divoc::open(input, budget);
    FUZZ_CHECK(envelope.has_value() == inspect(input).has_value() || !divoc::recognizes(input));
}
