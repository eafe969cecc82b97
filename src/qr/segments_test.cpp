// SPDX-License-Identifier: Apache-2.0
#include "qr/segments.hpp"

#include <string>

#include <doctest/doctest.h>

using namespace vaxcert;
using namespace vaxcert::qr;

namespace {

constexpr Level levels[] = {Level::low, Level::medium, Level::quartile, Level::high};

/// `head`, and then `fill` over and over up to that size.
std::string text(std::string head, std::string_view fill, std::size_t size) {
    while (head.size() < size) head += fill[head.size() % fill.size()];
    return head;
}

}  // namespace

TEST_SUITE("qr segments") {
    TEST_CASE("are chosen by the content") {
        struct Example {
            std::string_view payload;
            Layout layout;
        };
        const Layout numeric{.mode = Mode::numeric}, alphanumeric{.mode = Mode::alphanumeric}, byte;
        for (const Example& example : {
                 Example{"0", numeric},
                 Example{"00073210", numeric},
                 Example{"HC1:6BF+70790T9WJWG.FKY*4GO0.O1CV2 O5 $%", alphanumeric},
                 Example{"NZCP:/1/2KCEVIQEIVVWK6JNGEASNICZAEP2KALY", alphanumeric},
                 Example{"1A", alphanumeric},
                 Example{"shc:/567629095243", {5, Mode::numeric}},
                 Example{"shc:/1/3/567629095243", {9, Mode::numeric}},
                 Example{"shc:/56762909", {5, Mode::numeric}},
                 // Too few digits to save anything, or fewer than there are other bytes.
                 Example{"shc:/5676290", byte},
                 Example{"certificate 20210304", byte},
                 Example{"shc:/5676290952432060346A", byte},
                 Example{"shc:/5676290952432060346\n", byte},
                 Example{"HC1:6BF+70790t", byte},
                 Example{"1234567890\n", byte},
                 Example{"\xb2\xb3\xb9", byte},
                 Example{{"12345678\0", 9}, byte},
                 Example{"{\"a\":1}", byte},
             }) {
            CAPTURE(example.payload);
            CHECK((layout_of(as_bytes(example.payload)) == example.layout));
        }
    }

    TEST_CASE("hold what the standard's table 7 says") {
        struct Row {
            int version;
            Level level;
            std::size_t digits, characters, bytes;
        };
        for (const Row& row : {
                 Row{1, Level::low, 41, 25, 17},
                 Row{1, Level::high, 17, 10, 7},
                 Row{9, Level::low, 552, 335, 230},
                 Row{10, Level::low, 652, 395, 271},
                 Row{26, Level::low, 3283, 1990, 1367},
                 Row{27, Level::low, 3517, 2132, 1465},
                 Row{40, Level::low, 7089, 4296, 2953},
                 Row{40, Level::medium, 5596, 3391, 2331},
                 Row{40, Level::quartile, 3993, 2420, 1663},
                 Row{40, Level::high, 3057, 1852, 1273},
             }) {
            CAPTURE(row.version);
            CHECK(capacity({0, Mode::numeric}, row.version, row.level) == row.digits);
            CHECK(capacity({0, Mode::alphanumeric}, row.version, row.level) == row.characters);
            CHECK(capacity({0, Mode::byte}, row.version, row.level) == row.bytes);
        }
    }

    TEST_CASE("hold the largest SMART Health Cards that their specification allows") {
        // Two digits for each of so many characters, in version 22.
        const std::size_t characters[] = {1195, 927, 670, 519};
        for (const Level level : levels) {
            const std::size_t most = characters[static_cast<std::size_t>(level)];
            const Layout layout{5, Mode::numeric};
            CHECK(smallest_version(layout, 5 + 2 * most, level) == 22);
            CHECK(smallest_version(layout, 5 + 2 * (most + 1), level) == 23);
        }
    }

    TEST_CASE("fill a symbol as the encoder does, at every limit") {
        struct Kind {
            std::string head;
            std::string_view fill;
        };
        for (const Kind& kind : {Kind{"", "0123456789"}, Kind{"", "A1+ "}, Kind{"shc:/", "7"},
                                 Kind{"shc:/1/3/", "90"}})
            for (const Level level : levels)
                for (int version = 2; version <= 40; ++version) {
                    const std::string start = text(kind.head, kind.fill, 20);
                    const Layout layout = layout_of(as_bytes(start));
                    const std::size_t limit = capacity(layout, version, level);
                    if (limit < start.size()) continue;
                    CAPTURE(kind.head);
                    CAPTURE(version);
                    // make() throws when libqrencode needs another version than we say.
                    const auto full =
                        make(as_bytes(text(kind.head, kind.fill, limit)), {.level = level});
                    REQUIRE(full);
                    CHECK(full->version() == version);
                    const auto next =
                        make(as_bytes(text(kind.head, kind.fill, limit + 1)), {.level = level});
                    CHECK((next ? next->version() : 41) == version + 1);
                }
    }
}
