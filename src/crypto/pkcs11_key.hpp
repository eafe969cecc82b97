// SPDX-License-Identifier: Apache-2.0
// A private key in a token, and its public half as the token shows it.

#pragma once

#include <vaxcert/keys.hpp>

#include "crypto/pkcs11_token.hpp"

namespace vaxcert::crypto {

struct TokenKey {
    CK_OBJECT_HANDLE handle;
    PublicKey public_key;
};

/// The one private key that the URI names. An RSA key is for PS256. The public half of an elliptic
/// curve key comes from the public key object or the certificate with the same CKA_ID.
Result<TokenKey> find_token_key(const Token& token, const Pkcs11Uri& uri);

}  // namespace vaxcert::crypto
