// SPDX-License-Identifier: Apache-2.0
#include "formats/nzcp/nzcp.hpp"

#include <algorithm>

#include "cbor/parse.hpp"
#include "cbor/write.hpp"
#include "cose/sign1.hpp"
#include "formats/nzcp/pass.hpp"
#include "formats/nzcp/wire.hpp"
#include "fuzz/fuzz.hpp"

FUZZ(nzcp) {
    using namespace vaxcert;
    const Budget budget = Budget::for_one_certificate();
    const auto envelope = nzcp::open(input, budget);
    if (!envelope) return;
    FUZZ_CHECK(nzcp::recognizes(input));

    // There is one text of a message.
    const auto bytes = nzcp::unpack(input);
    FUZZ_CHECK(bytes && nzcp::pack(*bytes) == as_text(input));

    // What we read of the claims, we would write so that it reads the same.
    const auto message = cose::parse_sign1(*bytes, budget);
    const auto pass = nzcp::read_pass(*cbor::parse(message->payload, budget));
    FUZZ_CHECK(pass.has_value());
    const auto again = nzcp::read_pass(nzcp::to_claims(*pass));
    FUZZ_CHECK(again && again->given_name == pass->given_name && again->id == pass->id &&
               again->expires == pass->expires && again->birth_date == pass->birth_date);

    const std::vector<Envelope::Candidates> nobody(1);
    FUZZ_CHECK(!envelope->authenticate(nobody, MasterData(), budget));
}
