// SPDX-License-Identifier: Apache-2.0
// Base64 with the standard alphabet and padding (RFC 4648 section 4): DER in JOSE headers, the key
// names of the EU's lists.

#pragma once

#include <string>
#include <string_view>

#include <vaxcert/bytes.hpp>
#include <vaxcert/result.hpp>

namespace vaxcert::encoding {

/// "SGVsbG8=".
std::string to_base64(ByteView bytes);

/// The inverse of to_base64(). Accepts exactly what to_base64() can produce: padded, no white
/// space, no bits left over.
Result<Bytes> from_base64(std::string_view text);

}  // namespace vaxcert::encoding
