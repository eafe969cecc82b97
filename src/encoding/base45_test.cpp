// SPDX-License-Identifier: Apache-2.0
#include "encoding/base45.hpp"

#include <algorithm>

#include <doctest/doctest.h>

namespace vaxcert::encoding {

TEST_SUITE("base45") {
    TEST_CASE("encodes and decodes the examples of RFC 9285") {
        struct Example {
            std::string_view bytes, text;
        };
        for (const Example& example : {
                 Example{"", ""},
                 Example{"AB", "BB8"},
                 Example{"Hello!!", "%69 VD92EX0"},
                 Example{"base-45", "UJCLQE7W581"},
                 Example{"ietf!", "QED8WEX0"},
             }) {
            CAPTURE(example.text);
            CHECK(to_base45(as_bytes(example.bytes)) == example.text);
            const auto decoded = from_base45(example.text);
            REQUIRE(decoded);
            CHECK(std::ranges::equal(*decoded, as_bytes(example.bytes)));
        }
    }

    TEST_CASE("refuses what no encoder writes, and says where") {
        struct Refusal {
            std::string_view why, text;
            std::string detail;
        };
        const std::string too_large = " is too large for its bytes";
        for (const Refusal& refusal : {
                 Refusal{"a lone last character", "BB8A", "length 4 leaves one character over"},
                 Refusal{"a lower-case letter", "BBb", "character 2 is not in the Base45 alphabet"},
                 Refusal{"no ASCII", "BB8\xc3\xa9", "character 4 is not in the Base45 alphabet"},
                 Refusal{"three characters above 65535", "GGW", "group at character 0" + too_large},
                 Refusal{"two characters above 255", "BB8::", "group at character 3" + too_large},
             }) {
            CAPTURE(refusal.why);
            const auto decoded = from_base45(refusal.text);
            REQUIRE_FALSE(decoded);
            CHECK(decoded.error() == Error{Reason::bad_base45, refusal.detail});
        }
    }

    TEST_CASE("the largest values are read, and one more is not") {
        CHECK(*from_base45("FGW") == Bytes{0xff, 0xff});
        CHECK_FALSE(from_base45("GGW"));
        CHECK(*from_base45("U5") == Bytes{0xff});
        CHECK_FALSE(from_base45("V5"));
    }
}

}  // namespace vaxcert::encoding
