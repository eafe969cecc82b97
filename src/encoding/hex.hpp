// SPDX-License-Identifier: Apache-2.0
// Hexadecimal digits.

#pragma once

#include <string>
#include <string_view>

#include <vaxcert/bytes.hpp>
#include <vaxcert/result.hpp>

namespace vaxcert::encoding {

/// Two lower-case digits for each byte: "48656c6c6f".
std::string to_hex(ByteView bytes);

/// The inverse of to_hex(). Accepts exactly what to_hex() can produce.
Result<Bytes> from_hex(std::string_view text);

/// For what other programs write: like from_hex(), and upper-case digits too.
Result<Bytes> from_hex_any_case(std::string_view text);

}  // namespace vaxcert::encoding
