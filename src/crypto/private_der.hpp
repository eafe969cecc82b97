// SPDX-License-Identifier: Apache-2.0
// The DER of private keys: PKCS#8 (RFC 5958), PKCS#1 (RFC 8017) and SEC 1 (RFC 5915).

#pragma once

#include "crypto/private_key.hpp"

namespace vaxcert::crypto {

Result<PrivateParts> parts_from_pkcs8(ByteView der);
Result<PrivateParts> parts_from_pkcs1(ByteView der);

/// A key in SEC 1 that names its curve itself.
Result<PrivateParts> parts_from_sec1(ByteView der);

}  // namespace vaxcert::crypto
