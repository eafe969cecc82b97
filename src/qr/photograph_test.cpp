// SPDX-License-Identifier: Apache-2.0
// How many simulated photographs are read. All of them were when this was written; the figures
// below leave a little for other versions of ZXing and other rounding.
#include "qr/photograph.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include "qr/capacity.hpp"

using namespace vaxcert;
using namespace vaxcert::qr;

namespace {

/// A payload that fills a symbol of that version.
Bytes payload(int version, int number) {
    Bytes result(capacity(version, Level::low) - static_cast<std::size_t>(number));
    auto state = static_cast<std::uint32_t>(version * 1000 + number);
    for (auto& byte : result) {
        state = state * 1664525U + 1013904223U;
        byte = static_cast<std::uint8_t>(state >> 24);
    }
    return result;
}

/// Codes of that version, side by side and one above the other, as one symbol of no real version.
Symbol sheet(const std::vector<Bytes>& payloads, int version, int columns) {
    const int size = 17 + 4 * version, step = size + 8;
    const int rows = (static_cast<int>(payloads.size()) + columns - 1) / columns;
    const int sheet_version = (std::max(columns, rows) * step - 17 + 3) / 4;
    const int side = 17 + 4 * sheet_version;
    std::vector<bool> dark(static_cast<std::size_t>(side) * static_cast<std::size_t>(side));
    for (int i = 0; i < static_cast<int>(payloads.size()); ++i) {
        const Symbol code = *make(payloads[static_cast<std::size_t>(i)], {.level = Level::low});
        REQUIRE(code.version() == version);
        for (int y = 0; y < size; ++y)
            for (int x = 0; x < size; ++x)
                dark[static_cast<std::size_t>((i / columns * step + y) * side + i % columns * step +
                                              x)] = code.dark(x, y);
    }
    return {sheet_version, std::move(dark)};
}

/// How many of so many photographs give all their payloads back. A wrong one fails the test.
int count_read(int version, Shot shot, int photographs, int codes = 1, int columns = 1) {
    int read = 0;
    const double turn = shot.degrees;
    for (int number = 0; number < photographs; ++number) {
        std::vector<Bytes> expected;
        for (int i = 0; i < codes; ++i) expected.push_back(payload(version, number + i));
        shot.seed = static_cast<std::uint32_t>(number + 1);
        shot.degrees = turn + number % 5 - 2;
        auto found = scan(photograph(sheet(expected, version, columns), shot));
        if (!found) continue;
        std::ranges::sort(*found);
        std::ranges::sort(expected);
        REQUIRE(std::ranges::includes(expected, *found));
        read += *found == expected;
    }
    return read;
}

}  // namespace

TEST_SUITE("qr photographs") {
    TEST_CASE("taken with some care, 4 pixels a module, are all read") {
        CHECK(count_read(24, {}, 5) == 5);
        CHECK(count_read(29, {}, 3) == 3);
    }

    TEST_CASE("taken with less care are nearly all read") {
        struct Kind {
            const char* what;
            Shot shot;
        };
        for (const Kind& kind : {
                 Kind{"low contrast, strong shadow", {.dark = 90, .light = 160, .gradient = .4}},
                 Kind{"out of focus, aslant",
                      {.degrees = 8, .perspective = .05, .blur = .35, .gradient = .3, .noise = 8}},
                 Kind{"grainy", {.noise = 16}},
                 Kind{"3 pixels a module", {.pixels_per_module = 3}},
                 Kind{"upside down", {.degrees = 190}},
             }) {
            CAPTURE(std::string(kind.what));
            CHECK(count_read(26, kind.shot, 3) >= 2);
        }
    }

    TEST_CASE("of many pixels a module, far out of focus, are nearly all read") {
        CHECK(count_read(12, {.pixels_per_module = 10, .blur = .45}, 3) >= 2);
    }

    TEST_CASE("of several codes give every one of them") {
        CHECK(count_read(8, {}, 2, 3, 3) == 2);
        // The corners of codes side by side look like those of one.
        CHECK(count_read(6, {}, 2, 4, 2) == 2);
        CHECK(count_read(6, {.dark = 90, .light = 160, .gradient = .4}, 2, 6, 3) >= 1);
    }
}
