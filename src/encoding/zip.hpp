// SPDX-License-Identifier: Apache-2.0
// The ZIP archive of one file that CoWIN and DIVOC put into a QR code (PKWARE APPNOTE 6.3).

#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include <vaxcert/bytes.hpp>
#include <vaxcert/result.hpp>

#include "encoding/deflate.hpp"

namespace vaxcert::encoding {

/// An archive with this one file, dated 1980-01-01, and no byte that is not needed. The same
/// content gives the same archive.
Bytes zip_one(std::string_view name, ByteView content, int level = deflate_level);

/// The content of the one file of an archive, which must have that name.
///
/// An archive is a list of offsets and sizes, many of them written twice, and readers differ in
/// which they believe. So this one believes none: every byte of the archive must be where the
/// others say it is. One entry, stored or deflated; no encryption, ZIP64, extra fields, comments;
/// nothing before, between or after. Sizes may follow the data in a descriptor, as Go writes them.
Result<Bytes> unzip_one(ByteView archive, std::string_view name, std::size_t limit);

}  // namespace vaxcert::encoding
