// SPDX-License-Identifier: Apache-2.0
// What a PublicKey holds.

#pragma once

#include <array>
#include <memory>
#include <mutex>
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

    /// The key with which to verify: this one, or, of a listed key, what came of checking it when
    /// that was first asked. nullptr if it turned out to be none.
    const Inner* checked() const;

    bool is_listed = false;  ///< its point or modulus has not been looked at
    mutable std::once_flag looked_at{};
    mutable std::shared_ptr<const Inner> when_checked{};  ///< guarded by looked_at
};

namespace crypto {

/// A key of a signed list, whose maker has checked it. Only its shape is looked at now, because a
/// list may have 100,000; all else when it is first used, and then a key that is none verifies
/// nothing. `algorithm` as for PublicKey::from_spki().
Result<PublicKey> listed_key(ByteView spki, std::optional<Algorithm> algorithm);

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
