// SPDX-License-Identifier: Apache-2.0
#include "qr/area.hpp"

#include <algorithm>
#include <string>

#include <doctest/doctest.h>

using namespace vaxcert;
using namespace vaxcert::qr;

namespace {

/// A black picture of 8 by 5 pixels in which that part is erased, in rows of letters.
std::string erased(const Area& area) {
    Picture picture{8, 5, Bytes(40, 0)};
    erase(picture, area);
    std::string rows;
    for (int y = 0; y < 5; ++y) {
        for (int x = 0; x < 8; ++x)
            rows += picture.grey[static_cast<std::size_t>(8 * y + x)] == 0 ? '#' : '.';
        rows += '\n';
    }
    return rows;
}

}  // namespace

TEST_SUITE("qr area") {
    TEST_CASE("is erased to its edges, however it is turned") {
        const std::string square =
            "########\n"
            "##....##\n"
            "##....##\n"
            "##....##\n"
            "########\n";
        CHECK(erased({{{{2, 1}, {5, 1}, {5, 3}, {2, 3}}}}) == square);
        CHECK(erased({{{{5, 3}, {5, 1}, {2, 1}, {2, 3}}}}) == square);
        CHECK(erased({{{{4, 0}, {6, 2}, {4, 4}, {2, 2}}}}) ==
              "####.###\n"
              "###...##\n"
              "##.....#\n"
              "###...##\n"
              "####.###\n");
    }

    TEST_CASE("may reach beyond the picture") {
        CHECK(erased({{{{-9, -9}, {1, -9}, {1, 2}, {-9, 2}}}}) ==
              "..######\n"
              "..######\n"
              "..######\n"
              "########\n"
              "########\n");
        CHECK(std::ranges::count(erased({{{{-1e9, -1e9}, {1e9, -1e9}, {1e9, 1e9}, {-1e9, 1e9}}}}),
                                 '#') == 0);
        for (const double far : {-1e9, -20., 20., 1e9})
            CHECK(std::ranges::count(
                      erased({{{{far, far}, {far + 9, far}, {far + 9, far + 9}, {far, far + 9}}}}),
                      '#') == 40);
    }

    TEST_CASE("scales, and knows its longest side") {
        const Area area{{{{0, 0}, {3, 4}, {3, 5}, {0, 5}}}};
        CHECK(longest_side(area) == 5);
        CHECK(longest_side(scaled(area, 2.5)) == 12.5);
    }
}
