// SPDX-License-Identifier: Apache-2.0
#include "encoding/base64url.hpp"

#include <algorithm>

#include "fuzz/fuzz.hpp"

FUZZ(base64url) {
    using namespace vaxcert::encoding;

    // Any bytes survive the round trip.
    const auto there_and_back = from_base64url(to_base64url(input));
    FUZZ_CHECK(there_and_back && std::ranges::equal(*there_and_back, input));

    // Any text is either refused or the only spelling of its bytes.
    const std::string_view text = vaxcert::as_text(input);
    const auto bytes = from_base64url(text);
    FUZZ_CHECK(!bytes || to_base64url(*bytes) == text);

    // Where padding is tolerated, it is all that is.
    const auto padded = from_base64url_padded_or_not(text);
    FUZZ_CHECK(!bytes || (padded && *padded == *bytes));
    const std::string_view unpadded = text.substr(0, text.find('='));
    FUZZ_CHECK(!padded ||
               (to_base64url(*padded) == unpadded && text.size() - unpadded.size() <= 2));
}
