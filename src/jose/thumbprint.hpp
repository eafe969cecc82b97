// SPDX-License-Identifier: Apache-2.0
// The name that a key has by what it is (RFC 7638).

#pragma once

#include <string>

#include <vaxcert/keys.hpp>

namespace vaxcert::jose {

/// The SHA-256 thumbprint of a key's JWK, base64url: "3Kfdg-XwP-7gXyywtUfUADwBumDOPKMQx-iELL11W9s".
std::string thumbprint(const PublicKey& key);

}  // namespace vaxcert::jose
