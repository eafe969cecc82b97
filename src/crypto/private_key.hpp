// SPDX-License-Identifier: Apache-2.0
// Private keys as issuers keep them in files.

#pragma once

#include <optional>

#include <vaxcert/keys.hpp>

#include "base/secret.hpp"
#include "crypto/ed25519.hpp"
#include "crypto/openssl.hpp"

namespace vaxcert::crypto {

/// What a notation of a private key says, before anybody checked that it fits together.
struct PrivateParts {
    Algorithm algorithm = Algorithm::ed25519;
    Secret seed;                      ///< of Ed25519, 32 bytes
    Pkey pkey;                        ///< of all others
    std::optional<PublicKey> stated;  ///< the public half, where the notation states it apart
};

/// A private key whose halves belong together.
struct PrivateKey {
    PublicKey public_key;
    std::optional<ed25519::SecretKey> ed25519;
    Pkey pkey;

    /// What the holder of the key alone can make again, in whichever notation it is kept: a hash
    /// of the seed, the scalar or the larger prime.
    Secret root;
};

/// PEM (PKCS#8, PKCS#1, SEC 1), a private JWK, or base58 of the seed and the public key of an
/// Ed25519 key, as DIVOC keeps it.
Result<PrivateKey> parse_private_key(ByteView text);

}  // namespace vaxcert::crypto
