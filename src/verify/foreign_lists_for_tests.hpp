// SPDX-License-Identifier: Apache-2.0
// For tests of the lists of others: a vaccination, and a verdict in words.

#pragma once

#include <string>

#include <vaxcert/record.hpp>
#include <vaxcert/verdict.hpp>

namespace vaxcert::for_tests {

inline Record record_of(const std::string& reference) {
    Record record;
    record.reference = reference;
    record.claims.person.name = "Asha Example";
    record.claims.person.birth_date = "1988-02-29";
    Vaccination event;
    event.disease.display = "COVID-19";
    event.product = "Comirnaty";
    event.date = "2021-06-01";
    event.dose = 2;
    event.country = "NO";
    record.claims.event = event;
    return record;
}

/// "accepted", or the outcome and the reasons; without notes.
inline std::string in_words(const Verdict& verdict) {
    std::string text = name(verdict.outcome());
    for (const Finding& finding : verdict.findings())
        if (finding.effect != Outcome::accepted)
            text += std::string(" ") + name(finding.error.reason);
    return text;
}

}  // namespace vaxcert::for_tests
