// SPDX-License-Identifier: Apache-2.0
// Whether a deflate stream says what it says as an encoder would have said it.

#pragma once

#include <vaxcert/bytes.hpp>

namespace vaxcert::encoding {

/// Deflate (RFC 1951) can say the same bytes in many ways, and an inflater takes them all: bits
/// that mean nothing may be set, and a repetition may point to any place where the same bytes
/// stand. Encoders leave unused bits zero and point to the nearest place they know. So one changed
/// bit of a genuine code is noticed even where it changes nothing: a bit that means nothing is set,
/// or a repetition points farther back than it needs to and one bit would make it point to the
/// nearest place.
///
/// `content` is what `stream` inflates to; costs a few microseconds for a certificate. A stream
/// that is no deflate stream of that content has no such spelling either.
bool is_spelled_by_an_encoder(ByteView stream, ByteView content);

}  // namespace vaxcert::encoding
