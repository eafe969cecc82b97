// SPDX-License-Identifier: Apache-2.0
#include "encoding/base64url.hpp"

#include <algorithm>

#include <doctest/doctest.h>

namespace vaxcert::encoding {

TEST_SUITE("base64url") {
    TEST_CASE("encodes and decodes the examples of RFC 4648, without their padding") {
        struct Example {
            std::string_view bytes, text;
        };
        for (const Example& example : {
                 Example{"", ""},
                 Example{"f", "Zg"},
                 Example{"fo", "Zm8"},
                 Example{"foo", "Zm9v"},
                 Example{"foob", "Zm9vYg"},
                 Example{"fooba", "Zm9vYmE"},
                 Example{"foobar", "Zm9vYmFy"},
                 Example{"\xfb\xff", "-_8"},
             }) {
            CAPTURE(example.text);
            CHECK(to_base64url(as_bytes(example.bytes)) == example.text);
            const auto decoded = from_base64url(example.text);
            REQUIRE(decoded);
            CHECK(std::ranges::equal(*decoded, as_bytes(example.bytes)));
        }
    }

    TEST_CASE("refuses what no encoder writes, and says where") {
        struct Refusal {
            std::string_view text;
            std::string detail;
        };
        const std::string alphabet = " is not in the base64url alphabet";
        const std::string left_over = "the last character has bits that belong to no byte";
        for (const Refusal& refusal : {
                 Refusal{"A", "length 1 leaves one character over"},
                 Refusal{"AAAAA", "length 5 leaves one character over"},
                 Refusal{"Zg==", "character 2" + alphabet},
                 Refusal{"Zm8=", "character 3" + alphabet},
                 Refusal{"Zm9v\n", "length 5 leaves one character over"},
                 Refusal{"Zm 9", "character 2" + alphabet},
                 Refusal{"+/AA", "character 0" + alphabet},
                 Refusal{"AA\xc3\xa9", "character 2" + alphabet},
                 Refusal{"Zh", left_over},
                 Refusal{"Zm9", left_over},
             }) {
            CAPTURE(refusal.text);
            const auto decoded = from_base64url(refusal.text);
            REQUIRE_FALSE(decoded);
            CHECK(decoded.error() == Error{Reason::bad_base64url, refusal.detail});
        }
    }

    TEST_CASE("right padding is tolerated where it is asked for") {
        for (const char* text : {"", "Zg", "Zg==", "Zm8", "Zm8=", "Zm9v"}) {
            CAPTURE(text);
            CHECK(from_base64url_padded_or_not(text));
        }
        for (const char* text : {"=", "==", "====", "Zg=", "Zg===", "Zm8==", "Zm9v=", "Zm9v==",
                                 "Zm9v====", "Z===", "Zh==", "Zg==Zg==", "Zg=\n"}) {
            CAPTURE(text);
            CHECK_FALSE(from_base64url_padded_or_not(text));
        }
    }
}

}  // namespace vaxcert::encoding
