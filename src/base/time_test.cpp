// SPDX-License-Identifier: Apache-2.0
#include <vaxcert/time.hpp>

#include <doctest/doctest.h>

using namespace vaxcert;

TEST_SUITE("time") {
    TEST_CASE("reads RFC 3339 and prints UTC") {
        struct Example {
            std::string_view text, utc;
        };
        for (const Example& example : {
                 Example{"2021-03-03T04:28:43.134Z", "2021-03-03T04:28:43Z"},
                 Example{"2021-03-03T09:58:43+05:30", "2021-03-03T04:28:43Z"},
                 Example{"2020-02-29T23:59:59-00:01", "2020-03-01T00:00:59Z"},
                 Example{"1969-12-31T23:59:59Z", "1969-12-31T23:59:59Z"},
             }) {
            CAPTURE(example.text);
            const auto time = parse_time(example.text);
            REQUIRE(time);
            CHECK(to_text(*time) == example.utc);
        }
    }

    TEST_CASE("refuses what RFC 3339 does not write") {
        for (const std::string_view text : {
                 "",
                 "2021-03-03",
                 "2021-03-03t04:28:43Z",
                 "2021-03-03T04:28:43z",
                 "2021-03-03 04:28:43Z",
                 "2021-02-29T00:00:00Z",
                 "2021-03-03T24:00:00Z",
                 "2021-03-03T23:59:60Z",
                 "2021-03-03T04:28:43",
                 "2021-03-03T04:28:43+0530",
                 "2021-03-03T04:28:43+24:00",
                 "2021-03-03T04:28:43.Z",
                 "2021-03-03T04:28:43ZZ",
                 "2021-3-3T04:28:43Z",
                 "+2021-03-03T04:28:43Z",
                 "2021-13-01T00:00:00Z",
             }) {
            CAPTURE(text);
            const auto time = parse_time(text);
            REQUIRE_FALSE(time);
            CHECK(time.error().reason == Reason::bad_date);
        }
    }
}

TEST_SUITE("date") {
    TEST_CASE("keeps the precision it was stated in") {
        for (const std::string_view text : {"1950", "1950-12", "1950-12-31", "2024-02-29"}) {
            CAPTURE(text);
            const auto date = Date::parse(text);
            REQUIRE(date);
            CHECK(date->text() == text);
        }
        CHECK(Date::parse("2023-02")->last_day() == Date::parse("2023-02-28")->first_day());
        CHECK(Date::parse("2023")->last_day() == Date::parse("2023-12-31")->first_day());
    }

    TEST_CASE("refuses a day that is not in the calendar, and other notations") {
        for (const std::string_view text : {"", "21", "2021-", "2021-00", "2021-13", "2021-02-29",
                                            "2021-2-3", "2021-02-03T", "03-02-2021", " 2021"}) {
            CAPTURE(text);
            CHECK_FALSE(Date::parse(text));
        }
    }
}
