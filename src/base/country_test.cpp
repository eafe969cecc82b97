// SPDX-License-Identifier: Apache-2.0
#include "base/country.hpp"

#include <doctest/doctest.h>

using namespace vaxcert;

TEST_SUITE("country") {
    TEST_CASE("is the same in two letters and in three") {
        CHECK(is_same_country("AU", "AUS"));
        CHECK(is_same_country("ZWE", "ZW"));
        CHECK(is_same_country("AD", "AND"));
        CHECK(is_same_country("UTO", "UT"));
        CHECK(is_same_country("D", "DEU"));
        CHECK(alpha_3("NZ") == "NZL");
        CHECK(alpha_3("UT") == "UTO");
        CHECK(alpha_3("UN") == "UNO");
        CHECK(alpha_2("QQQ") == "QQQ");
        CHECK(alpha_3("QQ") == "QQ");
    }

    TEST_CASE("is also what has no land, in passports and in their authorities' certificates") {
        struct Pair {
            std::string_view one, other;
        };
        for (const Pair& pair : {Pair{"EU", "EUE"},
                                 {"UN", "UNO"},
                                 {"UN", "UNA"},
                                 {"UNK", "UNO"},
                                 {"XO", "XOM"},
                                 {"XP", "XPO"},
                                 {"XOM", "XOM"},
                                 {"UK", "GBR"},
                                 {"GBD", "GBR"}}) {
            CAPTURE(pair.one);
            CHECK(is_same_country(pair.one, pair.other));
            CHECK(is_same_country(pair.other, pair.one));
        }
        CHECK_FALSE(is_same_country("XOM", "XPO"));
        CHECK_FALSE(is_same_country("EU", "UN"));
        CHECK_FALSE(is_same_country("XXA", "XX"));
    }

    TEST_CASE("is another where the codes only look alike") {
        CHECK_FALSE(is_same_country("AU", "AUT"));
        CHECK_FALSE(is_same_country("CH", "CHN"));
        CHECK_FALSE(is_same_country("NZ", ""));
        CHECK_FALSE(is_same_country("au", "AU"));
    }
}
