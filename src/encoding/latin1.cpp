// SPDX-License-Identifier: Apache-2.0
#include "encoding/latin1.hpp"

#include "base/utf8.hpp"

namespace vaxcert::encoding {

std::string to_utf8_of_latin1(ByteView bytes) {
    std::string text;
    text.reserve(bytes.size() + bytes.size() / 2);
    for (const std::uint8_t byte : bytes) append_utf8(byte, text);
    return text;
}

Result<Bytes> from_utf8_of_latin1(std::string_view text) {
    Bytes bytes;
    bytes.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t length = utf8_length(text, at);
        if (length == 0)
            return Error{Reason::bad_utf8, "byte " + std::to_string(at) + " is not UTF-8"};
        const char32_t code_point = utf8_code_point(text, at, length);
        if (code_point > 0xff)
            return Error{Reason::bad_utf8,
                         "the character at byte " + std::to_string(at) + " stands for no byte"};
        bytes.push_back(static_cast<std::uint8_t>(code_point));
        at += length;
    }
    return bytes;
}

}  // namespace vaxcert::encoding
