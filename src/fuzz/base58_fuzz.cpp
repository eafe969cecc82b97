// SPDX-License-Identifier: Apache-2.0
#include "encoding/base58.hpp"

#include <algorithm>

#include "fuzz/fuzz.hpp"

FUZZ(base58) {
    using namespace vaxcert::encoding;

    // Any bytes survive the round trip, if they are few enough to be read at all.
    if (input.size() <= max_base58_characters) {
        const std::string written = to_base58(input);
        const auto back = from_base58(written);
        FUZZ_CHECK(back ? std::ranges::equal(*back, input)
                        : written.size() > max_base58_characters);
    }

    // Any text is either refused or the only spelling of its bytes.
    const std::string_view text = vaxcert::as_text(input);
    const auto bytes = from_base58(text);
    FUZZ_CHECK(!bytes || to_base58(*bytes) == text);
}
