// SPDX-License-Identifier: Apache-2.0
#include "qr/area.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <utility>

namespace vaxcert::qr {
namespace {

/// The two corners of edge `i`, 0 to 3.
std::pair<Area::Corner, Area::Corner> edge(const Area& area, std::size_t i) {
    return {area.corners.at(i), area.corners.at((i + 1) % 4)};
}

/// Where the edges cross a row, from left to right; the second figure is smaller if none does.
std::pair<double, double> span_in_row(const Area& area, double y, double width) {
    std::pair<double, double> span{width, -1};
    for (std::size_t i = 0; i < 4; ++i) {
        const auto [from, to] = edge(area, i);
        if (y < std::min(from.y, to.y) || y > std::max(from.y, to.y)) continue;
        const double part = from.y == to.y ? 0 : (y - from.y) / (to.y - from.y);
        const double x = from.x + part * (to.x - from.x);
        span.first = std::min(span.first, x);
        span.second = std::max(span.second, x);
    }
    return span;
}

}  // namespace

Area scaled(const Area& area, double factor) {
    Area result = area;
    for (auto& corner : result.corners) corner = {corner.x * factor, corner.y * factor};
    return result;
}

double longest_side(const Area& area) {
    double longest = 0;
    for (std::size_t i = 0; i < 4; ++i) {
        const auto [from, to] = edge(area, i);
        longest = std::max(longest, std::hypot(to.x - from.x, to.y - from.y));
    }
    return longest;
}

void erase(Picture& picture, const Area& area) {
    for (int y = 0; y < picture.height; ++y) {
        const auto [left, right] = span_in_row(area, y, picture.width);
        const int first = static_cast<int>(std::floor(std::clamp(left, 0.0, picture.width * 1.0)));
        const int last = static_cast<int>(std::ceil(std::clamp(right, -1.0, picture.width - 1.0)));
        if (first > last) continue;
        std::uint8_t* row = picture.grey.data() +
                            static_cast<std::size_t>(y) * static_cast<std::size_t>(picture.width);
        std::fill(row + first, row + last + 1, std::uint8_t{255});
    }
}

}  // namespace vaxcert::qr
