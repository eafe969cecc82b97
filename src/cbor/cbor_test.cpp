// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <limits>

#include "cbor/floats.hpp"
#include "cbor/parse.hpp"
#include "cbor/write.hpp"
#include "encoding/hex.hpp"

using namespace vaxcert;
using namespace vaxcert::cbor;

namespace {

Result<Value> parsed(std::string_view hex, const Budget& budget = Budget::for_one_certificate()) {
    const auto bytes = encoding::from_hex(hex);
    REQUIRE(bytes);
    return parse(*bytes, budget);
}

std::string written(const Value& value) {
    return encoding::to_hex(to_bytes(value));
}

}  // namespace

TEST_SUITE("cbor") {
    TEST_CASE("every spelling of a thing is read, and written in the one deterministic way") {
        struct Example {
            std::string_view read, written;
        };
        for (const Example& example : {
                 Example{"1b0000000000000001", "01"},
                 Example{"9f0102ff", "820102"},
                 Example{"bf616201616102ff", "a2616102616201"},
                 Example{"5f41014102ff", "420102"},
                 Example{"7f61616162ff", "626162"},
                 Example{"fb3ff0000000000000", "f93c00"},
                 Example{"fb7ff8000000000000", "f97e00"},
                 Example{"fb40f86a0000000000", "fa47c35000"},
                 Example{"a20a01186402", "a20a01186402"},
                 Example{"3bffffffffffffffff", "3bffffffffffffffff"},
             }) {
            CAPTURE(example.read);
            const auto value = parsed(example.read);
            REQUIRE(value);
            CHECK(written(*value) == example.written);
        }
    }

    TEST_CASE("maps are ordered by the bytes of their keys: short ones first") {
        const Map map = {{"dob", 1}, {"v", 2}, {-260, 3}, {4, 4}, {1, 5}};
        CHECK(written(map) == "a5010504043901030361760263646f6201");
    }

    TEST_CASE("a key twice is refused, also in another spelling and in a large map") {
        for (const char* hex : {"a201010102", "a20101180102", "a2616101616102"})
            CHECK(parsed(hex).error().reason == Reason::duplicate_member);
        Map large;
        for (int i = 0; i < 40; ++i) large.emplace_back(i, i);
        CHECK(parse(to_bytes(large), Budget::for_one_certificate()));
        large.emplace_back(7, 0);
        const auto twice = parse(to_bytes(large), Budget::for_one_certificate());
        REQUIRE_FALSE(twice);
        CHECK(twice.error().reason == Reason::duplicate_member);
    }

    TEST_CASE("what is not well-formed says where it is not") {
        struct Refusal {
            std::string_view hex;
            Reason reason;
            std::string_view detail;
        };
        for (const Refusal& refusal : {
                 Refusal{"", Reason::bad_cbor,
                         "the data end where an item should begin, at byte 0"},
                 Refusal{"0000", Reason::bad_cbor, "there is something after the item, at byte 1"},
                 Refusal{"1c", Reason::bad_cbor, "an item begins with a reserved byte, at byte 0"},
                 Refusal{"6161ff", Reason::bad_cbor,
                         "there is something after the item, at byte 2"},
                 Refusal{"5a7fffffff00", Reason::bad_cbor,
                         "the data end within a string, at byte 5"},
                 Refusal{"62c328", Reason::bad_utf8, "CBOR: a text is not UTF-8"},
                 Refusal{"7f61c361a9ff", Reason::bad_utf8, "CBOR: a text is not UTF-8"},
             }) {
            CAPTURE(refusal.hex);
            const auto value = parsed(refusal.hex);
            REQUIRE_FALSE(value);
            CHECK(value.error() == Error{refusal.reason, std::string(refusal.detail)});
        }
    }

    TEST_CASE("no more depth or items are read than the budget allows") {
        // An array, a map, a tag and an array of no stated length are a level each.
        struct Level {
            std::string opens, closes;
        };
        for (const Level& level : {Level{"81", ""}, {"a101", ""}, {"c1", ""}, {"9f", "ff"}})
            for (std::size_t levels = 15; levels <= 17; ++levels) {
                std::string nested = "01";
                for (std::size_t i = 0; i < levels; ++i)
                    nested = level.opens + nested + level.closes;
                CAPTURE(level.opens);
                CAPTURE(levels);
                const auto value = parsed(nested);
                CHECK(value.has_value() == (levels <= Budget().cbor_depth));
                if (!value) CHECK(value.error().reason == Reason::limit_exceeded);
            }
        for (std::size_t items = 2; items <= 4; ++items)
            CHECK(parsed("820102", {.cbor_items = items}).has_value() == (items >= 3));
        CHECK(parsed("820102", {.cbor_items = 2}).error().reason == Reason::limit_exceeded);
        // A length that no memory could hold is not believed before the elements are there.
        CHECK(parsed("9bffffffffffffffff").error().reason == Reason::bad_cbor);
    }

    TEST_CASE("floats keep what they say in the shortest form") {
        for (std::uint32_t half = 0; half <= 0xffff; ++half) {
            const double number = from_half(static_cast<std::uint16_t>(half));
            REQUIRE(to_half(number) == half);
        }
        CHECK_FALSE(to_half(65520.0));
        CHECK_FALSE(to_half(1.0 / (1 << 25)));
        CHECK(to_single(0.5) == 0x3f000000U);
        CHECK_FALSE(to_single(0.1));
        CHECK_FALSE(to_single(1e300));
        CHECK(to_single(std::numeric_limits<double>::infinity()) == 0x7f800000U);
    }
}
