// SPDX-License-Identifier: Apache-2.0
#include "crypto/ecdsa.hpp"

#include <algorithm>

#include "crypto/der.hpp"

namespace vaxcert::crypto {
namespace {

constexpr Curve curves[] = {
    {Algorithm::es256, "prime256v1", "P-256", 32, HashAlgorithm::sha256},
    {Algorithm::es384, "secp384r1", "P-384", 48, HashAlgorithm::sha384},
    {Algorithm::es512, "secp521r1", "P-521", 66, HashAlgorithm::sha512},
};

/// Appends an INTEGER. This runs in every verification, so nothing is allocated.
bool append_integer(EcdsaBytes& out, ByteView number) {
    while (!number.empty() && number.front() == 0) number = number.subspan(1);
    if (number.empty()) return false;
    const std::size_t sign = number.front() >> 7U;
    out.bytes[out.size++] = der::integer;
    out.bytes[out.size++] = static_cast<std::uint8_t>(number.size() + sign);
    if (sign != 0) out.bytes[out.size++] = 0;
    std::copy(number.begin(), number.end(), out.bytes.begin() + static_cast<long>(out.size));
    out.size += number.size();
    return true;
}

}  // namespace

const Curve* curve_of(Algorithm algorithm) noexcept {
    const auto* found = std::ranges::find(curves, algorithm, &Curve::algorithm);
    return found == std::end(curves) ? nullptr : found;
}

std::optional<EcdsaBytes> der_from_raw(ByteView raw, std::size_t width) {
    if (width > 66 || raw.size() != 2 * width) return {};
    EcdsaBytes integers;
    if (!append_integer(integers, raw.first(width)) || !append_integer(integers, raw.last(width)))
        return {};

    EcdsaBytes der;
    der.bytes[der.size++] = der::sequence;
    if (integers.size >= 0x80) der.bytes[der.size++] = 0x81;
    der.bytes[der.size++] = static_cast<std::uint8_t>(integers.size);
    std::copy_n(integers.bytes.begin(), integers.size,
                der.bytes.begin() + static_cast<long>(der.size));
    der.size += integers.size;
    return der;
}

std::optional<EcdsaBytes> raw_from_der(ByteView der, std::size_t width) {
    auto integers = der::take(der, der::sequence);
    if (width > 66 || !integers || !der.empty()) return {};
    const auto r = der::take_unsigned(*integers);
    const auto s = der::take_unsigned(*integers);
    if (!r || !s || !integers->empty()) return {};
    if (r->empty() || s->empty() || r->size() > width || s->size() > width) return {};

    EcdsaBytes raw;
    raw.bytes.fill(0);
    raw.size = 2 * width;
    std::copy(r->begin(), r->end(), raw.bytes.begin() + static_cast<long>(width - r->size()));
    std::copy(s->begin(), s->end(), raw.bytes.begin() + static_cast<long>(2 * width - s->size()));
    return raw;
}

}  // namespace vaxcert::crypto
