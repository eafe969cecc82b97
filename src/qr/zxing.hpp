// SPDX-License-Identifier: Apache-2.0
// The one door to ZXing-cpp, whichever version of it is installed.

#pragma once

#include <vector>

#include <vaxcert/bytes.hpp>
#include <vaxcert/qr.hpp>

#include "qr/area.hpp"

namespace vaxcert::qr {

/// One certificate spreads over at most so many codes; no more are looked for in one picture.
inline constexpr int most_codes = 16;

/// A code in a picture.
struct Code {
    Bytes payload;
    Area area;
};

/// Every QR code that ZXing finds in a picture of 0 and 255, its content as bytes and untouched;
/// empty if it finds none. Nothing it throws gets out, save for want of memory.
std::vector<Code> read_codes(const Picture& black_and_white);

}  // namespace vaxcert::qr
