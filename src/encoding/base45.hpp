// SPDX-License-Identifier: Apache-2.0
// Base45 (RFC 9285): bytes as text that fits the alphanumeric mode of a QR code.

#pragma once

#include <string>
#include <string_view>

#include <vaxcert/bytes.hpp>
#include <vaxcert/result.hpp>

namespace vaxcert::encoding {

/// Three characters for two bytes: "UJCLQE7W581". Space is one of the characters.
std::string to_base45(ByteView bytes);

/// The inverse of to_base45(). Accepts exactly what to_base45() can produce, so two different texts
/// never decode to the same bytes.
Result<Bytes> from_base45(std::string_view text);

}  // namespace vaxcert::encoding
