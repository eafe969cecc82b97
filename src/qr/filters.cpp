// SPDX-License-Identifier: Apache-2.0
// Whole numbers throughout: a picture gives the same answer on every machine.

#include "qr/filters.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace vaxcert::qr {
namespace {

using Row = std::vector<std::uint32_t>;

Picture blank(int width, int height) {
    Picture picture{width, height, {}};
    picture.grey.resize(static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
    return picture;
}

/// Row `y` of the picture; beyond an edge, the edge row again.
const std::uint8_t* row_at(const Picture& picture, int y) {
    return picture.grey.data() + static_cast<std::size_t>(std::clamp(y, 0, picture.height - 1)) *
                                     static_cast<std::size_t>(picture.width);
}

std::uint8_t* row_at(Picture& picture, int y) {
    return picture.grey.data() +
           static_cast<std::size_t>(y) * static_cast<std::size_t>(picture.width);
}

/// Between which two old pixels a new one lies, and how near the second is, in sixteenths.
struct Place {
    int first, second;
    std::uint32_t weight;
};

/// The place of pixel `i` on a line of `length` pixels that became `halves` / 2 times as long.
Place place(int i, int halves, int length) {
    // The middle of the pixel, in sixteenths of an old pixel, counted from the first old middle.
    const int at = std::clamp((2 * i + 1) * 16 / halves - 8, 0, (length - 1) * 16);
    const int first = at / 16;
    return {first, std::min(first + 1, length - 1), static_cast<std::uint32_t>(at % 16)};
}

/// The sums of the squares around each pixel, row after row, each from the one before.
class Squares {
  public:
    Squares(const Picture& picture, int radius)
        : picture_(picture),
          radius_(radius),
          columns_(static_cast<std::size_t>(picture.width)),
          sums_(columns_.size() + 2 * static_cast<std::size_t>(radius) + 1) {
        for (int y = -radius - 1; y < radius; ++y) add(y);
    }

    /// Adds to `means` the means around row `y`, times 2^24 / `parts`. `y` counts up from 0.
    void next(int y, int parts, Row& means) {
        add(y + radius_);
        remove(y - radius_ - 1);

        // Sums from the left, edge columns repeated. They may wrap; their differences do not.
        std::uint32_t sum = 0;
        std::size_t i = 0;
        const auto append = [&](std::uint32_t column) {
            sums_[i++] = sum;
            sum += column;
        };
        for (int k = 0; k < radius_; ++k) append(columns_.front());
        for (const std::uint32_t column : columns_) append(column);
        for (int k = 0; k < radius_; ++k) append(columns_.back());
        sums_[i] = sum;

        const auto side = static_cast<std::uint32_t>(2 * radius_ + 1);
        const std::uint32_t scale = (1U << 24) / (side * side * static_cast<std::uint32_t>(parts));
        for (std::size_t x = 0; x < means.size(); ++x)
            means[x] += (sums_[x + side] - sums_[x]) * scale;
    }

  private:
    void add(int y) {
        const std::uint8_t* row = row_at(picture_, y);
        for (std::size_t x = 0; x < columns_.size(); ++x) columns_[x] += row[x];
    }

    void remove(int y) {
        const std::uint8_t* row = row_at(picture_, y);
        for (std::size_t x = 0; x < columns_.size(); ++x) columns_[x] -= row[x];
    }

    const Picture& picture_;
    int radius_;
    Row columns_;  ///< of each column, the sum of the rows that the squares reach
    Row sums_;
};

}  // namespace

Picture enlarged(const Picture& picture, int halves) {
    Picture result = blank(picture.width * halves / 2, picture.height * halves / 2);
    std::vector<Place> columns(static_cast<std::size_t>(result.width));
    for (int x = 0; x < result.width; ++x)
        columns[static_cast<std::size_t>(x)] = place(x, halves, picture.width);

    Row mixed(static_cast<std::size_t>(picture.width));
    for (int y = 0; y < result.height; ++y) {
        const Place rows = place(y, halves, picture.height);
        const std::uint8_t *above = row_at(picture, rows.first),
                           *below = row_at(picture, rows.second);
        for (std::size_t x = 0; x < mixed.size(); ++x)
            mixed[x] = above[x] * (16 - rows.weight) + below[x] * rows.weight;
        std::uint8_t* to = row_at(result, y);
        for (const Place& column : columns)
            *to++ = static_cast<std::uint8_t>(
                (mixed[static_cast<std::size_t>(column.first)] * (16 - column.weight) +
                 mixed[static_cast<std::size_t>(column.second)] * column.weight + 128) /
                256);
    }
    return result;
}

Picture halved(const Picture& picture) {
    Picture result = blank((picture.width + 1) / 2, (picture.height + 1) / 2);
    for (int y = 0; y < result.height; ++y) {
        const std::uint8_t *upper = row_at(picture, 2 * y), *lower = row_at(picture, 2 * y + 1);
        std::uint8_t* to = row_at(result, y);
        for (int x = 0; x < result.width; ++x) {
            const int left = 2 * x, right = std::min(2 * x + 1, picture.width - 1);
            to[x] = static_cast<std::uint8_t>(
                (upper[left] + upper[right] + lower[left] + lower[right] + 2) / 4);
        }
    }
    return result;
}

Picture blurred(const Picture& picture) {
    Picture result = blank(picture.width, picture.height);
    Squares squares(picture, 1);
    Row means(static_cast<std::size_t>(picture.width));
    for (int y = 0; y < picture.height; ++y) {
        std::ranges::fill(means, 1U << 23);
        squares.next(y, 1, means);
        std::uint8_t* to = row_at(result, y);
        for (const std::uint32_t mean : means) *to++ = static_cast<std::uint8_t>(mean >> 24);
    }
    return result;
}

Picture black_and_white(const Picture& picture, std::span<const int> radii, int margin) {
    Picture result = blank(picture.width, picture.height);
    std::vector<Squares> squares;
    for (const int radius : radii) squares.emplace_back(picture, radius);
    Row means(static_cast<std::size_t>(picture.width));
    for (int y = 0; y < picture.height; ++y) {
        std::ranges::fill(means, 0U);
        for (Squares& around : squares) around.next(y, static_cast<int>(radii.size()), means);
        const std::uint8_t* from = row_at(picture, y);
        std::uint8_t* to = row_at(result, y);
        for (std::size_t x = 0; x < means.size(); ++x)
            to[x] = static_cast<std::uint32_t>(std::min(from[x] + margin, 255)) << 24 < means[x]
                        ? 0
                        : 255;
    }
    return result;
}

Picture black_and_white(const Picture& picture) {
    const auto [darkest, lightest] = std::ranges::minmax(picture.grey);
    const int halfway = (darkest + lightest + 1) / 2;
    Picture result = blank(picture.width, picture.height);
    std::ranges::transform(picture.grey, result.grey.begin(), [halfway](std::uint8_t pixel) {
        return pixel < halfway ? std::uint8_t{0} : std::uint8_t{255};
    });
    return result;
}

Picture inverted(const Picture& picture) {
    Picture result = blank(picture.width, picture.height);
    std::ranges::transform(picture.grey, result.grey.begin(), [](std::uint8_t pixel) {
        return static_cast<std::uint8_t>(255 - pixel);
    });
    return result;
}

}  // namespace vaxcert::qr
