// SPDX-License-Identifier: Apache-2.0
// Where a code is in a picture.

#pragma once

#include <array>

#include <vaxcert/qr.hpp>

namespace vaxcert::qr {

/// A part of a picture with four corners, in pixels, in the order in which they are met around it.
struct Area {
    struct Corner {
        double x, y;
    };
    std::array<Corner, 4> corners;
};

/// The same part of a picture that is `factor` times as large.
Area scaled(const Area& area, double factor);

double longest_side(const Area& area);

/// Makes that part white; what of it lies beyond the picture does not matter.
void erase(Picture& picture, const Area& area);

}  // namespace vaxcert::qr
