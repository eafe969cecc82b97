// SPDX-License-Identifier: Apache-2.0
#include "encoding/base64.hpp"

#include <algorithm>

#include <doctest/doctest.h>

using namespace vaxcert;
using namespace vaxcert::encoding;

TEST_SUITE("base64") {
    TEST_CASE("encodes and decodes the examples of RFC 4648") {
        struct Example {
            std::string_view bytes, text;
        };
        for (const Example& example :
             {Example{"", ""}, Example{"f", "Zg=="}, Example{"fo", "Zm8="}, Example{"foo", "Zm9v"},
              Example{"foob", "Zm9vYg=="}, Example{"fooba", "Zm9vYmE="},
              Example{"foobar", "Zm9vYmFy"}, Example{"\xfb\xef\xff", "++//"}}) {
            CAPTURE(example.text);
            CHECK(to_base64(as_bytes(example.bytes)) == example.text);
            const auto decoded = from_base64(example.text);
            REQUIRE(decoded);
            CHECK(std::ranges::equal(*decoded, as_bytes(example.bytes)));
        }
    }

    TEST_CASE("refuses what no encoder writes") {
        for (const std::string_view text : {"Zg", "Zg=", "Z===", "Zh==", "Zm9", "Zm9v\n", "--__",
                                            "Zm 9", "Zg==Zg==", "====", "Zm9v====", "Z=9v"}) {
            CAPTURE(text);
            const auto decoded = from_base64(text);
            REQUIRE_FALSE(decoded);
            CHECK(decoded.error().reason == Reason::bad_base64url);
        }
    }
}
