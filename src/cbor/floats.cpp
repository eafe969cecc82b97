// SPDX-License-Identifier: Apache-2.0
#include "cbor/floats.hpp"

#include <bit>
#include <cmath>
#include <limits>

namespace vaxcert::cbor {

double from_half(std::uint16_t half) noexcept {
    const int exponent = (half >> 10) & 31;
    const int fraction = half & 1023;
    const double sign = (half & 0x8000) != 0 ? -1 : 1;
    if (exponent == 0) return sign * std::ldexp(fraction, -24);
    if (exponent == 31 && fraction == 0) return sign * std::numeric_limits<double>::infinity();
    if (exponent != 31) return sign * std::ldexp(fraction + 1024, exponent - 25);
    const std::uint64_t bits = (std::uint64_t{half} & 0x8000U) << 48 | std::uint64_t{0x7ff} << 52 |
                               static_cast<std::uint64_t>(fraction) << 42;
    return std::bit_cast<double>(bits);
}

double from_single(std::uint32_t single) noexcept {
    const auto number = std::bit_cast<float>(single);
    if (!std::isnan(number)) return number;
    const std::uint64_t bits = (std::uint64_t{single} & 0x80000000U) << 32 |
                               std::uint64_t{0x7ff} << 52 |
                               (std::uint64_t{single} & 0x7fffffU) << 29;
    return std::bit_cast<double>(bits);
}

std::optional<std::uint16_t> to_half(double number) noexcept {
    constexpr std::uint64_t lost = 0x3ffffffffffU;
    const auto bits = std::bit_cast<std::uint64_t>(number);
    const std::uint64_t fraction = bits & 0xfffffffffffffU;
    const std::uint64_t sign = bits >> 48 & 0x8000;
    const int exponent = static_cast<int>(bits >> 52 & 0x7ff) - 1023;
    const bool is_finite = exponent != 1024;
    if (exponent == -1023 && fraction == 0) return static_cast<std::uint16_t>(sign);
    if (is_finite && (exponent > 15 || exponent < -24)) return {};
    if (exponent >= -14) {
        if ((fraction & lost) != 0) return {};
        const std::uint64_t biased = is_finite ? static_cast<std::uint64_t>(exponent + 15) : 31;
        return static_cast<std::uint16_t>(sign | biased << 10 | fraction >> 42);
    }
    // Subnormal: at most 24 binary digits after the point.
    const int shift = 42 + (-14 - exponent);
    const std::uint64_t whole = fraction | std::uint64_t{1} << 52;
    if ((whole & ((std::uint64_t{1} << shift) - 1)) != 0) return {};
    return static_cast<std::uint16_t>(sign | whole >> shift);
}

std::optional<std::uint32_t> to_single(double number) noexcept {
    const auto bits = std::bit_cast<std::uint64_t>(number);
    if (std::isnan(number)) {
        if ((bits & 0x1fffffffU) != 0) return {};
        return static_cast<std::uint32_t>(bits >> 32 & 0x80000000U) | 0x7f800000U |
               static_cast<std::uint32_t>(bits >> 29 & 0x7fffffU);
    }
    if (std::isfinite(number) && std::abs(number) > std::numeric_limits<float>::max()) return {};
    const auto narrow = static_cast<float>(number);
    if (static_cast<double>(narrow) != number) return {};
    return std::bit_cast<std::uint32_t>(narrow);
}

}  // namespace vaxcert::cbor
