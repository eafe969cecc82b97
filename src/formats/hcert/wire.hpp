// SPDX-License-Identifier: Apache-2.0
// "HC1:" and Base45 of zlib of COSE.

#pragma once

#include <string>

#include <vaxcert/bytes.hpp>
#include <vaxcert/result.hpp>

#include "base/budget.hpp"

namespace vaxcert::hcert {

/// Whether a text begins as a health certificate of any version does.
bool looks_packed(ByteView scanned);

/// The COSE message inside. A line break at the end, which scanners add, is no part of the text;
/// space is a character of Base45 and is never taken away.
Result<Bytes> unpack(ByteView scanned, const Budget& budget);

std::string pack(ByteView cose);

}  // namespace vaxcert::hcert
