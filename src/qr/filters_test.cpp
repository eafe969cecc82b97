// SPDX-License-Identifier: Apache-2.0
#include "qr/filters.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>

#include <doctest/doctest.h>

using namespace vaxcert;
using namespace vaxcert::qr;

namespace {

/// Deterministic pixels that look random.
Picture grain(int width, int height) {
    Picture picture{width, height, {}};
    std::uint32_t state = 5;
    for (int i = 0; i < width * height; ++i) {
        state = state * 1664525U + 1013904223U;
        picture.grey.push_back(static_cast<std::uint8_t>(state >> 24));
    }
    return picture;
}

int at(const Picture& picture, int x, int y) {
    x = std::clamp(x, 0, picture.width - 1);
    y = std::clamp(y, 0, picture.height - 1);
    return picture.grey[static_cast<std::size_t>(y * picture.width + x)];
}

/// The mean of a square, the plain way.
double mean_around(const Picture& picture, int x, int y, int radius) {
    int sum = 0;
    for (int dy = -radius; dy <= radius; ++dy)
        for (int dx = -radius; dx <= radius; ++dx) sum += at(picture, x + dx, y + dy);
    return static_cast<double>(sum) / ((2 * radius + 1) * (2 * radius + 1));
}

}  // namespace

TEST_SUITE("qr filters") {
    TEST_CASE("a blurred pixel is the mean of the nine around it") {
        const Picture picture = grain(17, 11);
        const Picture result = blurred(picture);
        for (int y = 0; y < 11; ++y)
            for (int x = 0; x < 17; ++x)
                CHECK(std::abs(at(result, x, y) - mean_around(picture, x, y, 1)) <= 0.51);
    }

    TEST_CASE("black and white is what the means around a pixel say, save where they say little") {
        const Picture picture = grain(60, 40);
        const std::array<int, 2> radii = {3, 25};
        for (const int margin : {0, 4}) {
            const Picture result = black_and_white(picture, radii, margin);
            for (int y = 0; y < 40; ++y)
                for (int x = 0; x < 60; ++x) {
                    const double mean =
                        (mean_around(picture, x, y, 3) + mean_around(picture, x, y, 25)) / 2;
                    const double lead = mean - margin - at(picture, x, y);
                    if (std::abs(lead) > 1) CHECK(at(result, x, y) == (lead > 0 ? 0 : 255));
                }
        }
    }

    TEST_CASE("plain paper stays white, whatever its grey") {
        const std::array<int, 2> radii = {5, 40};
        for (const int grey : {0, 1, 77, 254, 255}) {
            const Picture paper{50, 50, Bytes(2500, static_cast<std::uint8_t>(grey))};
            CHECK(std::ranges::count(black_and_white(paper, radii, 0).grey, 255) == 2500);
            CHECK(std::ranges::count(black_and_white(paper).grey, 255) == 2500);
        }
    }

    TEST_CASE("one threshold lies halfway between the darkest and the lightest") {
        CHECK(black_and_white({4, 1, {10, 59, 60, 110}}).grey == Bytes{0, 0, 255, 255});
    }

    TEST_CASE("enlarging keeps plain areas and straight slopes") {
        Picture slope{20, 20, {}};
        for (int i = 0; i < 400; ++i) slope.grey.push_back(static_cast<std::uint8_t>(i % 20 * 12));
        for (const int halves : {3, 4, 5}) {
            CAPTURE(halves);
            const Picture result = enlarged(slope, halves);
            REQUIRE(result.width == 20 * halves / 2);
            REQUIRE(result.height == 20 * halves / 2);
            for (int y = 0; y < result.height; ++y)
                for (int x = halves; x < result.width - halves; ++x)
                    CHECK(std::abs(at(result, x, y) - 12 * ((x + .5) * 2 / halves - .5)) <= 1);
        }
    }

    TEST_CASE("halving takes the mean of four, and keeps a last odd line") {
        const Picture result = halved({3, 3, {0, 4, 8, 8, 4, 8, 100, 200, 50}});
        CHECK(result.width == 2);
        CHECK(result.height == 2);
        CHECK(result.grey == Bytes{4, 8, 150, 50});
        CHECK(halved({1, 1, {9}}).grey == Bytes{9});
    }

    TEST_CASE("inverting twice changes nothing") {
        const Picture picture = grain(9, 9);
        CHECK(inverted(picture).grey[0] == 255 - picture.grey[0]);
        CHECK(inverted(inverted(picture)).grey == picture.grey);
    }
}
