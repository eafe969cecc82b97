// SPDX-License-Identifier: Apache-2.0
#include "encoding/hex.hpp"

#include <algorithm>

#include "fuzz/fuzz.hpp"

FUZZ(hex) {
    using namespace vaxcert::encoding;

    // Any bytes survive the round trip.
    const auto there_and_back = from_hex(to_hex(input));
    FUZZ_CHECK(there_and_back && std::ranges::equal(*there_and_back, input));

    // Any text is either refused or the only spelling of its bytes; in any case, one of some.
    const std::string_view text = vaxcert::as_text(input);
    const auto bytes = from_hex(text);
    FUZZ_CHECK(!bytes || to_hex(*bytes) == text);
    const auto any_case = from_hex_any_case(text);
    FUZZ_CHECK(!bytes || (any_case && *any_case == *bytes));
    const auto same_digit = [](char a, char b) { return a == b || (a >= 'A' && (a | 0x20) == b); };
    FUZZ_CHECK(!any_case || std::ranges::equal(text, to_hex(*any_case), same_digit));
}
