// SPDX-License-Identifier: Apache-2.0
#include "bench/raw.hpp"

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

}  // namespace vaxcert::bench
