// SPDX-License-Identifier: Apache-2.0
#include "jose/thumbprint.hpp"

#include <stdexcept>

#include "crypto/hash.hpp"
#include "encoding/base64url.hpp"
#include "json/jcs.hpp"
#include "json/parse.hpp"

namespace vaxcert::jose {

std::string thumbprint(const PublicKey& key) {
    // Section 3.2: the members that make the key and no other, "ordered lexicographically", without
    // white space; of a public key that is the JWK less its alg, in canonical form.
    auto jwk = json::parse(key.to_jwk(), Budget::for_one_certificate());
    if (!jwk) throw std::logic_error("thumbprint: a key's own JWK cannot be read");
    jwk->erase("alg");
    return encoding::to_base64url(crypto::sha256(as_bytes(json::to_jcs(*jwk))));
}

}  // namespace vaxcert::jose
