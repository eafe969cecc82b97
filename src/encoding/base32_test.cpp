// SPDX-License-Identifier: Apache-2.0
#include "encoding/base32.hpp"

#include <algorithm>

#include <doctest/doctest.h>

namespace vaxcert::encoding {

TEST_SUITE("base32") {
    TEST_CASE("encodes and decodes the examples of RFC 4648, without their padding") {
        struct Example {
            std::string_view bytes, text;
        };
        for (const Example& example : {
                 Example{"", ""},
                 Example{"f", "MY"},
                 Example{"fo", "MZXQ"},
                 Example{"foo", "MZXW6"},
                 Example{"foob", "MZXW6YQ"},
                 Example{"fooba", "MZXW6YTB"},
                 Example{"foobar", "MZXW6YTBOI"},
             }) {
            CAPTURE(example.text);
            CHECK(to_base32(as_bytes(example.bytes)) == example.text);
            const auto decoded = from_base32(example.text);
            REQUIRE(decoded);
            CHECK(std::ranges::equal(*decoded, as_bytes(example.bytes)));
        }
    }

    TEST_CASE("refuses what no encoder writes, and says where") {
        struct Refusal {
            std::string_view text;
            std::string detail;
        };
        const std::string alphabet = " is not in the base32 alphabet";
        const std::string left_over = "the last character has bits that belong to no byte";
        for (const Refusal& refusal : {
                 Refusal{"A", "length 1 leaves one character over"},
                 Refusal{"AAA", "length 3 leaves one character over"},
                 Refusal{"AAAAAA", "length 6 leaves one character over"},
                 Refusal{"MZXW6YTBA", "length 9 leaves one character over"},
                 Refusal{"my", "character 0" + alphabet},
                 Refusal{"M0", "character 1" + alphabet},
                 Refusal{"M1", "character 1" + alphabet},
                 Refusal{"M8", "character 1" + alphabet},
                 Refusal{"MY======", "character 2" + alphabet},
                 Refusal{"MZ", left_over},
                 Refusal{"MZXR", left_over},
                 Refusal{"MZXW7", left_over},
                 Refusal{"MZXW6YR", left_over},
             }) {
            CAPTURE(refusal.text);
            const auto decoded = from_base32(refusal.text);
            REQUIRE_FALSE(decoded);
            CHECK(decoded.error() == Error{Reason::bad_base32, refusal.detail});
        }
    }
}

}  // namespace vaxcert::encoding
