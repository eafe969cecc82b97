// SPDX-License-Identifier: Apache-2.0
#include "crypto/check_signature.hpp"

#include <string>

#include "crypto/signature.hpp"

namespace vaxcert::crypto {

Result<Bytes> checked(const PublicKey& key, ByteView message, Bytes signature, Reason reason) {
    if (signed_by(key, message, signature)) return signature;
    const std::string made = "what was signed elsewhere as " + std::string(name(key.algorithm()));
    if (signed_by_der(key, message, signature))
        return Error{reason, made + " is DER; r then s is expected"};
    return Error{reason, made + " (" + std::to_string(signature.size()) +
                             " bytes) does not match the public key"};
}

}  // namespace vaxcert::crypto
