// SPDX-License-Identifier: Apache-2.0
// How the bytes of a payload are written in a symbol, and what a symbol holds of them.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include <vaxcert/bytes.hpp>
#include <vaxcert/qr.hpp>

namespace vaxcert::qr {

/// The modes of ISO/IEC 18004 that certificates use: three digits in 10 bits, two of 45 characters
/// in 11, a byte in 8.
enum class Mode : std::uint8_t { numeric, alphanumeric, byte };

/// At most two segments: the first `head` bytes of the payload in byte mode, the rest in `mode`.
struct Layout {
    std::size_t head = 0;
    Mode mode = Mode::byte;

    bool operator==(const Layout&) const = default;
};

/// The layout for this content. A scanner gives the same bytes back whichever it is.
Layout layout_of(ByteView payload);

/// The most bytes that a payload of this layout can have in that version, 1 to 40, and level.
std::size_t capacity(const Layout& layout, int version, Level level);

/// The smallest version that holds a payload of so many bytes in this layout, or 0 if none does.
int smallest_version(const Layout& layout, std::size_t size, Level level);

/// So many bytes in this layout, in words: "5 bytes and 1420 digits".
std::string in_words(const Layout& layout, std::size_t size);

}  // namespace vaxcert::qr
