// SPDX-License-Identifier: Apache-2.0
// The two notations of an ECDSA signature: r then s, and the DER that OpenSSL speaks.

#pragma once

#include <array>
#include <cstddef>
#include <optional>

#include <vaxcert/bytes.hpp>
#include <vaxcert/keys.hpp>

#include "crypto/hash.hpp"

namespace vaxcert::crypto {

/// What ECDSA means for one algorithm.
struct Curve {
    Algorithm algorithm;
    const char* group;    ///< OpenSSL's name
    const char* jwk_crv;  ///< RFC 7518 section 6.2.1.1
    std::size_t width;    ///< bytes of a coordinate, and of r and s
    HashAlgorithm hash;
};

/// The curve of an algorithm, or nullptr if it is not an ECDSA one.
const Curve* curve_of(Algorithm algorithm) noexcept;

/// A signature on the stack: at most SEQUENCE of two INTEGER of 67 bytes, or 132 raw bytes.
struct EcdsaBytes {
    std::array<std::uint8_t, 144> bytes;
    std::size_t size = 0;

    operator ByteView() const& noexcept { return {bytes.data(), size}; }
    operator ByteView() const&& = delete;  // it would outlive its bytes
};

/// Of r and s of `width` bytes each. Nothing, if the length is another or r or s is zero. That they
/// are below n is for the verifier to find, who knows n.
std::optional<EcdsaBytes> der_from_raw(ByteView raw, std::size_t width);

/// The inverse. Nothing, if `der` is not the one spelling of two positive numbers that fit.
std::optional<EcdsaBytes> raw_from_der(ByteView der, std::size_t width);

}  // namespace vaxcert::crypto
