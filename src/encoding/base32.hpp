// SPDX-License-Identifier: Apache-2.0
// Base32 (RFC 4648 section 6), as NZ COVID Pass writes it.

#pragma once

#include <string>
#include <string_view>

#include <vaxcert/bytes.hpp>
#include <vaxcert/result.hpp>

namespace vaxcert::encoding {

/// Upper case, without padding: "JBSWY3DP".
std::string to_base32(ByteView bytes);

/// The inverse of to_base32(). Accepts exactly what to_base32() can produce: no lower case, no
/// padding, no bits left over.
Result<Bytes> from_base32(std::string_view text);

}  // namespace vaxcert::encoding
