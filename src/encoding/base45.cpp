// SPDX-License-Identifier: Apache-2.0
#include "encoding/base45.hpp"

#include <array>

namespace vaxcert::encoding {
namespace {

constexpr std::string_view alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

constexpr std::uint8_t none = 45;

/// For each byte the value it stands for, or `none`.
constexpr auto values = [] {
    std::array<std::uint8_t, 256> table{};
    table.fill(none);
    for (std::uint8_t i = 0; i < 45; ++i) table[static_cast<unsigned char>(alphabet[i])] = i;
    return table;
}();

Error bad_base45(std::string detail) {
    return {Reason::bad_base45, std::move(detail)};
}

}  // namespace

std::string to_base45(ByteView bytes) {
    std::string text;
    text.reserve((bytes.size() + 1) / 2 * 3);
    for (std::size_t i = 0; i < bytes.size(); i += 2) {
        const bool pair = i + 1 < bytes.size();
        const unsigned n = pair ? bytes[i] * 256U + bytes[i + 1] : bytes[i];
        text += alphabet[n % 45];
        text += alphabet[n / 45 % 45];
        if (pair) text += alphabet[n / (45 * 45)];
    }
    return text;
}

Result<Bytes> from_base45(std::string_view text) {
    // RFC 9285 section 4: three characters carry two bytes, two carry one.
    // One left over carries nothing, so no encoder ever leaves it.
    if (text.size() % 3 == 1)
        return bad_base45("length " + std::to_string(text.size()) + " leaves one character over");

    Bytes bytes((text.size() * 2 + 1) / 3);
    auto out = bytes.begin();
    for (std::size_t i = 0; i < text.size(); i += 3) {
        const std::string_view group = text.substr(i, 3);
        unsigned n = 0;
        for (std::size_t k = group.size(); k-- > 0;) {
            const std::uint8_t value = values[static_cast<unsigned char>(group[k])];
            if (value == none)
                return bad_base45("character " + std::to_string(i + k) +
                                  " is not in the Base45 alphabet");
            n = n * 45 + value;
        }
        const bool pair = group.size() == 3;
        if (n > (pair ? 0xffffU : 0xffU))
            return bad_base45("group at character " + std::to_string(i) +
                              " is too large for its bytes");
        if (pair) *out++ = static_cast<std::uint8_t>(n >> 8);
        *out++ = static_cast<std::uint8_t>(n & 0xff);
    }
    return bytes;
}

}  // namespace vaxcert::encoding
