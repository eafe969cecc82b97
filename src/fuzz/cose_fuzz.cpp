// SPDX-License-Identifier: Apache-2.0
#include "cose/cwt.hpp"
#include "cose/sign1.hpp"

#include "cbor/parse.hpp"
#include "fuzz/fuzz.hpp"

FUZZ(cose) {
    using namespace vaxcert;
    const Budget budget = Budget::for_one_certificate();
    const auto message = cose::parse_sign1(input, budget);
    if (!message) return;
    FUZZ_CHECK(cose::signing_input(*message).size() >= message->payload.size());
    const auto algorithm = cose::algorithm_of(message->header(cose::label::algorithm));
    FUZZ_CHECK(!algorithm || message->header(cose::label::algorithm)->integer());
    if (const auto claims = cbor::parse(message->payload, budget)) {
        const auto read = cose::read_cwt(*claims);
        FUZZ_CHECK(!read || claims->map());
    }
}
