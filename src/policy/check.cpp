// SPDX-License-Identifier: Apache-2.0
#include "policy/check.hpp"

#include <algorithm>
#include <string>

#include "policy/rule_book.hpp"
#include "policy/travel.hpp"

namespace vaxcert {
namespace {

Finding no(Reason reason, std::string detail) {
    return {Step::policy, Outcome::rejected, {reason, std::move(detail)}};
}

std::string number(long long value) {
    return std::to_string(value);
}

/// The day of an event that is stated as a date or a date-time.
std::optional<std::chrono::sys_days> day_of(const std::string& text) {
    if (const auto time = parse_time(text)) return std::chrono::floor<std::chrono::days>(*time);
    if (const auto date = Date::parse(text)) return date->last_day();
    return {};
}

void check_validity(const Issuance& certificate, Time now, std::vector<Finding>& findings) {
    const auto issued = parse_time(certificate.issued_at);
    if (issued && now < *issued)
        findings.push_back(
            {Step::policy,
             Outcome::undecided,
             {Reason::not_yet_valid, "issued on " + to_text(*issued) + "; checked for " +
                                         to_text(now) + ": is the clock right?"}});
    const auto from = parse_time(certificate.valid_from);
    if (!certificate.valid_from.empty() && (!from || now < *from))
        findings.push_back(no(Reason::not_yet_valid, "valid from " + certificate.valid_from +
                                                         "; checked for " + to_text(now)));
    if (certificate.expires_at.empty()) return;
    const auto expires = parse_time(certificate.expires_at);
    if (!expires || now > *expires)
        findings.push_back(no(Reason::expired, "expired on " + certificate.expires_at +
                                                   "; checked for " + to_text(now)));
}

void check_doses(const Vaccination& event, const Policy& policy, std::vector<Finding>& findings) {
    const int dose = event.dose.value_or(0);
    if (policy.min_doses && dose < *policy.min_doses)
        findings.push_back(no(
            Reason::rule_not_met,
            "dose " + number(dose) + "; at least " + number(*policy.min_doses) + " are asked for"));
    if (policy.complete_course && (!event.total_doses || dose < *event.total_doses || dose == 0))
        findings.push_back(no(Reason::rule_not_met, "dose " + number(dose) + " of " +
                                                        number(event.total_doses.value_or(0)) +
                                                        "; the whole course is asked for"));
}

void check_days(const Vaccination& event, const Policy& policy, Time now,
                std::vector<Finding>& findings) {
    if (!policy.min_days_since_dose && !policy.max_days_since_dose) return;
    const auto day = day_of(event.date);
    if (!day) {
        findings.push_back(no(Reason::rule_not_met, "the day of the dose cannot be read"));
        return;
    }
    const auto days = (std::chrono::floor<std::chrono::days>(now) - *day).count();
    const std::string since = "the dose was " + number(days) + " days ago; ";
    if (days < 0)
        findings.push_back(no(Reason::rule_not_met, "the dose lies in the future"));
    else if (policy.min_days_since_dose && days < *policy.min_days_since_dose)
        findings.push_back(
            no(Reason::rule_not_met,
               since + "at least " + number(*policy.min_days_since_dose) + " are asked for"));
    if (policy.max_days_since_dose && days > *policy.max_days_since_dose)
        findings.push_back(
            no(Reason::rule_not_met,
               since + "at most " + number(*policy.max_days_since_dose) + " are accepted"));
}

void check_vaccination(const Vaccination& event, const Policy& policy, Time now,
                       std::vector<Finding>& findings) {
    for (Finding& finding : check_travel(event, now)) findings.push_back(std::move(finding));
    check_doses(event, policy, findings);
    check_days(event, policy, now, findings);
    if (policy.asks_for_test() && !policy.asks_for_vaccination())
        findings.push_back(
            no(Reason::rule_not_met, "a negative test is asked for; this is a vaccination"));
    if (!policy.products.empty() &&
        std::ranges::find(policy.products, event.product) == policy.products.end())
        findings.push_back(
            no(Reason::rule_not_met, "the vaccine is not among the " +
                                         number(static_cast<long long>(policy.products.size())) +
                                         " accepted ones"));
}

void check_test(const Test& event, const Policy& policy, Time now, std::vector<Finding>& findings) {
    if (!policy.asks_for_test()) {
        if (policy.asks_for_vaccination())
            findings.push_back(
                no(Reason::rule_not_met, "a vaccination is asked for; this is a test"));
        return;
    }
    if (event.result != "Negative")
        findings.push_back(no(Reason::rule_not_met, "a negative test is asked for"));
    const auto sampled = parse_time(event.sample_time);
    if (!sampled || *sampled > now) {
        findings.push_back(no(Reason::rule_not_met, "the sample has no time that has passed"));
        return;
    }
    // An hour that was begun counts: 48 hours and a second are more than 48.
    const auto hours = std::chrono::ceil<std::chrono::hours>(now - *sampled).count();
    if (hours > *policy.test_max_hours)
        findings.push_back(
            no(Reason::rule_not_met, "the sample is " + number(hours) + " hours old; at most " +
                                         number(*policy.test_max_hours) + " are accepted"));
}

void check_recovery(const Recovery& event, const Policy& policy, Time now,
                    std::vector<Finding>& findings) {
    const auto today = std::chrono::floor<std::chrono::days>(now);
    const auto outside = [&](const std::string& bound) {
        findings.push_back(no(Reason::rule_not_met, "the recovery counts " + bound +
                                                        "; checked for " + Date::of(now).text()));
    };
    if (const auto from = day_of(event.valid_from); from && today < *from)
        outside("from " + event.valid_from);
    if (const auto until = day_of(event.valid_until); until && today > *until)
        outside("until " + event.valid_until);
    if (policy.asks_for_vaccination() || policy.asks_for_test())
        findings.push_back(
            no(Reason::rule_not_met, "a vaccination or a test is asked for; this is a recovery"));
}

}  // namespace

std::vector<Finding> check_policy(const Certificate& certificate, const Policy& policy,
                                  const MasterData& master_data, Time now) {
    std::vector<Finding> findings;
    check_validity(certificate.claims().certificate, now, findings);
    if (const auto* vaccination = std::get_if<Vaccination>(&certificate.event()))
        check_vaccination(*vaccination, policy, now, findings);
    if (const auto* test = std::get_if<Test>(&certificate.event()))
        check_test(*test, policy, now, findings);
    if (const auto* recovery = std::get_if<Recovery>(&certificate.event()))
        check_recovery(*recovery, policy, now, findings);
    for (Finding& finding : check_rules(certificate, policy, master_data, now))
        findings.push_back(std::move(finding));
    return findings;
}

}  // namespace vaxcert
