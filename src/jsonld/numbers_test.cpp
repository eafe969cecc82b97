// SPDX-License-Identifier: Apache-2.0
#include "jsonld/numbers.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace vaxcert::jsonld;

namespace {

std::string text(double number, bool as_double, Profile profile) {
    return std::string(to_literal(number, as_double, profile).text());
}

}  // namespace

TEST_SUITE("numbers") {
    TEST_CASE("are integers or doubles by the W3C's rule, or by jsonld.js's") {
        struct Example {
            double number;
            std::string_view standard, legacy;
        };
        for (const Example& example : {
                 Example{1, "1", "1"},
                 Example{-0.0, "0", "0"},
                 Example{1.5, "1.5E0", "1.5E0"},
                 Example{0.1, "1.0E-1", "1.0E-1"},
                 Example{123456.789, "1.23456789E5", "1.23456789E5"},
                 Example{2.5e-7, "2.5E-7", "2.5E-7"},
                 Example{9007199254740992.0, "9007199254740992", "9007199254740992"},
                 Example{1e20, "100000000000000000000", "100000000000000000000"},
                 Example{123456789012345680000.0, "123456789012345683968", "123456789012345683968"},
                 Example{12345678901234567000.0, "12345678901234567168", "12345678901234567168"},
                 Example{1e21, "1.0E21", "1e+21"},
                 Example{1.5e21, "1.5E21", "1.5E21"},
                 Example{1e23, "9.999999999999999E22", "1e+23"},
                 Example{1.7976931348623157e308, "1.797693134862316E308", "1.797693134862316E308"},
                 // What prints without a point was taken for whole, and cut to it.
                 Example{1e-7, "1.0E-7", "0"},
                 Example{-1e-7, "-1.0E-7", "-0"},
             }) {
            CAPTURE(example.number);
            CHECK(text(example.number, false, Profile::standard) == example.standard);
            CHECK(text(example.number, false, Profile::jsonld_js_2) == example.legacy);
        }
    }

    TEST_CASE("are doubles where the term says so") {
        for (const Profile profile : {Profile::standard, Profile::jsonld_js_2}) {
            CHECK(text(1, true, profile) == "1.0E0");
            CHECK(text(1e-7, true, profile) == "1.0E-7");
            CHECK(to_literal(1, true, profile).is_double);
            CHECK_FALSE(to_literal(1, false, profile).is_double);
        }
    }
}
