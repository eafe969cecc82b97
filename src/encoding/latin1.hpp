// SPDX-License-Identifier: Apache-2.0
// Bytes that went through a text: each was taken for a character of Latin-1, and written as UTF-8.

#pragma once

#include <string>
#include <string_view>

#include <vaxcert/bytes.hpp>
#include <vaxcert/result.hpp>

namespace vaxcert::encoding {

/// The UTF-8 of a text whose character n is U+00nn for the byte nn. QR codes of DIVOC's Node
/// services hold their ZIP archives so.
std::string to_utf8_of_latin1(ByteView bytes);

/// The inverse of to_utf8_of_latin1(). Accepts exactly what it can produce: UTF-8 without a
/// character above U+00FF.
Result<Bytes> from_utf8_of_latin1(std::string_view text);

}  // namespace vaxcert::encoding
