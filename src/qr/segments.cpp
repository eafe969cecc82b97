// SPDX-License-Identifier: Apache-2.0
#include "qr/segments.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "qr/capacity.hpp"

namespace vaxcert::qr {
namespace {

/// Fewer digits than this after a head would save nothing.
constexpr std::size_t fewest_digits = 8;

bool is_digit(std::uint8_t byte) {
    return byte >= '0' && byte <= '9';
}

bool is_alphanumeric(std::uint8_t byte) {
    constexpr std::string_view others = " $%*+-./:";
    return is_digit(byte) || (byte >= 'A' && byte <= 'Z') ||
           others.find(static_cast<char>(byte)) != others.npos;
}

/// The bits that say a segment's mode and length (tables 2 and 3).
std::size_t intro_bits(Mode mode, int version) {
    constexpr std::array<std::array<std::size_t, 3>, 3> length_bits = {
        {{10, 12, 14}, {9, 11, 13}, {8, 16, 16}}};
    const std::size_t column = version < 10 ? 0 : version < 27 ? 1 : 2;
    return 4 + length_bits.at(static_cast<std::size_t>(mode)).at(column);
}

/// How many characters fit in so many bits.
std::size_t characters_in(std::size_t bits, Mode mode) {
    switch (mode) {
        case Mode::numeric:
            return bits / 10 * 3 + (bits % 10 >= 7 ? 2 : bits % 10 >= 4 ? 1 : 0);
        case Mode::alphanumeric:
            return bits / 11 * 2 + (bits % 11 >= 6 ? 1 : 0);
        case Mode::byte:
            break;
    }
    return bits / 8;
}

}  // namespace

Layout layout_of(ByteView payload) {
    if (std::ranges::all_of(payload, is_digit)) return {.mode = Mode::numeric};
    if (std::ranges::all_of(payload, is_alphanumeric)) return {.mode = Mode::alphanumeric};

    // SMART Health Cards: "shc:/" and digits, or "shc:/1/3/" and digits. That digits prevail keeps
    // a payload that ends in some by chance in the one segment that every reader knows.
    const auto head = static_cast<std::size_t>(
        std::find_if_not(payload.rbegin(), payload.rend(), is_digit).base() - payload.begin());
    const std::size_t digits = payload.size() - head;
    if (digits >= fewest_digits && digits > head) return {.head = head, .mode = Mode::numeric};
    return {};
}

std::size_t capacity(const Layout& layout, int version, Level level) {
    const std::size_t bits = data_bits(version, level);
    std::size_t taken = intro_bits(layout.mode, version);
    if (layout.head != 0) taken += intro_bits(Mode::byte, version) + 8 * layout.head;
    // Not even the head fits: as much of it as does.
    if (taken > bits) return capacity({}, version, level);
    return layout.head + characters_in(bits - taken, layout.mode);
}

int smallest_version(const Layout& layout, std::size_t size, Level level) {
    for (int version = 1; version <= last_version; ++version)
        if (size <= capacity(layout, version, level)) return version;
    return 0;
}

std::string in_words(const Layout& layout, std::size_t size) {
    constexpr std::array<const char*, 3> units = {" digits", " characters", " bytes"};
    const std::size_t head = std::min(layout.head, size);
    return (head == 0 ? "" : std::to_string(head) + " bytes and ") + std::to_string(size - head) +
           units.at(static_cast<std::size_t>(layout.mode));
}

}  // namespace vaxcert::qr
