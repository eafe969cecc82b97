// SPDX-License-Identifier: Apache-2.0
// What a PublicKey holds.

#pragma once

#include <array>
#include <optional>

#include <vaxcert/keys.hpp>

#include "crypto/context_pool.hpp"

namespace vaxcert {

struct PublicKey::Inner {
    Algorithm algorithm;
    Bytes spki;                                   ///< the one DER of this key
    std::array<std::uint8_t, 32> ed25519{};       ///< libsodium's, for Ed25519
    std::optional<crypto::ContextPool> verifier;  ///< OpenSSL's, for all others
    std::string fingerprint{};                    ///< asked for with every verdict
};

namespace crypto {

/// The n and e of an RSA key, big-endian without leading zeros.
struct RsaNumbers {
    Bytes n, e;
};
RsaNumbers rsa_numbers(const PublicKey& key);

/// The x and y of an ECDSA key, each as wide as the curve.
ByteView point_of(const PublicKey& key);

/// The SubjectPublicKeyInfo around a PKCS#1 RSAPublicKey, and around a point on a curve.
Bytes rsa_spki(ByteView rsa_public_key);
Bytes rsa_spki(ByteView n, ByteView e);
Bytes ec_spki(Algorithm algorithm, ByteView point);

}  // namespace crypto
}  // namespace vaxcert
