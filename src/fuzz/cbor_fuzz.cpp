// SPDX-License-Identifier: Apache-2.0
#include "cbor/parse.hpp"
#include "cbor/write.hpp"
#include "fuzz/fuzz.hpp"

FUZZ(cbor) {
    using namespace vaxcert;
    const Budget budget = Budget::for_one_certificate();
    const auto value = cbor::parse(input, budget);
    if (!value) return;

    // One thing has one deterministic spelling, which is read as the same thing.
    const Bytes written = cbor::to_bytes(*value);
    const auto again = cbor::parse(written, Budget::for_trusted_data());
    FUZZ_CHECK(again.has_value());
    FUZZ_CHECK(cbor::to_bytes(*again) == written);
    FUZZ_CHECK(written.size() <= input.size());
}
