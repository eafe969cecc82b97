// SPDX-License-Identifier: Apache-2.0
#include "crypto/signature.hpp"

#include "crypto/ecdsa.hpp"
#include "crypto/ed25519.hpp"
#include "crypto/public_key.hpp"

namespace vaxcert::crypto {
namespace {

bool openssl_verifies(const PublicKey& key, const HashValue& digest, ByteView signature) {
    const QuietErrors quiet;
    const PublicKey::Inner* inner = key.inner().checked();
    if (!inner) return false;
    const auto context = inner->verifier->lend();
    // 1 is yes; 0 is no, and so is every other number.
    return EVP_PKEY_verify(context.get(), signature.data(), signature.size(), digest.bytes.data(),
                           digest.size) == 1;
}

}  // namespace

bool signed_by(const PublicKey& key, ByteView message, ByteView signature) {
    switch (key.algorithm()) {
        case Algorithm::ed25519: {
            const PublicKey::Inner* inner = key.inner().checked();
            return inner && ed25519::verifies(inner->ed25519, message, signature);
        }
        case Algorithm::es256:
        case Algorithm::es384:
        case Algorithm::es512: {
            const Curve& curve = *curve_of(key.algorithm());
            const auto der = der_from_raw(signature, curve.width);
            return der && openssl_verifies(key, hash(curve.hash, message), *der);
        }
        case Algorithm::ps256:
        case Algorithm::rs256:
            // OpenSSL itself refuses a signature that is not as long as the modulus.
            return openssl_verifies(key, hash(HashAlgorithm::sha256, message), signature);
    }
    return false;
}

bool signed_by_der(const PublicKey& key, ByteView message, ByteView signature) {
    const Curve* curve = curve_of(key.algorithm());
    if (!curve) return false;
    const auto raw = raw_from_der(signature, curve->width);
    return raw && signed_by(key, message, *raw);
}

}  // namespace vaxcert::crypto
