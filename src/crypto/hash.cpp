// SPDX-License-Identifier: Apache-2.0
#include "crypto/hash.hpp"

#include <openssl/evp.h>

#include <algorithm>

#include "base/secret.hpp"
#include "crypto/openssl.hpp"

namespace vaxcert::crypto {
namespace {

EVP_MD_CTX* evp(void* context) noexcept {
    return static_cast<EVP_MD_CTX*>(context);
}

/// What the one-shot functions of a thread share: starting a kept context over is three times as
/// fast as making one.
Hasher& hasher_of_this_thread(HashAlgorithm algorithm) {
    thread_local Hasher hashers[] = {Hasher(HashAlgorithm::sha256), Hasher(HashAlgorithm::sha384),
                                     Hasher(HashAlgorithm::sha512)};
    return hashers[static_cast<std::size_t>(algorithm)];
}

template <std::size_t size>
std::array<std::uint8_t, size> digest(HashAlgorithm algorithm, ByteView message) {
    const HashValue value = hash(algorithm, message);
    std::array<std::uint8_t, size> bytes;
    std::copy_n(value.bytes.begin(), size, bytes.begin());
    return bytes;
}

}  // namespace

std::size_t hash_size(HashAlgorithm algorithm) noexcept {
    switch (algorithm) {
        case HashAlgorithm::sha256:
            return 32;
        case HashAlgorithm::sha384:
            return 48;
        case HashAlgorithm::sha512:
            return 64;
    }
    return 0;
}

Digest sha256(ByteView message) {
    return digest<32>(HashAlgorithm::sha256, message);
}

std::array<std::uint8_t, 48> sha384(ByteView message) {
    return digest<48>(HashAlgorithm::sha384, message);
}

std::array<std::uint8_t, 64> sha512(ByteView message) {
    return digest<64>(HashAlgorithm::sha512, message);
}

HashValue hash(HashAlgorithm algorithm, ByteView message) {
    Hasher& hasher = hasher_of_this_thread(algorithm);
    hasher.update(message);
    return hasher.finish();
}

void Hasher::Free::operator()(void* context) const noexcept {
    EVP_MD_CTX_free(evp(context));
}

Hasher::Hasher(HashAlgorithm algorithm)
    : algorithm_(algorithm), context_(require(EVP_MD_CTX_new(), "hash context")) {
    require(EVP_DigestInit_ex2(evp(context_.get()), digest_method(algorithm), nullptr),
            "hash start");
}

void Hasher::update(ByteView bytes) {
    require(EVP_DigestUpdate(evp(context_.get()), bytes.data(), bytes.size()), "hash update");
}

HashValue Hasher::finish() {
    HashValue value;
    unsigned size = 0;
    require(EVP_DigestFinal_ex(evp(context_.get()), value.bytes.data(), &size), "hash finish");
    require(EVP_DigestInit_ex2(evp(context_.get()), nullptr, nullptr), "hash restart");
    value.size = size;
    return value;
}

Digest hmac_sha256(ByteView key, ByteView message) {
    // RFC 2104 section 2: H(K xor opad, H(K xor ipad, text)), K filled with zeros to one block.
    std::array<std::uint8_t, 64> inner{};
    if (key.size() > inner.size()) {
        const Digest shorter = sha256(key);
        std::ranges::copy(shorter, inner.begin());
    } else {
        std::ranges::copy(key, inner.begin());
    }
    std::array<std::uint8_t, 64> outer = inner;
    for (auto& byte : inner) byte ^= 0x36;
    for (auto& byte : outer) byte ^= 0x5c;

    Hasher& hasher = hasher_of_this_thread(HashAlgorithm::sha256);
    hasher.update(inner);
    hasher.update(message);
    const HashValue first = hasher.finish();
    hasher.update(outer);
    hasher.update(first.view());
    const HashValue second = hasher.finish();
    wipe(inner.data(), inner.size());
    wipe(outer.data(), outer.size());

    Digest result;
    std::copy_n(second.bytes.begin(), result.size(), result.begin());
    return result;
}

}  // namespace vaxcert::crypto
