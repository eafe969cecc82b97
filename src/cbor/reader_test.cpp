// SPDX-License-Identifier: Apache-2.0
#include "cbor/reader.hpp"

#include <doctest/doctest.h>

#include "cbor/write.hpp"
#include "encoding/hex.hpp"

using namespace vaxcert;

namespace {

Bytes hex(std::string_view text) {
    return *encoding::from_hex(text);
}

}  // namespace

TEST_SUITE("cbor reader") {
    TEST_CASE("reads what was written, item by item") {
        const Bytes bytes = cbor::to_bytes(cbor::Value(
            cbor::Map{{1, "text"}, {2, Bytes{1, 2}}, {30, cbor::Array{-1, 70000, true}}}));
        cbor::Reader reader(bytes);
        std::optional<std::uint64_t> previous;
        CHECK(reader.map() == 3);
        CHECK(reader.key(previous) == 1);
        CHECK(reader.text() == "text");
        CHECK(reader.key(previous) == 2);
        CHECK(reader.bytes().size() == 2);
        CHECK(reader.key(previous) == 30);
        CHECK(reader.array() == 3);
        CHECK(reader.integer() == -1);
        CHECK(reader.number() == 70000);
        CHECK(reader.is_true_next());
        reader.expect_true();
        CHECK(reader.done());
    }

    TEST_CASE("refuses what is not the one spelling, and then gives nothing") {
        struct Case {
            std::string_view why, hex;
        };
        for (const Case& each : {
                 Case{"a number longer than it need be", "1817"},
                 Case{"likewise", "1900ff"},
                 Case{"likewise", "1a0000ffff"},
                 Case{"likewise", "1b00000000ffffffff"},
                 Case{"cut off", "19ff"},
                 Case{"reserved", "1c"},
                 Case{"negative", "20"},
                 Case{"another kind", "60"},
                 Case{"nothing", ""},
                 Case{"something follows", "0000"},
             }) {
            CAPTURE(each.why);
            const Bytes bytes = hex(each.hex);
            cbor::Reader reader(bytes);
            reader.number();
            CHECK_FALSE(reader.done());
        }
        const Bytes indefinite = hex("5f4101ff"), cut = hex("4201"), not_utf8 = hex("61ff"),
                    many = hex("9b00000001000000000000"), falling = hex("a202000100"),
                    large = hex("1bffffffffffffffff");
        CHECK(cbor::Reader(indefinite).bytes().empty());
        CHECK(cbor::Reader(cut).bytes().empty());
        CHECK(cbor::Reader(not_utf8).text().empty());
        CHECK(cbor::Reader(many).array() == 0);
        cbor::Reader too_large(large);
        CHECK(too_large.integer() == 0);
        CHECK_FALSE(too_large.ok());
        cbor::Reader map(falling);
        std::optional<std::uint64_t> previous;
        map.map();
        map.key(previous);
        map.number();
        map.key(previous);
        const auto done = map.done();
        REQUIRE_FALSE(done);
        CHECK(done.error().detail == "the keys of a map do not rise, at byte 4");
        CHECK(map.number() == 0);
    }
}
