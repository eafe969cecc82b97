// SPDX-License-Identifier: Apache-2.0
// Base58 with the Bitcoin alphabet, as multibase "z" and old linked-data keys use it.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include <vaxcert/bytes.hpp>
#include <vaxcert/result.hpp>

namespace vaxcert::encoding {

/// Reading costs the square of the length, so longer texts are refused. The largest key that is
/// written so, RSA-4096, takes 750.
inline constexpr std::size_t max_base58_characters = 1024;

/// The bytes as one big number in base 58, a "1" for each leading zero byte.
std::string to_base58(ByteView bytes);

/// The inverse of to_base58(). Accepts exactly what to_base58() can produce, up to
/// max_base58_characters.
Result<Bytes> from_base58(std::string_view text);

}  // namespace vaxcert::encoding
