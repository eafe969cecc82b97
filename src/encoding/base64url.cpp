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
    std::string text;
    text.reserve((bytes.size() * 4 + 2) / 3);
    std::size_t i = 0;
    for (; i + 3 <= bytes.size(); i += 3) {
        const unsigned n = bytes[i] * 65536U + bytes[i + 1] * 256U + bytes[i + 2];
        text += alphabet[n >> 18];
        text += alphabet[n >> 12 & 63];
        text += alphabet[n >> 6 & 63];
        text += alphabet[n & 63];
    }
    if (i == bytes.size()) return text;
    const bool two = i + 2 == bytes.size();
    const unsigned n = bytes[i] * 65536U + (two ? bytes[i + 1] * 256U : 0U);
    text += alphabet[n >> 18];
    text += alphabet[n >> 12 & 63];
    if (two) text += alphabet[n >> 6 & 63];
    return text;
}

Result<Bytes> from_base64url(std::string_view text) {
    if (text.size() % 4 == 1)
        return bad_base64url("length " + std::to_string(text.size()) +
                             " leaves one character over");
    Bytes bytes;
    bytes.reserve(text.size() / 4 * 3 + 2);
    unsigned bits = 0;
    unsigned count = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const std::uint8_t value = six_bits[static_cast<unsigned char>(text[i])];
        if (value == none)
            return bad_base64url("character " + std::to_string(i) +
                                 " is not in the base64url alphabet");
        bits = bits << 6 | value;
        count += 6;
        if (count < 8) continue;
        count -= 8;
        bytes.push_back(static_cast<std::uint8_t>(bits >> count & 0xff));
    }
    if ((bits & ((1U << count) - 1)) != 0)
        return bad_base64url("the last character has bits that belong to no byte");
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
