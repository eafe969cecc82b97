// SPDX-License-Identifier: Apache-2.0
#include <vaxcert/verify.hpp>

#include "formats/hcert/claim169.hpp"
#include "formats/hcert/hcert.hpp"
#include "formats/hcert/wire.hpp"
#include "fuzz/fuzz.hpp"

namespace {

/// Anything is answered, with a reason; without a key nothing is accepted.
void check_answer(vaxcert::ByteView scanned) {
    using namespace vaxcert;
    static const MasterData master_data = MasterData::ready();
    const TrustList nobody;
    const StatusList status;
    const Policy policy;
    const Verdict verdict = verify(scanned, {.trust = nobody,
                                             .status = status,
                                             .policy = policy,
                                             .master_data = master_data,
                                             .now = Time{}});
    FUZZ_CHECK(!verdict.accepted() && !verdict.certificate() && !verdict.findings().empty());
}

/// What can be opened can be read, though nobody believes it.
void check_reading(const vaxcert::Result<vaxcert::Envelope>& envelope) {
    using namespace vaxcert;
    if (!envelope) return;
    FUZZ_CHECK(envelope->signatures().size() == 1);
    const std::vector<Envelope::Candidates> nobody(1);
    FUZZ_CHECK(!envelope->authenticate(nobody, {}, Budget::for_one_certificate()));
    FUZZ_CHECK(envelope->signatures()[0].signed_bytes(Budget::for_one_certificate()));
}

}  // namespace

FUZZ(hcert) {
    using namespace vaxcert;
    check_answer(input);
    check_reading(hcert::open(input, Budget::for_one_certificate()));
    check_reading(claim169::open(input, Budget::for_one_certificate()));

    // The same as the message inside, which the outer layers would otherwise hide.
    const std::string packed = hcert::pack(input);
    const auto unpacked = hcert::unpack(as_bytes(packed), Budget::for_one_certificate());
    FUZZ_CHECK(!unpacked || ByteView(*unpacked).size() == input.size());
    check_answer(as_bytes(packed));
    check_reading(hcert::open(as_bytes(packed), Budget::for_one_certificate()));
}
