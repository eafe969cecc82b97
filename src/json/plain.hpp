// SPDX-License-Identifier: Apache-2.0
// Most of a JSON string stands for itself. This is how to get past that quickly.

#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace vaxcert::json {

/// Where, from `at` on, the first byte stands that does not simply stand for itself in a JSON
/// string: a quote, a backslash, a control character, or anything that is not ASCII.
inline std::size_t skip_plain(std::string_view text, std::size_t at) noexcept {
    // Eight bytes at once: the top bit of a byte is set if it may be one of those.
    constexpr std::uint64_t ones = 0x0101010101010101;
    constexpr std::uint64_t tops = 0x8080808080808080;
    const auto below = [](std::uint64_t bytes, std::uint64_t limit) {
        return (bytes - ones * limit) & ~bytes;
    };
    for (; text.size() - at >= 8; at += 8) {
        std::uint64_t eight = 0;
        std::memcpy(&eight, text.data() + at, 8);
        const std::uint64_t odd = eight | below(eight, 0x20) | below(eight ^ ones * '"', 1) |
                                  below(eight ^ ones * '\\', 1);
        if ((odd & tops) != 0) break;
    }
    for (; at < text.size(); ++at) {
        const auto byte = static_cast<unsigned char>(text[at]);
        if (byte < 0x20 || byte >= 0x80 || byte == '"' || byte == '\\') break;
    }
    return at;
}

}  // namespace vaxcert::json
