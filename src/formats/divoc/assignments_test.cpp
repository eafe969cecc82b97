// SPDX-License-Identifier: Apache-2.0
#include "formats/divoc/assignments.hpp"

#include <doctest/doctest.h>

#include <array>

using namespace vaxcert::divoc;

namespace {

using Texts = std::span<const std::string_view>;

/// Sensible: the first is a letter and the second a digit.
bool letter_then_digit(Texts each) {
    return each[0] >= "A" && each[0] <= "Z" && each[1] >= "0" && each[1] <= "9";
}

Standing of(std::array<std::string_view, 2> claimed, std::vector<std::string_view> fixed = {}) {
    return standing(claimed, fixed, letter_then_digit);
}

}  // namespace

TEST_SUITE("assignments") {
    TEST_CASE("a claim is certain when it alone makes sense") {
        CHECK(of({"A", "1"}) == Standing::certain);
    }

    TEST_CASE("an exchange is seen when only the other way round makes sense") {
        CHECK(of({"1", "A"}) == Standing::exchanged);
    }

    TEST_CASE("nothing is known when both ways make sense, or none does") {
        CHECK(of({"A", "B"}) == Standing::unknown);
        const std::array<std::string_view, 2> claimed = {"A", "B"};
        CHECK(standing(claimed, {}, [](Texts) { return true; }) == Standing::unknown);
    }

    TEST_CASE("a value that another member holds may be repeated without a trace") {
        // "2" is signed anyway: the second member may hold it or "1"... but then "1" must be held.
        CHECK(of({"A", "1"}, {"2"}) == Standing::certain);
        // Here nothing but the fixed value is left for the second member's own.
        CHECK(of({"A", "2"}, {"2"}) == Standing::certain);
        CHECK(of({"A", "2"}, {"2", "3"}) == Standing::unknown);
    }
}
