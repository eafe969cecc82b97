// SPDX-License-Identifier: Apache-2.0
// Private keys of OpenSSL's, made of their numbers. Its own readers of DER and PEM leave copies of
// the key in freed memory (3.0.22: seen for EC and RSA), so they read no private key of ours.

#pragma once

#include <array>

#include <vaxcert/result.hpp>

#include "base/secret.hpp"
#include "crypto/ecdsa.hpp"
#include "crypto/openssl.hpp"

namespace vaxcert::crypto {

/// The key of a scalar, which is as wide as the curve; the public half is computed from it.
Result<Pkey> ec_key_of(const Curve& curve, ByteView scalar);

/// The numbers of RFC 8017 section A.1.2, big-endian: n, e, d, p, q, dP, dQ, qInv. Checks that they
/// belong together.
using RsaSecrets = std::array<Secret, 8>;
Result<Pkey> rsa_key_of(const RsaSecrets& numbers);

/// A secret number of a key, big-endian without leading zeros.
Secret secret_number(const EVP_PKEY* key, const char* name);

}  // namespace vaxcert::crypto
