// SPDX-License-Identifier: Apache-2.0
#include "crypto/ed25519.hpp"

#include <sodium.h>

#include <algorithm>
#include <new>
#include <stdexcept>

namespace vaxcert::crypto::ed25519 {
namespace {

/// libsodium chooses its code for this processor once; until then it is slow, not wrong.
void start_sodium() {
    static const int started = sodium_init();
    if (started < 0) throw std::runtime_error("crypto: libsodium cannot start");
}

/// y below p = 2^255 - 19, with the sign of x taken off.
bool is_canonical(const Key& key) {
    if ((key[31] & 0x7fU) != 0x7f) return true;
    for (std::size_t i = 30; i > 0; --i)
        if (key[i] != 0xff) return true;
    return key[0] < 0xed;
}

}  // namespace

bool is_public_key(const Key& key) {
    start_sodium();
    if (!is_canonical(key)) return false;
    // Of small order is what becomes the neutral element when it is doubled three times. A sum is
    // refused if the point is not on the curve. That the point may have a part of small order
    // besides is allowed: libsodium's verifier allows it too.
    constexpr Key neutral = {1};
    Key point = key;
    for (int doubling = 0; doubling < 3; ++doubling) {
        Key twice;
        if (crypto_core_ed25519_add(twice.data(), point.data(), point.data()) != 0) return false;
        point = twice;
    }
    return point != neutral;
}

void SecretKey::Free::operator()(std::uint8_t* bytes) const noexcept {
    sodium_free(bytes);
}

SecretKey::Memory SecretKey::allocate() {
    start_sodium();
    Memory bytes(static_cast<std::uint8_t*>(sodium_malloc(crypto_sign_SECRETKEYBYTES)));
    if (!bytes) throw std::bad_alloc();
    return bytes;
}

SecretKey SecretKey::from_seed(ByteView seed) {
    if (seed.size() != crypto_sign_SEEDBYTES)
        throw std::invalid_argument("an Ed25519 seed has 32 bytes");
    Memory bytes = allocate();
    Key public_key;
    crypto_sign_seed_keypair(public_key.data(), bytes.get(), seed.data());
    sodium_mprotect_readonly(bytes.get());
    return SecretKey(std::move(bytes));
}

SecretKey SecretKey::generate() {
    Memory bytes = allocate();
    Key public_key;
    crypto_sign_keypair(public_key.data(), bytes.get());
    sodium_mprotect_readonly(bytes.get());
    return SecretKey(std::move(bytes));
}

Key SecretKey::public_key() const {
    Key key;
    std::copy_n(bytes_.get() + crypto_sign_SEEDBYTES, key.size(), key.begin());
    return key;
}

ByteView SecretKey::seed() const noexcept {
    return {bytes_.get(), crypto_sign_SEEDBYTES};
}

Bytes SecretKey::sign(ByteView message) const {
    Bytes signature(crypto_sign_BYTES);
    crypto_sign_detached(signature.data(), nullptr, message.data(), message.size(), bytes_.get());
    return signature;
}

bool verifies(const Key& key, ByteView message, ByteView signature) {
    return signature.size() == crypto_sign_BYTES &&
           crypto_sign_verify_detached(signature.data(), message.data(), message.size(),
                                       key.data()) == 0;
}

}  // namespace vaxcert::crypto::ed25519
