// SPDX-License-Identifier: Apache-2.0
#include "base/utf8.hpp"

#include <doctest/doctest.h>

namespace vaxcert {

TEST_SUITE("utf8") {
    TEST_CASE("every code point is written as one that is read back, and surrogates are not") {
        for (char32_t code_point = 0; code_point <= 0x110000; ++code_point) {
            std::string text;
            append_utf8(code_point, text);
            const std::size_t length = utf8_length(text, 0);
            const bool surrogate = code_point >= 0xd800 && code_point <= 0xdfff;
            const bool good =
                length == text.size() && utf8_code_point(text, 0, length) == code_point;
            if (good == (surrogate || code_point > 0x10ffff)) FAIL("code point " << code_point);
        }
    }

    TEST_CASE("finds where a text stops being UTF-8") {
        struct Example {
            std::string_view text;
            std::size_t at;
        };
        for (const Example& example : {
                 Example{"", std::string_view::npos},
                 Example{"a\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80", std::string_view::npos},
                 Example{"a\x80", 1},             // a tail without a head
                 Example{"a\xc3", 1},             // cut short
                 Example{"\xe2\x82", 0},          //
                 Example{"\xf0\x9f\x98", 0},      //
                 Example{"\xe2\x82 ", 0},         // a head without all its tails
                 Example{"\xc0\x80", 0},          // overlong
                 Example{"\xc1\xbf", 0},          //
                 Example{"\xe0\x9f\xbf", 0},      //
                 Example{"\xf0\x8f\xbf\xbf", 0},  //
                 Example{"\xed\xa0\x80", 0},      // a surrogate
                 Example{"\xf4\x90\x80\x80", 0},  // above U+10FFFF
                 Example{"\xf5\x80\x80\x80", 0},  //
                 Example{"ok\xff", 2},            // never a byte of UTF-8
             }) {
            CAPTURE(example.at);
            CHECK(first_bad_utf8(example.text) == example.at);
        }
    }
}

}  // namespace vaxcert
