// SPDX-License-Identifier: Apache-2.0
#include "bench/raw.hpp"

#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>
#include <sodium.h>

#include <stdexcept>

namespace vaxcert::bench {

RawEd25519::RawEd25519() {
    std::array<unsigned char, crypto_sign_PUBLICKEYBYTES> public_key{};
    static_assert(std::tuple_size_v<decltype(secret_)> == crypto_sign_SECRETKEYBYTES);
    static_assert(std::tuple_size_v<decltype(signature_)> == crypto_sign_BYTES);
    if (sodium_init() < 0 || crypto_sign_keypair(public_key.data(), secret_.data()) != 0)
        throw std::runtime_error("libsodium makes no key");
}

unsigned char RawEd25519::sign() {
    crypto_sign_detached(signature_.data(), nullptr, message_.data(), message_.size(),
                         secret_.data());
    return message_[0] = signature_[0];
}

struct RawPs256::Contexts {
    EVP_PKEY* key = EVP_RSA_gen(2048);
    EVP_PKEY_CTX* sign = EVP_PKEY_CTX_new(key, nullptr);
    EVP_PKEY_CTX* verify = EVP_PKEY_CTX_new(key, nullptr);
    std::array<unsigned char, 256> signature{};
    std::array<unsigned char, 121> message{};

    ~Contexts() {
        EVP_PKEY_CTX_free(verify);
        EVP_PKEY_CTX_free(sign);
        EVP_PKEY_free(key);
    }
};

namespace {

void prepare(EVP_PKEY_CTX* context, int (*init)(EVP_PKEY_CTX*)) {
    if (!context || init(context) != 1 ||
        EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PSS_PADDING) != 1 ||
        EVP_PKEY_CTX_set_signature_md(context, EVP_sha256()) != 1 ||
        EVP_PKEY_CTX_set_rsa_mgf1_md(context, EVP_sha256()) != 1 ||
        EVP_PKEY_CTX_set_rsa_pss_saltlen(context, 32) != 1)
        throw std::runtime_error("OpenSSL makes no PS256");
}

}  // namespace

RawPs256::RawPs256() : contexts_(std::make_unique<Contexts>()) {
    prepare(contexts_->sign, EVP_PKEY_sign_init);
    prepare(contexts_->verify, EVP_PKEY_verify_init);
    sign();
}

RawPs256::~RawPs256() = default;

unsigned char RawPs256::sign() {
    std::array<unsigned char, 32> digest{};
    EVP_Digest(contexts_->message.data(), contexts_->message.size(), digest.data(), nullptr,
               EVP_sha256(), nullptr);
    std::size_t length = contexts_->signature.size();
    if (EVP_PKEY_sign(contexts_->sign, contexts_->signature.data(), &length, digest.data(),
                      digest.size()) != 1)
        throw std::runtime_error("OpenSSL does not sign");
    return contexts_->signature[0];
}

bool RawPs256::verify() {
    std::array<unsigned char, 32> digest{};
    EVP_Digest(contexts_->message.data(), contexts_->message.size(), digest.data(), nullptr,
               EVP_sha256(), nullptr);
    return EVP_PKEY_verify(contexts_->verify, contexts_->signature.data(),
                           contexts_->signature.size(), digest.data(), digest.size()) == 1;
}

struct RawEs256::Contexts {
    EVP_PKEY* key = EVP_EC_gen("P-256");
    EVP_PKEY_CTX* sign = EVP_PKEY_CTX_new(key, nullptr);
    EVP_PKEY_CTX* verify = EVP_PKEY_CTX_new(key, nullptr);
    std::array<unsigned char, 80> signature{};
    std::size_t size = 0;
    std::array<unsigned char, 121> message{};

    ~Contexts() {
        EVP_PKEY_CTX_free(verify);
        EVP_PKEY_CTX_free(sign);
        EVP_PKEY_free(key);
    }

    std::array<unsigned char, 32> digest() const {
        std::array<unsigned char, 32> result{};
        EVP_Digest(message.data(), message.size(), result.data(), nullptr, EVP_sha256(), nullptr);
        return result;
    }
};

RawEs256::RawEs256() : contexts_(std::make_unique<Contexts>()) {
    if (!contexts_->sign || EVP_PKEY_sign_init(contexts_->sign) != 1 || !contexts_->verify ||
        EVP_PKEY_verify_init(contexts_->verify) != 1)
        throw std::runtime_error("OpenSSL makes no ES256");
    sign();
}

RawEs256::~RawEs256() = default;

unsigned char RawEs256::sign() {
    contexts_->size = contexts_->signature.size();
    const auto hash = contexts_->digest();
    if (EVP_PKEY_sign(contexts_->sign, contexts_->signature.data(), &contexts_->size, hash.data(),
                      hash.size()) != 1)
        throw std::runtime_error("OpenSSL does not sign");
    return contexts_->signature[4];
}

bool RawEs256::verify() {
    const auto hash = contexts_->digest();
    return EVP_PKEY_verify(contexts_->verify, contexts_->signature.data(), contexts_->size,
                           hash.data(), hash.size()) == 1;
}

}  // namespace vaxcert::bench
