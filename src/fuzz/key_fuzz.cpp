// SPDX-License-Identifier: Apache-2.0
#include <vaxcert/keys.hpp>

#include "crypto/pkcs11_uri.hpp"
#include "fuzz/fuzz.hpp"

FUZZ(key) {
    using namespace vaxcert;

    // A key that can be read survives each notation it can be written in.
    if (const auto key = PublicKey::parse(input)) {
        const auto from_spki = PublicKey::from_spki(key->to_spki(), key->algorithm());
        FUZZ_CHECK(from_spki && *from_spki == *key);
        const auto from_jwk = PublicKey::from_jwk(key->to_jwk());
        FUZZ_CHECK(from_jwk && *from_jwk == *key);
        const auto from_pem = PublicKey::parse(as_bytes(key->to_pem()));
        FUZZ_CHECK(from_pem && from_pem->to_spki() == key->to_spki());
        const std::string multikey = key->to_multikey();
        FUZZ_CHECK(multikey.empty() || *PublicKey::parse(as_bytes(multikey)) == *key);
        FUZZ_CHECK(key->fingerprint().size() == 43);
        // What is public cannot sign.
        FUZZ_CHECK(!signer_from_key(input));
    }

    // What can sign is not taken for a public key, and has one that is.
    if (const auto signer = signer_from_key(input)) {
        FUZZ_CHECK(!PublicKey::parse(input));
        FUZZ_CHECK((*signer)->sign(input).has_value());
        const auto key = PublicKey::parse((*signer)->public_key().to_spki());
        FUZZ_CHECK(key && key->to_spki() == (*signer)->public_key().to_spki());
    }

    // The name of a key in a token is read, with its module, or refused.
    const auto uri = crypto::parse_pkcs11_uri(as_text(input));
    FUZZ_CHECK(!uri || uri->module_path.starts_with('/'));
}
