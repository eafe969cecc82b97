// SPDX-License-Identifier: Apache-2.0
// Base64 with the URL and filename safe alphabet (RFC 4648 section 5).

#pragma once

#include <string>
#include <string_view>

#include <vaxcert/bytes.hpp>
#include <vaxcert/result.hpp>

namespace vaxcert::encoding {

/// Without padding, as JOSE writes it: "SGVsbG8".
std::string to_base64url(ByteView bytes);

/// The inverse of to_base64url(). Accepts exactly what to_base64url() can produce: no padding, no
/// white space, no bits left over.
Result<Bytes> from_base64url(std::string_view text);

/// Like from_base64url(), and padding is tolerated where it is right: one or two '=' that fill the
/// last group of four. For the signature part of a DIVOC jws and for the values of a VDS-NC, which
/// issuers write so.
Result<Bytes> from_base64url_padded_or_not(std::string_view text);

}  // namespace vaxcert::encoding
