// SPDX-License-Identifier: Apache-2.0
// Fresh keys.

#include <openssl/pem.h>
#include <openssl/rsa.h>

#include <string>

#include "crypto/ecdsa.hpp"
#include "crypto/ed25519.hpp"
#include "crypto/openssl.hpp"

namespace vaxcert {
namespace {

using namespace crypto;

Pkey generate_pkey(Algorithm algorithm) {
    if (algorithm == Algorithm::ed25519) {
        const auto secret = ed25519::SecretKey::generate();
        return Pkey(EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, secret.seed().data(),
                                                 secret.seed().size()));
    }
    if (const Curve* curve = curve_of(algorithm)) return Pkey(EVP_EC_gen(curve->group));
    return Pkey(EVP_RSA_gen(2048));
}

}  // namespace

Result<std::string> generate_key(Algorithm algorithm) {
    const QuietErrors quiet;
    const Pkey key = generate_pkey(algorithm);
    const Bio bio(require(BIO_new(BIO_s_mem()), "key"));
    if (!key || PEM_write_bio_PKCS8PrivateKey(bio.get(), key.get(), nullptr, nullptr, 0, nullptr,
                                              nullptr) != 1)
        return Error{Reason::internal, "OpenSSL made no key; its random source may be missing"};
    const char* text = nullptr;
    const long size = BIO_get_mem_data(bio.get(), &text);
    return std::string(text, static_cast<std::size_t>(size));
}

}  // namespace vaxcert
