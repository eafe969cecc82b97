// SPDX-License-Identifier: Apache-2.0
#include "json/write.hpp"

#include <cmath>
#include <limits>
#include <stdexcept>
#include <string>

#include <doctest/doctest.h>

#include "json/parse.hpp"

namespace vaxcert::json {

TEST_SUITE("json write") {
    TEST_CASE("writes minified text, members in their order") {
        const Value value = Object{{"z", Array{1, -0.5, true, false, nullptr}},
                                   {"a", Object{}},
                                   {"b", Array{}},
                                   {"c", Object{{"d", "e"}}}};
        CHECK(to_text(value) == R"({"z":[1,-0.5,true,false,null],"a":{},"b":[],"c":{"d":"e"}})");
    }

    TEST_CASE("escapes only what must be escaped") {
        CHECK(to_text(Value("\"\\/\b\f\n\r\t\x1f\x7f\xc3\xa9")) ==
              "\"\\\"\\\\/\\b\\f\\n\\r\\t\\u001f\x7f\xc3\xa9\"");
        CHECK(to_text(Value(std::string_view("a\0b", 3))) == "\"a\\u0000b\"");
    }

    TEST_CASE("an escape may stand at any place of a longer string") {
        for (std::size_t before = 0; before < 20; ++before)
            for (const std::string& odd :
                 {std::string("\n"), std::string("\""), std::string("\x01"), std::string("\\"),
                  std::string("\x1f\xc3\xa9"), std::string("\xc3\xa9 !#[]~\x7f")}) {
                const std::string text = std::string(before, 'a') + odd + "and what follows it";
                CAPTURE(before);
                CAPTURE(odd);
                const auto read = parse(to_text(text), Budget::for_one_certificate());
                REQUIRE(read);
                CHECK(read->string() == text);
            }
    }

    TEST_CASE("prints numbers as ECMAScript does") {
        struct Example {
            double number;
            std::string_view text;
        };
        for (const Example& example : {
                 Example{0, "0"},
                 Example{-0.0, "0"},
                 Example{1, "1"},
                 Example{-1.5, "-1.5"},
                 Example{123456789, "123456789"},
                 Example{0.1, "0.1"},
                 Example{0.000001, "0.000001"},
                 Example{0.0000012, "0.0000012"},
                 Example{0.0000001, "1e-7"},
                 Example{1.2e-7, "1.2e-7"},
                 Example{1e20, "100000000000000000000"},
                 Example{1e21, "1e+21"},
                 Example{1.5e21, "1.5e+21"},
                 Example{123456789012345680000.0, "123456789012345680000"},
                 Example{9007199254740992, "9007199254740992"},
                 Example{5e-324, "5e-324"},
                 Example{1.7976931348623157e308, "1.7976931348623157e+308"},
                 Example{4.35, "4.35"},
             }) {
            CAPTURE(example.text);
            CHECK(number_text(example.number) == example.text);
        }
    }

    TEST_CASE("a number that JSON does not have is a bug") {
        CHECK_THROWS_AS(number_text(std::nan("")), std::domain_error);
        CHECK_THROWS_AS(number_text(std::numeric_limits<double>::infinity()), std::domain_error);
    }
}

}  // namespace vaxcert::json
