// SPDX-License-Identifier: Apache-2.0
#include "trust/age.hpp"

#include <doctest/doctest.h>

#include "trust/world_for_tests.hpp"

using namespace vaxcert;
using namespace vaxcert::for_tests;

namespace {

std::string words(const std::vector<Finding>& findings) {
    std::string text;
    for (const Finding& finding : findings)
        text += std::string(text.empty() ? "" : ", ") + name(finding.error.reason) + ' ' +
                name(finding.effect);
    return text;
}

}  // namespace

TEST_SUITE("age of a trust list") {
    TEST_CASE("is nothing until the next update, a note in the days of grace, and then a doubt") {
        const TrustSource source{3, at("2021-08-01T00:00:00Z"), at("2021-08-08T00:00:00Z"),
                                 std::chrono::hours(48)};
        CHECK(words(age_of(source, at("2021-08-01T00:00:00Z"))) == "");
        CHECK(words(age_of(source, at("2021-08-08T00:00:00Z"))) == "");
        CHECK(words(age_of(source, at("2021-08-08T00:00:01Z"))) == "trust-stale accepted");
        CHECK(words(age_of(source, at("2021-08-10T00:00:00Z"))) == "trust-stale accepted");
        CHECK(words(age_of(source, at("2021-08-10T00:00:01Z"))) == "trust-stale undecided");
        CHECK(age_of(source, at("2021-08-10T00:00:01Z"))[0].error.detail ==
              "the trust list is of 2021-08-01T00:00:00Z, and there should be a newer one since "
              "2021-08-08T00:00:00Z; checked for 2021-08-10T00:00:01Z");
    }

    TEST_CASE("is a doubt about the clock before it was made") {
        const TrustSource source{3, at("2021-08-01T00:00:00Z"), at("2021-08-08T00:00:00Z")};
        CHECK(words(age_of(source, at("2021-07-31T23:55:00Z"))) == "");
        CHECK(words(age_of(source, at("2021-07-31T23:54:59Z"))) == "clock-doubtful undecided");
        CHECK(words(age_of(source, at("1991-07-31T00:00:00Z"))) == "clock-doubtful undecided");
    }

    TEST_CASE("is told of a bundle before any key of it is used") {
        const BundleFacts facts = TrustWorld().facts;
        const auto told = [&](const char* now) {
            return words(check_age(facts, std::chrono::hours(48), at(now)));
        };
        CHECK(told("2021-07-31T23:54:59Z") == "clock-doubtful undecided");
        CHECK(told("2021-08-08T00:00:00Z") == "");
        CHECK(told("2021-08-10T00:00:00Z") == "trust-stale accepted");
        CHECK(told("2021-08-10T00:00:01Z") == "trust-stale undecided");
    }
}
