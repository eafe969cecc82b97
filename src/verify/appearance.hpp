// SPDX-License-Identifier: Apache-2.0
// What an input looks like that is no certificate we know: so that whoever scanned it knows what to
// do next.

#pragma once

#include <vaxcert/bytes.hpp>
#include <vaxcert/result.hpp>

namespace vaxcert {

/// unsupported_format, with what the bytes look like: a web address, a link that needs the
/// internet, a certificate of another or a later system, a picture file, a text.
Error unsupported(ByteView scanned);

}  // namespace vaxcert
