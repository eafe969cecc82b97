// SPDX-License-Identifier: Apache-2.0
#include "certificate/members.hpp"

#include <doctest/doctest.h>

using namespace vaxcert;

TEST_SUITE("members") {
    TEST_CASE("names what claims state, and nothing else") {
        Claims claims;
        claims.person.name = "Test Person One";
        claims.person.address.city = "Testville";
        Vaccination event;
        event.dose = 1;
        event.disease.display = "COVID-19";
        claims.event = event;
        CHECK(stated_members(claims) ==
              std::vector<std::string_view>{"person.name", "person.address.city",
                                            "vaccination.disease", "vaccination.dose"});
    }

    TEST_CASE("names what a format has no place for") {
        Claims claims;
        claims.person.name = "Test Person One";
        claims.person.address.city = "Testville";
        claims.person.address.country = "IN";
        claims.earlier_events.emplace_back(Recovery{});
        constexpr std::string_view name_and_address[] = {"person.name", "person.address."};
        CHECK(left_out(claims, name_and_address) == std::vector<std::string>{"earlier_events"});
        constexpr std::string_view city[] = {"person.address.city"};
        CHECK(left_out(claims, city) ==
              std::vector<std::string>{"person.name", "person.address.country", "earlier_events"});
    }
}
