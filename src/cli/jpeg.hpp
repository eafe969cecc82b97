// SPDX-License-Identifier: Apache-2.0
// The door to libjpeg-turbo.

#pragma once

#include <vaxcert/qr.hpp>

namespace vaxcert::cli {

/// Decodes a JPEG to grey. Its size is checked before a pixel is decoded.
Result<qr::Picture> from_jpeg(ByteView jpeg);

}  // namespace vaxcert::cli
