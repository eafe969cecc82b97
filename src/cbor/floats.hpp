// SPDX-License-Identifier: Apache-2.0
// The three sizes of IEEE 754 floats. A NaN keeps its sign and payload.

#pragma once

#include <cstdint>
#include <optional>

namespace vaxcert::cbor {

double from_half(std::uint16_t half) noexcept;
double from_single(std::uint32_t single) noexcept;

/// The smaller form of a number, if it loses nothing.
std::optional<std::uint16_t> to_half(double number) noexcept;
std::optional<std::uint32_t> to_single(double number) noexcept;

}  // namespace vaxcert::cbor
