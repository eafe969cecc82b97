// SPDX-License-Identifier: Apache-2.0
#include <numeric>
#include <stdexcept>
#include <string>

#include <doctest/doctest.h>

#include <vaxcert/qr.hpp>

#include "qr/capacity.hpp"

using namespace vaxcert;
using namespace vaxcert::qr;

namespace {

constexpr Level levels[] = {Level::low, Level::medium, Level::quartile, Level::high};

/// Bytes that no compact mode of a QR code would hold.
Bytes bytes(std::size_t size) {
    Bytes result(size);
    for (std::size_t i = 0; i < size; ++i)
        result[i] = static_cast<std::uint8_t>(0x80 | (i * 37 + i / 64));
    return result;
}

/// The module sequence of a timing pattern and the corners of the three finder patterns.
void check_frame(const Symbol& symbol) {
    const int last = symbol.size() - 1;
    for (int i = 8; i <= last - 8; ++i) {
        CHECK(symbol.dark(i, 6) == (i % 2 == 0));
        CHECK(symbol.dark(6, i) == (i % 2 == 0));
    }
    for (const auto& [x, y] : {std::pair{0, 0}, {last, 0}, {0, last}}) CHECK(symbol.dark(x, y));
    CHECK(symbol.dark(8, last - 7));
}

}  // namespace

TEST_SUITE("qr make") {
    TEST_CASE("chooses the smallest version at every limit of every level") {
        for (const Level level : levels)
            for (int version = 1; version <= 40; ++version) {
                const std::size_t limit = capacity(version, level);
                CAPTURE(letter(level));
                CAPTURE(version);
                for (const std::size_t size : {limit - 1, limit}) {
                    const auto symbol = make(bytes(size), {.level = level});
                    REQUIRE(symbol);
                    CHECK(symbol->version() == version);
                    CHECK(symbol->size() == 17 + 4 * version);
                }
                const auto next = make(bytes(limit + 1), {.level = level});
                CHECK(next.has_value() == (version < 40));
                if (next) CHECK(next->version() == version + 1);
            }
    }

    TEST_CASE("draws the fixed patterns") {
        for (const std::size_t size : {1U, 100U, 1000U, 2331U}) {
            const auto symbol = make(bytes(size));
            REQUIRE(symbol);
            check_frame(*symbol);
        }
    }

    TEST_CASE("refuses a payload that is too large, with the figures and what would help") {
        struct Refusal {
            std::size_t size;
            Options options;
            std::string detail;
        };
        for (const Refusal& refusal : {
                 Refusal{
                     1612,
                     {.level = Level::medium, .max_version = 29},
                     "the payload is 1612 bytes, and version 29 at level M holds 1264 bytes, 348 "
                     "fewer; level L or version 33 would hold it"},
                 Refusal{800,
                         {.level = Level::high, .max_version = 25},
                         "the payload is 800 bytes, and version 25 at level H holds 535 bytes, 265 "
                         "fewer; level M or version 32 would hold it"},
                 Refusal{
                     2000,
                     {.level = Level::low, .max_version = 29},
                     "the payload is 2000 bytes, and version 29 at level L holds 1628 bytes, 372 "
                     "fewer; version 33 would hold it"},
                 Refusal{2332,
                         {.level = Level::medium},
                         "the payload is 2332 bytes, and version 40 at level M holds 2331 bytes, 1 "
                         "fewer; level L would hold it"},
                 Refusal{
                     2954,
                     {.level = Level::medium},
                     "the payload is 2954 bytes, and version 40 at level M holds 2331 bytes, 623 "
                     "fewer; neither a weaker level nor a larger version would hold it"},
             }) {
            const auto symbol = make(bytes(refusal.size), refusal.options);
            REQUIRE_FALSE(symbol);
            CHECK(symbol.error() == Error{Reason::payload_too_large, refusal.detail});
        }
    }

    TEST_CASE("counts digits and characters as what they are when it refuses them") {
        const auto detail_of = [](const std::string& payload, const Options& options) {
            const auto symbol = make(as_bytes(payload), options);
            REQUIRE_FALSE(symbol);
            CHECK(symbol.error().reason == Reason::payload_too_large);
            return symbol.error().detail;
        };
        CHECK(detail_of(std::string(653, '7'), {.level = Level::low, .max_version = 10}) ==
              "the payload is 653 digits, and version 10 at level L holds 652 digits, 1 fewer; "
              "version 11 would hold it");
        CHECK(detail_of("HC1:" + std::string(500, 'A'),
                        {.level = Level::quartile, .max_version = 13}) ==
              "the payload is 504 characters, and version 13 at level Q holds 352 characters, 152 "
              "fewer; level L or version 17 would hold it");
        CHECK(
            detail_of("shc:/" + std::string(2392, '0'), {.level = Level::low, .max_version = 22}) ==
            "the payload is 5 bytes and 2392 digits, and version 22 at level L holds 5 bytes and "
            "2391 digits, 1 fewer; version 23 would hold it");
        CHECK(
            detail_of(std::string(20, 'x') + std::string(21, '1'),
                      {.level = Level::low, .max_version = 1}) ==
            "the payload is 20 bytes and 21 digits, and version 1 at level L holds 17 bytes and 0 "
            "digits, 24 fewer; version 2 would hold it");
    }

    TEST_CASE("refuses an empty payload") {
        const auto symbol = make({});
        REQUIRE_FALSE(symbol);
        CHECK(symbol.error().reason == Reason::malformed);
    }

    TEST_CASE("throws on options that no program should pass") {
        for (const int version : {-1, 0, 41}) {
            CAPTURE(version);
            CHECK_THROWS_AS((void)make(bytes(1), {.max_version = version}), std::invalid_argument);
        }
        const Symbol symbol = *make(bytes(1));
        for (const Options& options : {Options{.scale = 0}, Options{.scale = 65},
                                       Options{.quiet_zone = -1}, Options{.quiet_zone = 65}}) {
            CHECK_THROWS_AS((void)to_png(symbol, options), std::invalid_argument);
            CHECK_THROWS_AS((void)to_svg(symbol, options), std::invalid_argument);
        }
    }
}
