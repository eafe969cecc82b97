// SPDX-License-Identifier: Apache-2.0
// What a check point is told of each demand, on either side of its limit: the numbers that were
// found, and those that were asked for.

#include <functional>

#include <doctest/doctest.h>

#include "certificate/toy_certificate.hpp"
#include "policy/check.hpp"

using namespace vaxcert;

namespace {

/// Dose 2 of 2, a month before the check.
struct World {
    Claims claims;
    Policy policy;

    World() {
        Vaccination event;
        event.product = "Example Vaccine";
        event.dose = 2;
        event.total_doses = 2;
        event.date = "2021-07-01";
        claims.event = event;
    }

    Vaccination& dose() { return std::get<Vaccination>(claims.event); }

    Test& test() {
        claims.event = Test{};
        std::get<Test>(claims.event).result = "Negative";
        std::get<Test>(claims.event).sample_time = "2021-07-30T12:00:00Z";
        return std::get<Test>(claims.event);
    }

    Recovery& recovery() {
        claims.event = Recovery{};
        return std::get<Recovery>(claims.event);
    }

    void disease(const char* name, const char* code, const char* date) {
        dose().disease = {{}, code, name};
        dose().date = date;
    }
};

struct Case {
    std::function<void(World&)> change;
    std::string said;  ///< "" if it is enough
};

void check(std::initializer_list<Case> cases) {
    const Time now = *parse_time("2021-08-01T12:00:00Z");
    for (const Case& each : cases) {
        World world;
        each.change(world);
        std::string said;
        for (const Finding& finding :
             check_policy(toy_certificate(world.claims), world.policy, {}, now)) {
            CHECK(finding.step == Step::policy);
            said += (said.empty() ? "" : "; ") + std::string(name(finding.effect)) + ' ' +
                    name(finding.error.reason) + ": " + finding.error.detail;
        }
        CHECK(said == each.said);
    }
}

const std::string unmet = "rejected rule-not-met: ";

}  // namespace

