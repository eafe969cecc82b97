// SPDX-License-Identifier: Apache-2.0
// How much a symbol holds.

#pragma once

#include <cstddef>

#include <vaxcert/qr.hpp>

namespace vaxcert::qr {

inline constexpr int last_version = 40;

/// The bits for segments in a symbol of this version, 1 to 40, and level (ISO/IEC 18004 table 7).
std::size_t data_bits(int version, Level level);

/// The most bytes that one byte segment of this version and level can hold.
std::size_t capacity(int version, Level level);

/// "L", "M", "Q" or "H", as the standard and every tool write it.
char letter(Level level);

}  // namespace vaxcert::qr
