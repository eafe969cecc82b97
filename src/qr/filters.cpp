// SPDX-License-Identifier: Apache-2.0
#include "qr/filters.hpp"

#include <algorithm>
#include <cstddef>
#include <vector>

namespace vaxcert::qr {
namespace {

using Row = std::vector<int>;

/// Row `y` of the picture; beyond an edge, the edge row again.
const std::uint8_t* row_at(const Picture& picture, int y) {
    return picture.grey.data() + static_cast<std::size_t>(std::clamp(y, 0, picture.height - 1)) *
                                     static_cast<std::size_t>(picture.width);
}

/// The sums of 3 by 3 pixels around each pixel of row `y`. `columns` is room to work in.
void sum_around(const Picture& picture, int y, Row& columns, Row& sums) {
    const auto width = static_cast<std::size_t>(picture.width);
    const auto *above = row_at(picture, y - 1), *here = row_at(picture, y),
               *below = row_at(picture, y + 1);
    for (std::size_t x = 0; x < width; ++x) columns[x + 1] = above[x] + here[x] + below[x];
    columns[0] = columns[1];
    columns[width + 1] = columns[width];
    for (std::size_t x = 0; x < width; ++x) sums[x] = columns[x] + columns[x + 1] + columns[x + 2];
}

/// A new picture in which pixel (x, y) is f(old pixel, sum of the 3 by 3 around it).
template <class F>
Picture from_neighborhoods(const Picture& picture, F f) {
    Picture result{picture.width, picture.height, {}};
    result.grey.resize(picture.grey.size());
    const auto width = static_cast<std::size_t>(picture.width);
    Row columns(width + 2), sums(width);
    for (int y = 0; y < picture.height; ++y) {
        sum_around(picture, y, columns, sums);
        const std::uint8_t* from = row_at(picture, y);
        std::uint8_t* to = result.grey.data() + static_cast<std::size_t>(y) * width;
        for (std::size_t x = 0; x < width; ++x)
            to[x] = static_cast<std::uint8_t>(f(int{from[x]}, sums[x]));
    }
    return result;
}

}  // namespace

Picture blurred(const Picture& picture) {
    return from_neighborhoods(picture, [](int, int sum) { return (sum + 4) / 9; });
}

Picture sharpened(const Picture& picture) {
    // Unsharp masking: as far from the mean as before, and that much again.
    return from_neighborhoods(
        picture, [](int pixel, int sum) { return std::clamp(2 * pixel - (sum + 4) / 9, 0, 255); });
}

Picture enlarged(const Picture& picture) {
    const auto width = static_cast<std::size_t>(picture.width);
    Picture result{picture.width * 2, picture.height * 2, {}};
    result.grey.resize(picture.grey.size() * 4);
    Row mixed(width + 2);
    for (int y = 0; y < result.height; ++y) {
        // A new pixel lies a quarter from the nearest old one: 3 parts of it, 1 of the next.
        const auto* near = row_at(picture, y / 2);
        const auto* far = row_at(picture, y % 2 == 0 ? y / 2 - 1 : y / 2 + 1);
        for (std::size_t x = 0; x < width; ++x) mixed[x + 1] = 3 * near[x] + far[x];
        mixed[0] = mixed[1];
        mixed[width + 1] = mixed[width];
        std::uint8_t* to = result.grey.data() + static_cast<std::size_t>(y) * 2 * width;
        for (std::size_t x = 0; x < width; ++x) {
            to[2 * x] = static_cast<std::uint8_t>((mixed[x] + 3 * mixed[x + 1] + 8) / 16);
            to[2 * x + 1] = static_cast<std::uint8_t>((3 * mixed[x + 1] + mixed[x + 2] + 8) / 16);
        }
    }
    return result;
}

}  // namespace vaxcert::qr
