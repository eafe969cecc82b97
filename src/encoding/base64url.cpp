// SPDX-License-Identifier: Apache-2.0
#include "encoding/base64url.hpp"

#include <array>

namespace vaxcert::encoding {
namespace {

constexpr std::string_view alphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

constexpr std::uint8_t none = 64;

/// For each byte the six bits it stands for, or `none`.
constexpr auto six_bits = [] {
    std::array<std::uint8_t, 256> table{};
    table.fill(none);
    for (std::uint8_t i = 0; i < 64; ++i) table[static_cast<unsigned char>(alphabet[i])] = i;
    return table;
}();

Error bad_base64url(std::string detail) {
    return {Reason::bad_base64url, std::move(detail)};
}

}  // namespace

std::string to_base64url(ByteView bytes) {
    std::string text((bytes.size() * 4 + 2) / 3, '\0');
    char* out = text.data();
    std::size_t i = 0;
    for (; i + 3 <= bytes.size(); i += 3) {
        const unsigned n = bytes[i] * 65536U + bytes[i + 1] * 256U + bytes[i + 2];
        *out++ = alphabet[n >> 18];
        *out++ = alphabet[n >> 12 & 63];
        *out++ = alphabet[n >> 6 & 63];
        *out++ = alphabet[n & 63];
    }
    if (i == bytes.size()) return text;
    const bool two = i + 2 == bytes.size();
    const unsigned n = bytes[i] * 65536U + (two ? bytes[i + 1] * 256U : 0U);
    *out++ = alphabet[n >> 18];
    *out++ = alphabet[n >> 12 & 63];
    if (two) *out++ = alphabet[n >> 6 & 63];
    return text;
}

Result<Bytes> from_base64url(std::string_view text) {
    if (text.size() % 4 == 1)
        return bad_base64url("length " + std::to_string(text.size()) +
                             " leaves one character over");
    Bytes bytes(text.size() * 3 / 4);
    auto out = bytes.begin();
    for (std::size_t i = 0; i < text.size(); i += 4) {
        const std::string_view group = text.substr(i, 4);
        unsigned n = 0;
        for (std::size_t k = 0; k < group.size(); ++k) {
            const std::uint8_t value = six_bits[static_cast<unsigned char>(group[k])];
            if (value == none)
                return bad_base64url("character " + std::to_string(i + k) +
                                     " is not in the base64url alphabet");
            n |= unsigned{value} << (18 - 6 * k);
        }
        // Four characters carry three bytes, three carry two, two carry one.
        const std::size_t carried = group.size() - 1;
        for (std::size_t k = 0; k < carried; ++k, n = n << 8 & 0xffffff)
            *out++ = static_cast<std::uint8_t>(n >> 16);
        if (n != 0) return bad_base64url("the last character has bits that belong to no byte");
    }
    return bytes;
}

Result<Bytes> from_base64url_padded_or_not(std::string_view text) {
    if (text.size() % 4 == 0) {
        if (text.ends_with("=="))
            text.remove_suffix(2);
        else if (text.ends_with('='))
            text.remove_suffix(1);
    }
    return from_base64url(text);
}

}  // namespace vaxcert::encoding
