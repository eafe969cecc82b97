// SPDX-License-Identifier: Apache-2.0
#include "qr/finders.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <vector>

namespace vaxcert::qr {
namespace {

/// Five runs of pixels along a line: dark, light, dark, light, dark.
using Runs = std::array<int, 5>;

/// Whether the runs may be 1:1:3:1:1. Print and blur widen the dark at the cost of the light or the
/// reverse, so each color has its own module; the tolerance is a little more than ZXing's.
bool like_finder(const Runs& runs) {
    const int dark = runs[0] + runs[2] + runs[4], light = runs[1] + runs[3];
    const auto near = [](int found, int expected, int tolerance) {
        return std::abs(found - expected) <= tolerance;
    };
    const int of_dark = 3 * dark + 10;
    const int of_light = light + 3;
    return near(20 * runs[0], 4 * dark, of_dark) && near(20 * runs[2], 12 * dark, of_dark) &&
           near(20 * runs[4], 4 * dark, of_dark) && near(6 * runs[1], 3 * light, of_light) &&
           near(6 * runs[3], 3 * light, of_light) && dark <= 10 * light + 2 &&
           5 * light <= 8 * dark + 5;
}

struct Point {
    int x, y;
};

/// Pixels of one color on from `point` in steps of (dx, dy), but at most `most`; `point` is left
/// behind the last of them.
int run_along(const Picture& picture, Point& point, int dx, int dy, std::uint8_t color, int most) {
    int length = 0;
    for (; length < most; ++length, point.x += dx, point.y += dy)
        if (point.x < 0 || point.x >= picture.width || point.y < 0 || point.y >= picture.height ||
            picture.grey[static_cast<std::size_t>(point.y) *
                             static_cast<std::size_t>(picture.width) +
                         static_cast<std::size_t>(point.x)] != color)
            break;
    return length;
}

/// Whether the line through `middle` in that direction may be 1:1:3:1:1, in runs of at most `most`
/// pixels.
bool like_finder_along(const Picture& picture, Point middle, int dx, int dy, int most) {
    Point back = middle, on{middle.x + dx, middle.y + dy};
    Runs runs{};
    runs[2] = run_along(picture, back, -dx, -dy, 0, most) + run_along(picture, on, dx, dy, 0, most);
    runs[1] = run_along(picture, back, -dx, -dy, 255, most);
    runs[3] = run_along(picture, on, dx, dy, 255, most);
    runs[0] = run_along(picture, back, -dx, -dy, 0, most);
    runs[4] = run_along(picture, on, dx, dy, 0, most);
    return std::ranges::find(runs, 0) == runs.end() && like_finder(runs);
}

bool like_finder_around(const Picture& picture, Point middle, int most) {
    return like_finder_along(picture, middle, 0, 1, most) &&
           like_finder_along(picture, middle, 1, 1, most) &&
           like_finder_along(picture, middle, 1, -1, most);
}

struct Found {
    int x, y, size;
};

/// The patterns counted so far.
class Finders {
  public:
    Finders(const Picture& picture, double narrowest) : picture_(picture), narrowest_(narrowest) {}

    std::size_t count() const { return found_.size(); }

    /// The five runs end before column `end` of row `y`.
    void consider(const Runs& runs, int end, int y) {
        // The middle stands out: this spares most of the noise a closer look.
        if (2 * runs[2] < 3 * std::max(runs[0], runs[4]) ||
            runs[2] + 1 < std::max(runs[1], runs[3]) || !like_finder(runs))
            return;
        const int size = runs[0] + runs[1] + runs[2] + runs[3] + runs[4];
        if (size < narrowest_) return;
        const int x = end - runs[4] - runs[3] - runs[2] + runs[2] / 2;
        // One pattern is met in several rows.
        for (const Found& old : found_)
            if (std::abs(x - old.x) <= old.size / 2 && std::abs(y - old.y) <= old.size / 2) return;
        if (like_finder_around(picture_, {x, y}, 3 * size)) found_.push_back({x, y, size});
    }

  private:
    const Picture& picture_;
    double narrowest_;
    std::vector<Found> found_;
};

}  // namespace

std::size_t count_finders(const Picture& black_and_white, std::size_t limit, double narrowest) {
    Finders finders(black_and_white, narrowest);
    const std::uint8_t* row = black_and_white.grey.data();
    for (int y = 0; y < black_and_white.height; ++y, row += black_and_white.width) {
        Runs runs{};
        int start = 0;
        for (int x = 1; x <= black_and_white.width; ++x) {
            if (x < black_and_white.width && row[x] == row[x - 1]) continue;
            std::shift_left(runs.begin(), runs.end(), 1);
            runs[4] = x - start;
            start = x;
            if (runs[0] != 0 && row[x - 1] == 0) finders.consider(runs, x, y);
            if (finders.count() > limit) return finders.count();
        }
    }
    return finders.count();
}

}  // namespace vaxcert::qr