TEST_SUITE("policy, in words") {
    TEST_CASE("a certificate of the future may mean that the clock is wrong") {
        check({{[](World& w) { w.claims.certificate.issued_at = "2021-08-01T12:00:00Z"; }, ""},
               {[](World& w) { w.claims.certificate.issued_at = "2021-08-01"; }, ""},
               {[](World& w) { w.claims.certificate.issued_at = "2021-08-01T12:00:01Z"; },
                "undecided not-yet-valid: issued on 2021-08-01T12:00:01Z; checked for "
                "2021-08-01T12:00:00Z: is the clock right?"},
               {[](World& w) { w.claims.certificate.valid_from = "2021-08-01T12:00:01Z"; },
                "rejected not-yet-valid: valid from 2021-08-01T12:00:01Z; checked for "
                "2021-08-01T12:00:00Z"},
               {[](World& w) { w.claims.certificate.expires_at = "2021-08-01T11:59:59Z"; },
                "rejected expired: expired on 2021-08-01T11:59:59Z; checked for "
                "2021-08-01T12:00:00Z"}});
    }

    TEST_CASE("doses and courses are counted") {
        check(
            {{[](World& w) { w.policy.min_doses = 2; }, ""},
             {[](World& w) { w.policy.min_doses = 3; }, unmet + "dose 2; at least 3 are asked for"},
             {[](World& w) {
                  w.policy.min_doses = 1;
                  w.dose().dose.reset();
              },
              unmet + "dose 0; at least 1 are asked for"},
             {[](World& w) {
                  w.policy.complete_course = true;
                  w.dose().dose = 3;
              },
              ""},
             {[](World& w) {
                  w.policy.complete_course = true;
                  w.dose().dose = 1;
              },
              unmet + "dose 1 of 2; the whole course is asked for"},
             {[](World& w) {
                  w.policy.complete_course = true;
                  w.dose().total_doses.reset();
              },
              unmet + "dose 2 of 0; the whole course is asked for"},
             // A course of no doses is not complete before the first.
             {[](World& w) {
                  w.policy.complete_course = true;
                  w.dose().dose = 0;
                  w.dose().total_doses = 0;
              },
              unmet + "dose 0 of 0; the whole course is asked for"},
             {[](World& w) {
                  w.policy.complete_course = true;
                  w.dose().dose = 1;
                  w.dose().total_doses = 1;
              },
              ""}});
    }

    TEST_CASE("days are whole ones, since the last day that may be meant") {
        const auto since = [](const char* date, std::optional<int> least, std::optional<int> most) {
            return [=](World& w) {
                w.dose().date = date;
                w.policy.min_days_since_dose = least;
                w.policy.max_days_since_dose = most;
            };
        };
        check({{since("2021-07-01", 31, 31), ""},
               {since("2021-07-01", 32, {}),
                unmet + "the dose was 31 days ago; at least 32 are asked for"},
               {since("2021-07-01", {}, 30),
                unmet + "the dose was 31 days ago; at most 30 are accepted"},
               {since("2021-07-01T23:59:59Z", 31, 31), ""},
               {since("2021-07", 1, 1), ""},
               {since("2021-08-01", 0, 0), ""},
               {since("2021-08-02", {}, 365), unmet + "the dose lies in the future"},
               {since("2021-08-02", 14, {}), unmet + "the dose lies in the future"},
               {since("lately", 0, {}), unmet + "the day of the dose cannot be read"},
               {since("lately", {}, 365), unmet + "the day of the dose cannot be read"},
               {since("lately", {}, {}), ""}});
    }

    TEST_CASE("what was asked for is named where something else is shown") {
        const std::string no_vaccination = unmet + "a vaccination is asked for; this is a test";
        check({{[](World& w) { w.policy.test_max_hours = 48; },
                unmet + "a negative test is asked for; this is a vaccination"},
               {[](World& w) {
                    w.policy.test_max_hours = 48;
                    w.policy.min_doses = 1;
                },
                ""},
               {[](World& w) {
                    w.policy.products = {"A", "B"};
                },
                unmet + "the vaccine is not among the 2 accepted ones"},
               {[](World& w) { w.test(); }, ""},
               {[](World& w) {
                    w.test().result = "Positive";
                    w.policy.min_doses = 1;
                },
                no_vaccination},
               {[](World& w) {
                    w.test();
                    w.policy.products = {"A"};
                },
                no_vaccination},
               {[](World& w) {
                    w.test();
                    w.policy.min_doses = 1;
                    w.policy.test_max_hours = 48;
                },
                ""},
               {[](World& w) { w.recovery(); }, ""},
               {[](World& w) {
                    w.recovery();
                    w.policy.complete_course = true;
                },
                unmet + "a vaccination or a test is asked for; this is a recovery"},
               {[](World& w) {
                    w.recovery();
                    w.policy.test_max_hours = 48;
                },
                unmet + "a vaccination or a test is asked for; this is a recovery"}});
    }

    TEST_CASE("a test is negative, and its hours are counted as they begin") {
        const auto sampled = [](const char* when, int hours) {
            return [=](World& w) {
                w.test().sample_time = when;
                w.policy.test_max_hours = hours;
            };
        };
        check({{sampled("2021-07-30T12:00:00Z", 48), ""},
               {sampled("2021-07-30T11:59:59Z", 49), ""},
               {sampled("2021-07-30T11:59:59Z", 48),
                unmet + "the sample is 49 hours old; at most 48 are accepted"},
               {sampled("2021-08-01T12:00:00Z", 0), ""},
               {sampled("2021-08-01T12:00:01Z", 48),
                unmet + "the sample has no time that has passed"},
               {sampled("2021-08-01", 48), unmet + "the sample has no time that has passed"},
               {[](World& w) {
                    w.test().result = "negative";
                    w.policy.test_max_hours = 48;
                },
                unmet + "a negative test is asked for"}});
    }

    TEST_CASE("a recovery counts from its first day to its last") {
        const auto between = [](const char* from, const char* until) {
            return [=](World& w) {
                w.recovery().valid_from = from;
                std::get<Recovery>(w.claims.event).valid_until = until;
            };
        };
        check({{between("2021-08-01", "2021-08-01"), ""},
               {between("2021-08-02", "2021-09-01"),
                unmet + "the recovery counts from 2021-08-02; checked for 2021-08-01"},
               {between("2021-06-01", "2021-07-31"),
                unmet + "the recovery counts until 2021-07-31; checked for 2021-08-01"},
               {between("", ""), ""}});
    }

    TEST_CASE("yellow fever and polio are known by name and by code, and have days of their own") {
        const auto of = [](const char* name, const char* code, const char* date) {
            return [=](World& w) { w.disease(name, code, date); };
        };
        const std::string early =
            "rejected not-yet-valid: this vaccination counts from 2021-08-02; checked for "
            "2021-08-01";
        const std::string late =
            unmet +
            "a polio vaccination counts for twelve months; that of 2020-07-31 was checked "
            "for 2021-08-01";
        for (const auto& [name, code] :
             {std::pair{"YELLOW FEVER vaccine", ""}, {"", "1D47"}, {"", "16541001"}})
            check({{of(name, code, "2021-07-22"), ""},
                   {of(name, code, "2021-07-23"), early},
                   {of(name, code, "1981-01-01T10:00:00Z"), ""}});
        for (const auto& [name, code] : {std::pair{"polio", ""}, {"", "1C81"}, {"", "398102009"}})
            check({{of(name, code, "2021-07-04"), ""},
                   {of(name, code, "2021-07-05"), early},
                   {of(name, code, "2020-08-01"), ""},
                   {of(name, code, "2020-07-31T10:00:00Z"), late}});
        check({{of("Measles", "1D4", "2021-08-01"), ""},
               {of("Measles", "1D4", "lately"), ""},
               {of("Yellow fever", "", "2021-07-XX"),
                unmet + "the day of the vaccination cannot be read, and its validity depends on "
                        "it"}});
    }
}
