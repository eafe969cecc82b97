// SPDX-License-Identifier: Apache-2.0
// The algorithm identifiers that stand in keys, as DER: what is inside their SEQUENCE.

#pragma once

#include <algorithm>
#include <cstdint>

#include "crypto/ecdsa.hpp"

namespace vaxcert::crypto::oid {

/// 1.3.101.112 (RFC 8410)
inline constexpr std::uint8_t ed25519[] = {0x06, 0x03, 0x2b, 0x65, 0x70};

/// 1.2.840.10045.2.1 (RFC 5480), which a curve follows
inline constexpr std::uint8_t ec_public_key[] = {0x06, 0x07, 0x2a, 0x86, 0x48,
                                                 0xce, 0x3d, 0x02, 0x01};

/// 1.2.840.113549.1.1.1 and NULL (RFC 3279)
inline constexpr std::uint8_t rsa_encryption[] = {0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7,
                                                  0x0d, 0x01, 0x01, 0x01, 0x05, 0x00};

/// The curve of an ECDSA algorithm.
inline ByteView curve(Algorithm algorithm) noexcept {
    static constexpr std::uint8_t p256[] = {0x06, 0x08, 0x2a, 0x86, 0x48,
                                            0xce, 0x3d, 0x03, 0x01, 0x07};
    static constexpr std::uint8_t p384[] = {0x06, 0x05, 0x2b, 0x81, 0x04, 0x00, 0x22};
    static constexpr std::uint8_t p521[] = {0x06, 0x05, 0x2b, 0x81, 0x04, 0x00, 0x23};
    if (algorithm == Algorithm::es256) return p256;
    if (algorithm == Algorithm::es384) return p384;
    return p521;
}

/// The curve that has this identifier, or nullptr.
inline const Curve* curve_named(ByteView identifier) noexcept {
    for (const Algorithm algorithm : {Algorithm::es256, Algorithm::es384, Algorithm::es512})
        if (std::ranges::equal(identifier, curve(algorithm))) return curve_of(algorithm);
    return nullptr;
}

}  // namespace vaxcert::crypto::oid
