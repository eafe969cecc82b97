// SPDX-License-Identifier: Apache-2.0
// Whether a key signed a message: one strict verifier per algorithm.

#pragma once

#include <vaxcert/bytes.hpp>
#include <vaxcert/keys.hpp>

namespace vaxcert::crypto {

/// Whether `key` signed `message`, by the one algorithm the key is for. The signature has exactly
/// the length of that algorithm; ECDSA is r then s with 1 <= r, s < n, never DER.
///
/// Ed25519 is libsodium's verdict everywhere: canonical, no point of small order, cofactorless
/// (docs/decisions/0005-ed25519-edge-points.md). A PSS salt has exactly 32 bytes.
///
/// Safe to call from many threads with one key.
[[nodiscard]] bool signed_by(const PublicKey& key, ByteView message, ByteView signature);

/// The same for an ECDSA signature in DER, as X.509 and a few trust lists have it. Accepts only the
/// one DER spelling of r and s; false for a key that is not for ECDSA. A caller knows beforehand
/// which of the two notations it reads: nothing here guesses.
[[nodiscard]] bool signed_by_der(const PublicKey& key, ByteView message, ByteView signature);

}  // namespace vaxcert::crypto
