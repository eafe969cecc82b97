// SPDX-License-Identifier: Apache-2.0
// OpenSSL's ES256 called directly, with kept contexts.

#pragma once

#include <openssl/ec.h>
#include <openssl/evp.h>

#include <array>
#include <cstdint>
#include <memory>

namespace vaxcert::bench {

/// It signs and verifies DER, as OpenSSL does.
struct RawEs256 {
    /// As long as what a DIVOC proof signs.
    static constexpr std::array<std::uint8_t, 121> message{};

    RawEs256() : size(signature.size()) {
        EVP_PKEY_sign_init(signs.get());
        EVP_PKEY_verify_init(verifies.get());
        sign();
    }

    std::array<unsigned char, 32> digest() const {
        std::array<unsigned char, 32> result{};
        EVP_Digest(message.data(), message.size(), result.data(), nullptr, EVP_sha256(), nullptr);
        return result;
    }
    unsigned char sign() {
        size = signature.size();
        const auto hash = digest();
        EVP_PKEY_sign(signs.get(), signature.data(), &size, hash.data(), hash.size());
        return signature[4];
    }
    bool verify() const {
        const auto hash = digest();
        return EVP_PKEY_verify(verifies.get(), signature.data(), size, hash.data(), hash.size()) ==
               1;
    }

    using Context = std::unique_ptr<EVP_PKEY_CTX, decltype(&EVP_PKEY_CTX_free)>;
    std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key{EVP_EC_gen("P-256"), EVP_PKEY_free};
    Context signs{EVP_PKEY_CTX_new(key.get(), nullptr), EVP_PKEY_CTX_free};
    Context verifies{EVP_PKEY_CTX_new(key.get(), nullptr), EVP_PKEY_CTX_free};
    std::array<unsigned char, 80> signature{};
    std::size_t size;
};

}  // namespace vaxcert::bench
