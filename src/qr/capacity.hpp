// SPDX-License-Identifier: Apache-2.0
// How many bytes a symbol holds.

#pragma once

#include <cstddef>

#include <vaxcert/qr.hpp>

namespace vaxcert::qr {

inline constexpr int last_version = 40;

/// The most bytes that one byte segment of this version and level can hold (ISO/IEC 18004 table 7).
/// `version` is 1 to 40.
std::size_t capacity(int version, Level level);

/// The smallest version that holds so many bytes at that level, or 0 if none does.
int smallest_version(std::size_t bytes, Level level);

/// "L", "M", "Q" or "H", as the standard and every tool write it.
char letter(Level level);

}  // namespace vaxcert::qr
