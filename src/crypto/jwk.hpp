// SPDX-License-Identifier: Apache-2.0
// JSON Web Keys (RFC 7517, RFC 7518 section 6, RFC 8037): the one notation that says by itself
// which algorithm a key is for.

#pragma once

#include <vaxcert/keys.hpp>

#include "crypto/private_key.hpp"
#include "json/value.hpp"

namespace vaxcert::crypto {

/// The public key of a JWK. Refuses one that holds a private member, that is not for signatures
/// (`use`, `key_ops`), or whose `alg` is not what the key is for. Members it does not know are
/// ignored, as RFC 7517 section 4 demands.
Result<PublicKey> public_key_from_jwk(const json::Value& jwk);

/// The private key of a JWK, with the same demands.
Result<PrivateParts> private_parts_from_jwk(const json::Value& jwk);

}  // namespace vaxcert::crypto
