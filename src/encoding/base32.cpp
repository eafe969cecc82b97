// SPDX-License-Identifier: Apache-2.0
#include "encoding/base32.hpp"

namespace vaxcert::encoding {
namespace {

constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

Error bad_base32(std::string detail) {
    return {Reason::bad_base32, std::move(detail)};
}

}  // namespace

std::string to_base32(ByteView bytes) {
    std::string text;
    text.reserve((bytes.size() * 8 + 4) / 5);
    unsigned bits = 0;
    unsigned count = 0;  // of the low bits that are not written yet
    for (const std::uint8_t byte : bytes) {
        bits = bits << 8 | byte;
        for (count += 8; count >= 5; count -= 5) text += alphabet[bits >> (count - 5) & 31];
    }
    if (count > 0) text += alphabet[bits << (5 - count) & 31];
    return text;
}

Result<Bytes> from_base32(std::string_view text) {
    // Eight characters carry five bytes; of a last group only some lengths make whole bytes.
    const std::size_t last = text.size() % 8;
    if (last == 1 || last == 3 || last == 6)
        return bad_base32("length " + std::to_string(text.size()) + " leaves one character over");
    Bytes bytes;
    bytes.reserve(text.size() * 5 / 8);
    unsigned bits = 0;
    unsigned count = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const std::size_t value = alphabet.find(text[i]);
        if (value == alphabet.npos)
            return bad_base32("character " + std::to_string(i) + " is not in the base32 alphabet");
        bits = bits << 5 | static_cast<unsigned>(value);
        count += 5;
        if (count < 8) continue;
        count -= 8;
        bytes.push_back(static_cast<std::uint8_t>(bits >> count & 0xff));
    }
    if ((bits & ((1U << count) - 1)) != 0)
        return bad_base32("the last character has bits that belong to no byte");
    return bytes;
}

}  // namespace vaxcert::encoding
