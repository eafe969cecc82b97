// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <openssl/bn.h>

namespace vaxcert::crypto {

/// Whether an RSA modulus was made by the flawed key generator of CVE-2017-15361 (ROCA), whose
/// keys can be factored: national id cards and TPMs had it, so trust lists may still.
bool has_roca_flaw(const BIGNUM* modulus);

}  // namespace vaxcert::crypto
