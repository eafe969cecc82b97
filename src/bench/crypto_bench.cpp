// SPDX-License-Identifier: Apache-2.0
// What our signer and verifier add to the primitive they call: it should not be seen.

#include <sodium.h>

#include <array>
#include <memory>
#include <string>

#include <vaxcert/keys.hpp>

#include "bench/raw.hpp"
#include "bench/rows.hpp"
#include "crypto/signature.hpp"

namespace vaxcert::bench {
namespace {

/// As long as what a DIVOC proof signs.
constexpr std::array<std::uint8_t, 121> message{};

/// A key of ours that signed `message`.
struct Ours {
    explicit Ours(Algorithm algorithm)
        : signer(*signer_from_key(as_bytes(*generate_key(algorithm)))),
          signature(*signer->sign(message)) {}

    std::uint8_t sign() const { return (*signer->sign(message))[0]; }
    bool verify() const { return crypto::signed_by(signer->public_key(), message, signature); }

    std::shared_ptr<const Signer> signer;
    Bytes signature;
};

struct RawSodium {
    RawSodium() { crypto_sign_keypair(public_key.data(), secret.data()); }

    unsigned char sign() {
        crypto_sign_detached(signature.data(), nullptr, message.data(), message.size(),
                             secret.data());
        return signature[0];
    }
    bool verify() const {
        return crypto_sign_verify_detached(signature.data(), message.data(), message.size(),
                                           public_key.data()) == 0;
    }

    std::array<unsigned char, crypto_sign_PUBLICKEYBYTES> public_key{};
    std::array<unsigned char, crypto_sign_SECRETKEYBYTES> secret{};
    std::array<unsigned char, crypto_sign_BYTES> signature{};
};

template <class Raw>
Measured signing(Algorithm algorithm) {
    Raw raw;
    const Ours ours(algorithm);
    return measure([&] { return raw.sign(); }, [&] { return ours.sign(); });
}

template <class Raw>
Measured verifying(Algorithm algorithm) {
    Raw raw;
    raw.sign();
    const Ours ours(algorithm);
    return measure([&] { return raw.verify(); }, [&] { return ours.verify(); });
}

}  // namespace

Measured sign_ed25519() {
    return signing<RawSodium>(Algorithm::ed25519);
}
Measured sign_es256() {
    return signing<RawEs256>(Algorithm::es256);
}
Measured sign_ps256() {
    return signing<RawPs256>(Algorithm::ps256);
}
Measured check_ed25519() {
    return verifying<RawSodium>(Algorithm::ed25519);
}
Measured check_es256() {
    return verifying<RawEs256>(Algorithm::es256);
}
Measured check_ps256() {
    return verifying<RawPs256>(Algorithm::ps256);
}

}  // namespace vaxcert::bench
