// SPDX-License-Identifier: Apache-2.0
#include "encoding/hex.hpp"

namespace vaxcert::encoding {
namespace {

constexpr std::string_view digits = "0123456789abcdef";

Error bad_hex(std::string detail) {
    return {Reason::bad_hex, std::move(detail)};
}

/// The value of a digit, or 16.
unsigned value_of(char c, bool any_case) noexcept {
    if (c >= '0' && c <= '9') return static_cast<unsigned>(c - '0');
    if (c >= 'a' && c <= 'f') return static_cast<unsigned>(c - 'a') + 10;
    if (any_case && c >= 'A' && c <= 'F') return static_cast<unsigned>(c - 'A') + 10;
    return 16;
}

Result<Bytes> read(std::string_view text, bool any_case) {
    if (text.size() % 2 != 0)
        return bad_hex("length " + std::to_string(text.size()) + " leaves one digit over");
    Bytes bytes;
    bytes.reserve(text.size() / 2);
    unsigned high = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const unsigned value = value_of(text[i], any_case);
        if (value == 16)
            return bad_hex("character " + std::to_string(i) + " is not a " +
                           (any_case ? "hexadecimal digit" : "lower-case hexadecimal digit"));
        if (i % 2 == 0)
            high = value * 16;
        else
            bytes.push_back(static_cast<std::uint8_t>(high + value));
    }
    return bytes;
}

}  // namespace

std::string to_hex(ByteView bytes) {
    std::string text;
    text.reserve(bytes.size() * 2);
    for (const std::uint8_t byte : bytes) {
        text += digits[byte >> 4];
        text += digits[byte & 0xf];
    }
    return text;
}

Result<Bytes> from_hex(std::string_view text) {
    return read(text, false);
}

Result<Bytes> from_hex_any_case(std::string_view text) {
    return read(text, true);
}

}  // namespace vaxcert::encoding
