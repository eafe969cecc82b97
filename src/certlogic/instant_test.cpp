// SPDX-License-Identifier: Apache-2.0
#include "certlogic/instant.hpp"

#include <doctest/doctest.h>

using namespace vaxcert;
using namespace vaxcert::certlogic;

namespace {

/// The instant as text, or what is wrong.
std::string shown(const Result<Instant>& instant) {
    if (instant) return to_text(*instant);
    CHECK(instant.error().reason == Reason::bad_date);
    return instant.error().detail;
}

std::string shifted(std::string_view from, std::int64_t amount, Unit unit) {
    const auto instant = parse_instant(from);
    REQUIRE(instant);
    return shown(plus(*instant, amount, unit));
}

}  // namespace

TEST_SUITE("certlogic, instants") {
    TEST_CASE("are read with their fraction and offset, whichever way that is written") {
        struct Example {
            std::string_view after_the_day, instant;
        };
        for (const Example& example : {
                 Example{"", "2021-06-01T00:00:00.000Z"},
                 Example{"T00:00:00", "2021-06-01T00:00:00.000Z"},
                 Example{"T23:59:59Z", "2021-06-01T23:59:59.000Z"},
                 Example{"T10:20:30.9Z", "2021-06-01T10:20:30.900Z"},
                 Example{"T10:20:30.05", "2021-06-01T10:20:30.050Z"},
                 Example{"T10:20:30.007+00:00", "2021-06-01T10:20:30.007Z"},
                 Example{"T10:20:30.1239999Z", "2021-06-01T10:20:30.123Z"},
                 Example{"T10:20:30+1", "2021-06-01T09:20:30.000Z"},
                 Example{"T10:20:30+01", "2021-06-01T09:20:30.000Z"},
                 Example{"T10:20:30-130", "2021-06-01T11:50:30.000Z"},
                 Example{"T10:20:30-0130", "2021-06-01T11:50:30.000Z"},
                 Example{"T10:20:30+5:30", "2021-06-01T04:50:30.000Z"},
                 Example{"T10:20:30+05:30", "2021-06-01T04:50:30.000Z"},
                 Example{"T10:20:30+23:59", "2021-05-31T10:21:30.000Z"},
                 Example{"T10:20:30-00:59", "2021-06-01T11:19:30.000Z"},
             }) {
            CAPTURE(example.after_the_day);
            CHECK(shown(parse_instant("2021-06-01" + std::string(example.after_the_day))) ==
                  example.instant);
        }
        CHECK(shown(parse_instant("1969-12-31T23:59:59.25")) == "1969-12-31T23:59:59.250Z");
        CHECK(shown(parse_instant("0001-01-01")) == "0001-01-01T00:00:00.000Z");
    }

    TEST_CASE("are refused where a part is missing, odd or out of its range") {
        struct Example {
            std::string_view after_the_day, why;
        };
        constexpr std::string_view time = "a time of day is written hh:mm:ss";
        constexpr std::string_view end = "a time ends in Z or an offset such as +05:30";
        constexpr std::string_view form =
            "an offset is written +h, +hh, +hmm, +hhmm, +h:mm or +hh:mm";
        constexpr std::string_view range = "there is no such offset from UTC";
        for (const Example& example : {
                 Example{"T", time},
                 Example{"T10:20", time},
                 Example{"T10:20:3", time},
                 Example{"T1020:30", time},
                 Example{"T10:2030", time},
                 Example{"T10-20:30", time},
                 Example{"T10:20-30", time},
                 Example{"T1x:20:30", time},
                 Example{"T/0:20:30", time},
                 Example{"T:0:20:30", time},
                 Example{"T10:/0:30", time},
                 Example{"T10:20::0", time},
                 Example{"T:20:30", time},
                 Example{"T10::30", time},
                 Example{"T10:1/:30", time},
                 Example{"T10:20:3/", time},
                 Example{"T24:00:00", time},
                 Example{"T10:60:00", time},
                 Example{"T10:20:60", time},
                 Example{"T10:20:30.", "a fraction has digits"},
                 Example{"T10:20:30.Z", "a fraction has digits"},
                 Example{"T10:20:30z", end},
                 Example{"T10:20:30 ", end},
                 Example{"T10:20:30ZZ", end},
                 Example{"T10:20:30.5x", end},
                 Example{"T10:20:30+", form},
                 Example{"T10:20:30+:30", form},
                 Example{"T10:20:30+5:3", form},
                 Example{"T10:20:30+5:300", form},
                 Example{"T10:20:30+05:", form},
                 Example{"T10:20:30+005:30", form},
                 Example{"T10:20:30+00530", form},
                 Example{"T10:20:30+x", range},
                 Example{"T10:20:30+0x", range},
                 Example{"T10:20:30+05:x0", range},
                 Example{"T10:20:30+24:00", range},
                 Example{"T10:20:30-05:60", range},
             }) {
            CAPTURE(example.after_the_day);
            CHECK(shown(parse_instant("2021-06-01" + std::string(example.after_the_day))) ==
                  example.why);
        }
        CHECK(shown(parse_instant("2021-06T10:20:30")) == "a time of day follows a whole date");
        CHECK(shown(parse_instant("2021T10:20:30")) == "a time of day follows a whole date");
        CHECK_FALSE(parse_instant("2021-06-31"));
        CHECK_FALSE(parse_instant("T10:20:30"));
        CHECK_FALSE(parse_birth_date("2021-06-01T10:20:30"));
    }

    TEST_CASE("keep their time of day when they are shifted, and their day where they can") {
        constexpr std::string_view from = "2021-01-31T10:20:30.400";
        CHECK(shifted(from, 1, Unit::month) == "2021-03-03T10:20:30.400Z");
        CHECK(shifted(from, -2, Unit::month) == "2020-12-01T10:20:30.400Z");
        CHECK(shifted(from, -1, Unit::month) == "2020-12-31T10:20:30.400Z");
        CHECK(shifted(from, 11, Unit::month) == "2021-12-31T10:20:30.400Z");
        CHECK(shifted(from, 12, Unit::month) == "2022-01-31T10:20:30.400Z");
        CHECK(shifted(from, -13, Unit::year) == "2008-01-31T10:20:30.400Z");
        CHECK(shifted(from, 1, Unit::day) == "2021-02-01T10:20:30.400Z");
        CHECK(shifted(from, -25, Unit::hour) == "2021-01-30T09:20:30.400Z");
        CHECK(shifted("1969-05-15T10:20:30", 1, Unit::month) == "1969-06-15T10:20:30.000Z");
    }

    TEST_CASE("stay in the years 1 to 9999, to the last millisecond") {
        const std::string beyond = "the year is not between 1 and 9999";
        const std::string too_much = "the amount of time is too large";
        CHECK(shifted("0001-01-01", 0, Unit::day) == "0001-01-01T00:00:00.000Z");
        CHECK(shifted("0001-02-01", -1, Unit::month) == "0001-01-01T00:00:00.000Z");
        CHECK(shifted("0001-01-01", -1, Unit::hour) == beyond);
        CHECK(shifted("0001-01-01", -1, Unit::month) == beyond);
        CHECK(shifted("0001-06-01", -1, Unit::year) == beyond);
        CHECK(shifted("9999-12-31T23:59:59", 0, Unit::year) == "9999-12-31T23:59:59.000Z");
        CHECK(shifted("9999-11-30", 1, Unit::month) == "9999-12-30T00:00:00.000Z");
        CHECK(shifted("9999-12-31", 1, Unit::day) == beyond);
        CHECK(shifted("9999-12-31", 1, Unit::month) == beyond);
        CHECK(shifted("9999-06-01", 1, Unit::year) == beyond);
        for (const Unit unit : {Unit::year, Unit::month, Unit::day, Unit::hour}) {
            CHECK(shifted("2021-06-01", 100'000'000, unit) == beyond);
            CHECK(shifted("2021-06-01", -100'000'000, unit) == beyond);
            CHECK(shifted("2021-06-01", 100'000'001, unit) == too_much);
            CHECK(shifted("2021-06-01", -100'000'001, unit) == too_much);
        }
    }
}
