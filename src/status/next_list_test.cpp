// SPDX-License-Identifier: Apache-2.0
// What an issuer's next list holds.

#include <doctest/doctest.h>

#include "status/status_file_for_tests.hpp"

using namespace vaxcert;
using namespace vaxcert::for_tests;

TEST_SUITE("next status list") {
    TEST_CASE("is the last one's successor in number and time") {
        const StatusHeader last = header_of_list();
        const Time later = last.issued + std::chrono::hours(24);
        const auto next = next_header(last, later, later + std::chrono::hours(1));
        REQUIRE(next);
        CHECK(next->issuer == last.issuer);
        CHECK(next->key_id == last.key_id);
        CHECK(next->for_test == last.for_test);
        CHECK(next->sequence == last.sequence + 1);
        CHECK(next->issued == later);
        CHECK(next->next_update == later + std::chrono::hours(1));
        CHECK(next_header(last, last.issued, later));
        const auto earlier = next_header(last, last.issued - std::chrono::seconds(1), later);
        REQUIRE_FALSE(earlier);
        CHECK(earlier.error() ==
              Error{Reason::bad_status_list,
                    "the list was made at 2021-06-01T00:00:00Z, and it is 2021-05-31T23:59:59Z "
                    "now"});
    }

    TEST_CASE("has a number as long as there is one") {
        StatusHeader last = header_of_list();
        last.sequence = ~std::uint64_t{0} - 1;
        const auto next = next_header(last, last.next_update, last.next_update);
        REQUIRE(next);
        CHECK(next->sequence == ~std::uint64_t{0});
        const auto none = next_header(*next, last.next_update, last.next_update);
        REQUIRE_FALSE(none);
        CHECK(none.error() ==
              Error{Reason::bad_status_list, "the list has the last number there is"});
    }

    const Date today = day("2021-06-08");

    TEST_CASE("has what is new, in its place") {
        const auto next = next_list(sorted({entry("one"), entry("two")}),
                                    {entry("three"), entry("one"), entry("four")}, today);
        REQUIRE(next);
        CHECK(next->entries == sorted({entry("one"), entry("two"), entry("three"), entry("four")}));
        CHECK(next->added == 2);
        CHECK(next->unchanged == 1);
        CHECK(next->changed == 0);
        CHECK(next->lifted == 0);
        CHECK(next->dropped == 0);
    }

    TEST_CASE("loses an entry only after its certificate") {
        const auto until = [&](std::string_view id, std::string_view date) {
            return entry(id, Withdrawn::withdrawn, {}, day(date));
        };
        const auto next = next_list(
            sorted({until("gone", "2021-06-07"), until("today", "2021-06-08"), entry("ever")}),
            {until("gone too", "2021-06-07")}, today);
        REQUIRE(next);
        CHECK(next->entries == sorted({until("today", "2021-06-08"), entry("ever")}));
        CHECK(next->dropped == 2);
        CHECK(next->added == 0);
    }

    TEST_CASE("keeps an entry as long as any mention of it asks for") {
        const Date july = day("2021-07-01"), august = day("2021-08-01");
        struct Row {
            std::optional<Date> last, change, kept;
        };
        for (const Row& row :
             {Row{july, august, august}, Row{august, july, august}, Row{july, july, july},
              Row{august, {}, {}}, Row{{}, august, {}}, Row{{}, {}, {}}}) {
            const auto until = [](const std::optional<Date>& date) {
                return entry("one", Withdrawn::withdrawn, {}, date);
            };
            for (const bool listed : {true, false}) {
                const auto next =
                    listed ? next_list(std::vector{until(row.last)}, {until(row.change)}, today)
                           : next_list({}, {until(row.last), until(row.change)}, today);
                REQUIRE(next);
                CHECK(next->entries == std::vector{until(row.kept)});
                CHECK(next->added == (listed ? 0 : 1));
                const bool changed = listed && row.last != row.kept;
                CHECK(next->changed == (changed ? 1 : 0));
                CHECK(next->unchanged == (listed && !changed ? 1 : 0));
            }
        }
    }

    TEST_CASE("lifts a suspension and nothing else") {
        const auto lift = entry("one", Withdrawn::lifted);
        const auto lifted =
            next_list(std::vector{entry("one", Withdrawn::suspended)}, {lift}, today);
        REQUIRE(lifted);
        CHECK(lifted->entries.empty());
        CHECK(lifted->lifted == 1);
        for (const Withdrawn state : {Withdrawn::withdrawn, Withdrawn::superseded}) {
            const auto refused = next_list(std::vector{entry("one", state)}, {lift}, today);
            REQUIRE_FALSE(refused);
            CHECK(refused.error() == Error{Reason::bad_status_list,
                                           std::string("a certificate that is ") + name(state) +
                                               " stays so: only a suspension can be lifted"});
        }
        const auto nothing = next_list({}, {lift}, today);
        CHECK(nothing->entries.empty());
        CHECK(nothing->lifted == 0);
        CHECK(nothing->added == 0);
        // In one go: suspended, lifted, and withdrawn after all, since a later day.
        const auto since = [&](Withdrawn state, std::string_view date) {
            return entry("one", state, day(date));
        };
        const auto after_all = next_list(
            std::vector{since(Withdrawn::suspended, "2021-06-01")},
            {lift, since(Withdrawn::suspended, "2021-06-02"),
             since(Withdrawn::withdrawn, "2021-06-03"), since(Withdrawn::withdrawn, "2021-06-04")},
            today);
        REQUIRE(after_all);
        CHECK(after_all->entries == std::vector{since(Withdrawn::withdrawn, "2021-06-03")});
    }

    TEST_CASE("says more against a certificate, never less") {
        const auto state_after = [&](Withdrawn before, Withdrawn change) {
            const auto next =
                next_list(std::vector{entry("one", before)}, {entry("one", change)}, today);
            REQUIRE(next);
            CHECK(next->added == 0);
            CHECK(next->changed + next->unchanged == 1);
            CHECK((next->changed == 1) == (next->entries.at(0).state() != before));
            return next->entries.at(0).state();
        };
        using enum Withdrawn;
        CHECK(state_after(suspended, withdrawn) == withdrawn);
        CHECK(state_after(suspended, superseded) == superseded);
        CHECK(state_after(superseded, withdrawn) == withdrawn);
        CHECK(state_after(withdrawn, suspended) == withdrawn);
        CHECK(state_after(withdrawn, superseded) == withdrawn);
        CHECK(state_after(superseded, suspended) == superseded);
    }
}
