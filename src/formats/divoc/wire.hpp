// SPDX-License-Identifier: Apache-2.0
// The forms in which a DIVOC certificate travels.

#pragma once

#include <string>
#include <string_view>

#include <vaxcert/bytes.hpp>
#include <vaxcert/result.hpp>

#include "base/budget.hpp"

namespace vaxcert::divoc {

/// The JSON text inside, and in which form it came.
struct Unpacked {
    std::string text;
    std::string form;  ///< "zip", "zip-utf8", "zip-base64", "zip-codewords" or "json"
};

/// Whether the bytes begin as one of the forms does.
bool looks_packed(ByteView scanned);

/// Takes the bytes of a symbol, never its text:
///   zip           the archive itself, as CoWIN's own codes have it
///   zip-utf8      the archive as a Latin-1 string in UTF-8, as issuers on Node have it
///   zip-base64    "B64:" and the archive in base64, as WHO's app passes it on
///   zip-codewords the archive behind the mode and length of its byte segment, shifted by a nibble,
///   as
///                 some scanners deliver it
///   json          the document itself
Result<Unpacked> unpack(ByteView scanned, const Budget& budget);

/// The archive of a document, as raw bytes or as the UTF-8 of a Latin-1 string.
Result<Bytes> pack(std::string_view document, bool as_utf8);

}  // namespace vaxcert::divoc
