// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "certificate/list_index.hpp"

using namespace vaxcert;

TEST_SUITE("list index") {
    TEST_CASE("is a certificate's id that is a number as lists have them") {
        CHECK(*list_index("0") == 0);
        CHECK(*list_index("94567") == 94567);
        CHECK(*list_index("999999999") == 999999999);  // any of nine digits
        CHECK(*list_index("1073741823") == 1073741823);
        for (const char* id : {"", "1073741824", "99999999999999999999", "007", "+7", "-7", " 7",
                               "7 ", "7a", "a7", "0x7"}) {
            CAPTURE(id);
            const auto index = list_index(id);
            REQUIRE_FALSE(index);
            CHECK(index.error().reason == Reason::record_invalid);
        }
    }
}
