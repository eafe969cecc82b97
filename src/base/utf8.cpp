// SPDX-License-Identifier: Apache-2.0
#include "base/utf8.hpp"

namespace vaxcert {
namespace {

unsigned byte_at(std::string_view text, std::size_t at) noexcept {
    return static_cast<unsigned char>(text[at]);
}

}  // namespace

std::size_t utf8_length(std::string_view text, std::size_t at) noexcept {
    if (at >= text.size()) return 0;
    const unsigned first = byte_at(text, at);
    if (first < 0x80) return 1;

    // Which second bytes are allowed is all that rules out overlong forms and surrogates.
    std::size_t length = 0;
    unsigned low = 0x80;
    unsigned high = 0xbf;
    if (first >= 0xc2 && first <= 0xdf) {
        length = 2;
    } else if (first >= 0xe0 && first <= 0xef) {
        length = 3;
        if (first == 0xe0) low = 0xa0;
        if (first == 0xed) high = 0x9f;
    } else if (first >= 0xf0 && first <= 0xf4) {
        length = 4;
        if (first == 0xf0) low = 0x90;
        if (first == 0xf4) high = 0x8f;
    } else {
        return 0;
    }
    if (text.size() - at < length) return 0;

    const unsigned second = byte_at(text, at + 1);
    if (second < low || second > high) return 0;
    for (std::size_t k = 2; k < length; ++k)
        if ((byte_at(text, at + k) & 0xc0) != 0x80) return 0;
    return length;
}

char32_t utf8_code_point(std::string_view text, std::size_t at, std::size_t length) noexcept {
    const unsigned first = byte_at(text, at);
    if (length == 1) return first;
    char32_t code_point = first & (0x7fU >> length);
    for (std::size_t k = 1; k < length; ++k)
        code_point = code_point << 6 | (byte_at(text, at + k) & 0x3f);
    return code_point;
}

std::size_t first_bad_utf8(std::string_view text) noexcept {
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t length = utf8_length(text, at);
        if (length == 0) return at;
        at += length;
    }
    return std::string_view::npos;
}

void append_utf8(char32_t code_point, std::string& text) {
    const auto tail = [&](unsigned shift) {
        text += static_cast<char>(0x80 | (code_point >> shift & 0x3f));
    };
    if (code_point < 0x80) {
        text += static_cast<char>(code_point);
    } else if (code_point < 0x800) {
        text += static_cast<char>(0xc0 | code_point >> 6);
        tail(0);
    } else if (code_point < 0x10000) {
        text += static_cast<char>(0xe0 | code_point >> 12);
        tail(6);
        tail(0);
    } else {
        text += static_cast<char>(0xf0 | code_point >> 18);
        tail(12);
        tail(6);
        tail(0);
    }
}

}  // namespace vaxcert
