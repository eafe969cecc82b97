// SPDX-License-Identifier: Apache-2.0
#include "policy/travel.hpp"

#include <algorithm>
#include <string>

namespace vaxcert {
namespace {

using std::chrono::days;
using std::chrono::sys_days;

std::string in_lower_case(std::string text) {
    for (char& c : text)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return text;
}

/// By its code in ICD-11 or SNOMED CT, or by its English name.
bool is_disease(const Code& disease, const char* icd11, const char* snomed, const char* name) {
    if (disease.code == icd11 || disease.code == snomed) return true;
    return in_lower_case(disease.display).starts_with(name);
}

std::string text_of(sys_days day) {
    return Date::of(Time(day)).text();
}

Finding no(Reason reason, std::string detail) {
    return {Step::policy, Outcome::rejected, {reason, std::move(detail)}};
}

}  // namespace

std::vector<Finding> check_travel(const Vaccination& event, Time now) {
    const bool yellow_fever = is_disease(event.disease, "1D47", "16541001", "yellow fever");
    const bool polio = is_disease(event.disease, "1C81", "398102009", "polio");
    if (!yellow_fever && !polio) return {};
    const auto date = Date::parse(std::string_view(event.date).substr(0, 10));
    if (!date)
        return {no(Reason::rule_not_met,
                   "the day of the vaccination cannot be read, and its validity depends on it")};
    const sys_days today = std::chrono::floor<days>(now);
    const sys_days first = date->last_day() + days(yellow_fever ? 10 : 28);
    std::vector<Finding> findings;
    if (today < first)
        findings.push_back(no(
            Reason::not_yet_valid,
            "this vaccination counts from " + text_of(first) + "; checked for " + text_of(today)));
    if (polio && today > date->last_day() + days(365))
        findings.push_back(no(Reason::rule_not_met,
                              "a polio vaccination counts for twelve months; that of " +
                                  event.date.substr(0, 10) + " was checked for " + text_of(today)));
    return findings;
}

}  // namespace vaxcert
