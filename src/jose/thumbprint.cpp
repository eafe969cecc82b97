// SPDX-License-Identifier: Apache-2.0
#include "jose/thumbprint.hpp"

#include "crypto/ecdsa.hpp"
#include "crypto/hash.hpp"
#include "crypto/public_key.hpp"
#include "encoding/base64url.hpp"

namespace vaxcert::jose {

using encoding::to_base64url;

std::string thumbprint(const PublicKey& key) {
    // Section 3.2: the members that make the key and no other, "ordered lexicographically", without
    // white space. None of the values needs an escape.
    std::string jwk;
    if (key.algorithm() == Algorithm::ed25519) {
        jwk = R"({"crv":"Ed25519","kty":"OKP","x":")" + to_base64url(key.inner().ed25519) + "\"}";
    } else if (const crypto::Curve* curve = crypto::curve_of(key.algorithm())) {
        const ByteView point = crypto::point_of(key);
        jwk = R"({"crv":")" + std::string(curve->jwk_crv) + R"(","kty":"EC","x":")" +
              to_base64url(point.first(curve->width)) + R"(","y":")" +
              to_base64url(point.last(curve->width)) + "\"}";
    } else {
        const auto [n, e] = crypto::rsa_numbers(key);
        jwk = R"({"e":")" + to_base64url(e) + R"(","kty":"RSA","n":")" + to_base64url(n) + "\"}";
    }
    return to_base64url(crypto::sha256(as_bytes(jwk)));
}

}  // namespace vaxcert::jose
