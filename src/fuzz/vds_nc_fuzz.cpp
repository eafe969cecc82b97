// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "formats/vds_nc/vds_nc.hpp"
#include "fuzz/fuzz.hpp"
#include "json/jcs.hpp"
#include "json/parse.hpp"

FUZZ(vds_nc) {
    using namespace vaxcert;
    const Budget budget = Budget::for_one_certificate();
    const auto envelope = vds_nc::open(input, budget);
    if (!envelope) return;

    // What can be opened is recognized, and one signature covers all it says, once it is canonical.
    FUZZ_CHECK(vds_nc::recognizes(input));
    FUZZ_CHECK(envelope->signatures().size() == 1);
    FUZZ_CHECK(envelope->signatures()[0].signer.certificates.size() == 1);
    const auto bytes = envelope->signatures()[0].signed_bytes(budget);
    FUZZ_CHECK(bytes.has_value());
    const auto again = json::parse(as_text(*bytes), Budget::for_trusted_data());
    FUZZ_CHECK(again && std::ranges::equal(as_bytes(json::to_jcs(*again)), *bytes));

    // Without a key there is no certificate.
    const std::vector<Envelope::Candidates> nobody(1);
    FUZZ_CHECK(!envelope->authenticate(nobody, MasterData(), budget));
}
