// SPDX-License-Identifier: Apache-2.0
#include "qr/finders.hpp"

#include <algorithm>
#include <limits>

#include <doctest/doctest.h>

#include "qr/filters.hpp"

using namespace vaxcert;
using namespace vaxcert::qr;

namespace {

constexpr std::size_t no_limit = std::numeric_limits<std::size_t>::max();

/// A sheet of finder patterns, `gap` modules apart.
Picture sheet(int side, int pixels_per_module, int gap) {
    Picture picture{side, side, {}};
    for (int y = 0; y < side; ++y)
        for (int x = 0; x < side; ++x) {
            const int mx = x / pixels_per_module % (7 + gap),
                      my = y / pixels_per_module % (7 + gap);
            const int ring = std::max(std::abs(mx - 3), std::abs(my - 3));
            picture.grey.push_back(ring == 2 || ring > 3 ? 255 : 0);
        }
    return picture;
}

}  // namespace

TEST_SUITE("qr finders") {
    TEST_CASE("counts every finder pattern of a sheet once") {
        for (const int pixels : {1, 2, 3, 5}) {
            CAPTURE(pixels);
            // 10 by 10 of 7 modules and a gap of 3.
            CHECK(count_finders(sheet(100 * pixels, pixels, 3), no_limit) == 100);
        }
    }

    TEST_CASE("misses no corner of a symbol, and sees few where there is none") {
        for (const std::size_t size : {20U, 500U, 2000U}) {
            CAPTURE(size);
            const auto picture = from_png(to_png(*make(Bytes(size, 0xa7), {.level = Level::low})));
            REQUIRE(picture);
            const std::size_t count = count_finders(*picture, no_limit);
            CHECK(count >= 3);
            CHECK(count <= 100);
        }
        CHECK(count_finders({100, 100, Bytes(10000, 255)}, no_limit) == 0);
        CHECK(count_finders({100, 100, Bytes(10000, 0)}, no_limit) == 0);
    }

    TEST_CASE("leaves out those that are too narrow") {
        // Each is 7 modules of 3 pixels.
        const Picture picture = sheet(300, 3, 3);
        CHECK(count_finders(picture, no_limit, 21) == 100);
        CHECK(count_finders(picture, no_limit, 22) == 0);
    }

    TEST_CASE("stops above its limit") {
        const Picture picture = sheet(300, 3, 3);
        CHECK(count_finders(picture, 100) == 100);
        CHECK(count_finders(picture, 99) == 100);
        CHECK(count_finders(picture, 10) == 11);
    }
}

TEST_SUITE("qr scan of hostile pictures") {
    // Without the count, ZXing would try some 10^10 threes of corners in each of these.
    TEST_CASE("a sheet full of corners is given up, and says why") {
        for (const int pixels : {1, 2, 3}) {
            CAPTURE(pixels);
            const auto read = scan(sheet(500 * pixels, pixels, 1));
            REQUIRE_FALSE(read);
            CHECK(read.error().reason == Reason::no_code_found);
            CHECK(read.error().detail.find("too many corners") != std::string::npos);
        }
    }
}
