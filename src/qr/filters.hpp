// SPDX-License-Identifier: Apache-2.0
// What helps a scanner: the same picture larger, smaller, smoother, or in pure black and white.

#pragma once

#include <span>

#include <vaxcert/qr.hpp>

namespace vaxcert::qr {

/// `halves` / 2 times as wide and high, pixels in between interpolated: 3 is one and a half, 4 is
/// double. A module gets more pixels to be found by.
Picture enlarged(const Picture& picture, int halves);

/// Half as wide and high, each pixel the mean of four. A line one pixel thin stays so.
Picture halved(const Picture& picture);

/// Each pixel the mean of the 3 by 3 around it: takes noise away.
Picture blurred(const Picture& picture);

/// 0 where the picture is darker, by more than `margin`, than the average of the means of several
/// squares around the pixel, else 255. A square reaches `radius` pixels to each side.
///
/// A small square sees what blur has left of single modules, a large one keeps plain areas plain
/// and follows shadows; the margin keeps the grain of a camera from speckling the paper.
Picture black_and_white(const Picture& picture, std::span<const int> radii, int margin);

/// 0 where the picture is darker than halfway between its darkest and lightest pixel, else 255.
Picture black_and_white(const Picture& picture);

/// Light for dark and dark for light.
Picture inverted(const Picture& picture);

}  // namespace vaxcert::qr
