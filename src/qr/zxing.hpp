// SPDX-License-Identifier: Apache-2.0
// The one door to ZXing-cpp, whichever version of it is installed.

#pragma once

#include <vector>

#include <vaxcert/bytes.hpp>
#include <vaxcert/qr.hpp>

namespace vaxcert::qr {

/// The content of every QR code that ZXing finds in a picture of 0 and 255, as bytes and untouched;
/// empty if it finds none. Nothing it throws gets out, save for want of memory.
std::vector<Bytes> read_codes(const Picture& black_and_white);

}  // namespace vaxcert::qr
