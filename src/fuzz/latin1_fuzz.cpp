// SPDX-License-Identifier: Apache-2.0
#include "encoding/latin1.hpp"

#include <algorithm>

#include "fuzz/fuzz.hpp"

FUZZ(latin1) {
    using namespace vaxcert::encoding;

    // Any bytes survive the round trip.
    const auto there_and_back = from_utf8_of_latin1(to_utf8_of_latin1(input));
    FUZZ_CHECK(there_and_back && std::ranges::equal(*there_and_back, input));

    // Any text is either refused or the only spelling of its bytes.
    const std::string_view text = vaxcert::as_text(input);
    const auto bytes = from_utf8_of_latin1(text);
    FUZZ_CHECK(!bytes || to_utf8_of_latin1(*bytes) == text);
}
