// SPDX-License-Identifier: Apache-2.0
#include "encoding/base64.hpp"

#include <algorithm>

#include "encoding/base64url.hpp"

namespace vaxcert::encoding {

std::string to_base64(ByteView bytes) {
    std::string text = to_base64url(bytes);
    std::ranges::replace(text, '-', '+');
    std::ranges::replace(text, '_', '/');
    text.append((4 - text.size() % 4) % 4, '=');
    return text;
}

Result<Bytes> from_base64(std::string_view text) {
    if (text.size() % 4 != 0)
        return Error{Reason::bad_base64url, "length " + std::to_string(text.size()) +
                                                " is no multiple of four, so padding is missing"};
    if (const std::size_t other = text.find_first_of("-_"); other != text.npos)
        return Error{Reason::bad_base64url,
                     "character " + std::to_string(other) + " is not in the base64 alphabet"};
    std::string url(text);
    std::ranges::replace(url, '+', '-');
    std::ranges::replace(url, '/', '_');
    return from_base64url_padded_or_not(url);
}

}  // namespace vaxcert::encoding
