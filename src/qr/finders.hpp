// SPDX-License-Identifier: Apache-2.0
// How many things in a picture look like the corner of a QR code.

#pragma once

#include <cstddef>

#include <vaxcert/qr.hpp>

namespace vaxcert::qr {

/// Counts what may be a finder pattern in a picture of 0 and 255: dark and light in turn,
/// 1:1:3:1:1, across, down and both ways aslant. Counts rather too many than too few, and stops
/// above `limit`. None narrower than `narrowest` pixels counts.
///
/// ZXing tries every three of the finder patterns it sees, so a picture full of them would keep it
/// busy for hours. This count bounds that work before it begins.
std::size_t count_finders(const Picture& black_and_white, std::size_t limit, double narrowest = 0);

}  // namespace vaxcert::qr
