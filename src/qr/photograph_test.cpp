// SPDX-License-Identifier: Apache-2.0
// How many simulated photographs are read. All of them were when this was written; the figures
// below leave a little for other versions of ZXing and other rounding.
#include "qr/photograph.hpp"

#include <string>

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

/// How many of so many photographs give their payload back.
int count_read(int version, Shot shot, int photographs) {
    int read = 0;
    const double turn = shot.degrees;
    for (int number = 0; number < photographs; ++number) {
        const Bytes expected = payload(version, number);
        shot.seed = static_cast<std::uint32_t>(number + 1);
        shot.degrees = turn + number % 5 - 2;
        const auto codes = scan(photograph(*make(expected, {.level = Level::low}), shot));
        if (!codes) continue;
        REQUIRE(codes->size() == 1);
        REQUIRE(codes->front() == expected);
        ++read;
    }
    return read;
}

}  // namespace

TEST_SUITE("qr photographs") {
    TEST_CASE("taken with some care, 4 pixels a module, are all read") {
        CHECK(count_read(24, {}, 10) == 10);
        CHECK(count_read(29, {}, 10) == 10);
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
            CHECK(count_read(26, kind.shot, 5) >= 4);
        }
    }
}
