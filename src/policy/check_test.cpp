// SPDX-License-Identifier: Apache-2.0
#include "policy/check.hpp"

#include <doctest/doctest.h>

#include <functional>

#include "certificate/toy_certificate.hpp"

using namespace vaxcert;

namespace {

/// Dose 2 of 2, a month before the check.
struct World {
    Claims claims;
    Policy policy;
    Time now = *parse_time("2021-08-01T12:00:00Z");

    World() {
        Vaccination event;
        event.product = "Example Vaccine";
        event.dose = 2;
        event.total_doses = 2;
        event.date = "2021-07-01";
        claims.event = event;
    }

    Vaccination& dose() { return std::get<Vaccination>(claims.event); }

    /// The reasons, or "enough".
    std::string answer() const {
        std::string reasons;
        for (const Finding& finding : check_policy(toy_certificate(claims), policy, {}, now))
            reasons += (reasons.empty() ? "" : ", ") + std::string(name(finding.error.reason));
        return reasons.empty() ? "enough" : reasons;
    }
};

struct Case {
    const char* what;
    std::function<void(World&)> change;
    const char* answer;
};

void check(std::initializer_list<Case> cases) {
    for (const Case& each : cases) {
        CAPTURE(each.what);
        World world;
        each.change(world);
        CHECK(world.answer() == each.answer);
    }
}

}  // namespace

TEST_SUITE("policy") {
    TEST_CASE("asks nothing of its own accord but that the certificate be valid now") {
        check({
            {"nothing", [](World&) {}, "enough"},
            {"the last second",
             [](World& w) { w.claims.certificate.expires_at = "2021-08-01T12:00:00Z"; }, "enough"},
            {"a second too late",
             [](World& w) { w.claims.certificate.expires_at = "2021-08-01T11:59:59Z"; }, "expired"},
            {"an end that cannot be read",
             [](World& w) { w.claims.certificate.expires_at = "soon"; }, "expired"},
            {"the first second",
             [](World& w) { w.claims.certificate.valid_from = "2021-08-01T12:00:00Z"; }, "enough"},
            {"a second too early",
             [](World& w) { w.claims.certificate.valid_from = "2021-08-01T12:00:01Z"; },
             "not-yet-valid"},
            {"a beginning that cannot be read",
             [](World& w) { w.claims.certificate.valid_from = "soon"; }, "not-yet-valid"},
        });
    }

    TEST_CASE("counts doses, days and products as it says") {
        check({
            {"as many doses", [](World& w) { w.policy.min_doses = 2; }, "enough"},
            {"one dose less", [](World& w) { w.policy.min_doses = 3; }, "rule-not-met"},
            {"no dose stated",
             [](World& w) {
                 w.policy.min_doses = 1;
                 w.dose().dose.reset();
             },
             "rule-not-met"},
            {"the whole course", [](World& w) { w.policy.complete_course = true; }, "enough"},
            {"an unknown course",
             [](World& w) {
                 w.policy.complete_course = true;
                 w.dose().total_doses.reset();
             },
             "rule-not-met"},
            {"just long enough ago", [](World& w) { w.policy.min_days_since_dose = 31; }, "enough"},
            {"a day too short", [](World& w) { w.policy.min_days_since_dose = 32; },
             "rule-not-met"},
            {"just recent enough", [](World& w) { w.policy.max_days_since_dose = 31; }, "enough"},
            {"a day too long", [](World& w) { w.policy.max_days_since_dose = 30; }, "rule-not-met"},
            {"a dose that lies in the future",
             [](World& w) {
                 w.policy.max_days_since_dose = 365;
                 w.dose().date = "2021-08-02";
             },
             "rule-not-met"},
            {"a product of the list",
             [](World& w) {
                 w.policy.products = {"Other", "Example Vaccine"};
             },
             "enough"},
            {"a product that is not", [](World& w) { w.policy.products = {"Other"}; },
             "rule-not-met"},
        });
    }

    TEST_CASE("a test or a recovery is no vaccination, and the reverse") {
        const auto tested = [](World& w, const char* when, const char* result) {
            Test test;
            test.sample_time = when;
            test.result = result;
            w.claims.event = test;
            w.policy.test_max_hours = 48;
        };
        check({
            {"a fresh negative test",
             [&](World& w) { tested(w, "2021-07-30T12:00:00Z", "Negative"); }, "enough"},
            {"one a second too old",
             [&](World& w) { tested(w, "2021-07-30T11:59:59Z", "Negative"); }, "rule-not-met"},
            {"one of the future", [&](World& w) { tested(w, "2021-08-01T12:00:01Z", "Negative"); },
             "rule-not-met"},
            {"a positive one", [&](World& w) { tested(w, "2021-08-01T10:00:00Z", "Positive"); },
             "rule-not-met"},
            {"a vaccination where a test is asked for",
             [](World& w) { w.policy.test_max_hours = 48; }, "rule-not-met"},
            {"a recovery where a dose is asked for",
             [](World& w) {
                 w.claims.event = Recovery{};
                 w.policy.min_doses = 1;
             },
             "rule-not-met"},
            {"a recovery within its days",
             [](World& w) {
                 w.claims.event = Recovery{.disease = {},
                                           .first_positive = "2021-06-01",
                                           .valid_from = "2021-06-12",
                                           .valid_until = "2021-08-01",
                                           .country = {}};
             },
             "enough"},
            {"a recovery a day too late",
             [](World& w) {
                 w.claims.event = Recovery{.disease = {},
                                           .first_positive = "2021-06-01",
                                           .valid_from = "2021-06-12",
                                           .valid_until = "2021-07-31",
                                           .country = {}};
             },
             "rule-not-met"},
        });
    }

    TEST_CASE("yellow fever counts from its tenth day for life, polio from four weeks for a year") {
        const auto against = [](World& w, const char* disease, const char* date) {
            w.dose().disease.display = disease;
            w.dose().date = date;
        };
        check({
            {"day 10", [&](World& w) { against(w, "Yellow fever", "2021-07-22"); }, "enough"},
            {"day 9", [&](World& w) { against(w, "Yellow fever", "2021-07-23"); }, "not-yet-valid"},
            {"forty years", [&](World& w) { against(w, "Yellow fever", "1981-01-01"); }, "enough"},
            {"day 28", [&](World& w) { against(w, "Poliomyelitis", "2021-07-04"); }, "enough"},
            {"day 27", [&](World& w) { against(w, "Poliomyelitis", "2021-07-05"); },
             "not-yet-valid"},
            {"day 365", [&](World& w) { against(w, "Poliomyelitis", "2020-08-01"); }, "enough"},
            {"day 366", [&](World& w) { against(w, "Poliomyelitis", "2020-07-31"); },
             "rule-not-met"},
            {"no day", [&](World& w) { against(w, "Yellow fever", "lately"); }, "rule-not-met"},
        });
    }
}
