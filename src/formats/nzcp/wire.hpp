// SPDX-License-Identifier: Apache-2.0
// "NZCP:/1/" and Base32.

#pragma once

#include <string>

#include <vaxcert/bytes.hpp>
#include <vaxcert/result.hpp>

namespace vaxcert::nzcp {

/// Whether a text begins as a pass of any version does.
bool looks_packed(ByteView scanned) noexcept;

/// The COSE message of a pass. unsupported_format for a version other than 1.
Result<Bytes> unpack(ByteView scanned);

std::string pack(ByteView message);

}  // namespace vaxcert::nzcp
