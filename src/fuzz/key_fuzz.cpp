// SPDX-License-Identifier: Apache-2.0
#include <vaxcert/keys.hpp>

#include "fuzz/fuzz.hpp"

FUZZ(key) {
    using namespace vaxcert;

    // A key that can be read survives each notation it can be written in.
    if (const auto key = PublicKey::parse(input)) {
        const auto from_spki = PublicKey::from_spki(key->to_spki(), key->algorithm());
        FUZZ_CHECK(from_spki && *from_spki == *key);
        const auto from_jwk = PublicKey::from_jwk(key->to_jwk());
        FUZZ_CHECK(from_jwk && *from_jwk == *key);
    }
    // A private key is read or refused.
    (void)signer_from_key(input).has_value();
}
