// SPDX-License-Identifier: Apache-2.0
// What a check point asks of a genuine certificate.

#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <vaxcert/result.hpp>

namespace vaxcert {

class RuleBook;  ///< Known to the library alone.

/// One of the states that a policy tells apart, as "2", "fully vaccinated".
struct PolicyState {
    std::string policy;  ///< its name
    std::string word;    ///< for programs
    std::string text;    ///< for people, in the policy's language
};

/// The demands of one check point. An empty policy asks nothing beyond the certificate's own
/// validity.
struct Policy {
    /// Reads a policy in our own notation (docs/schemas/policy.schema.json); or business rules and
    /// value sets as European countries publish them: one, or an array of them. An unknown member
    /// is an error.
    static Result<Policy> parse(std::string_view json);

    /// A policy that comes with the library: "vaccination-status" tells whether somebody is fully
    /// ("2"), partly ("1") or not ("0") vaccinated.
    static Result<Policy> ready(std::string_view name);
    static std::vector<std::string_view> ready_names();

    /// Asks for all that the other one asks for as well. An error if nothing could satisfy both.
    Result<Done> merge(const Policy& other);

    std::string name;
    std::optional<int> min_doses;
    bool complete_course = false;  ///< the dose must be at least the last of the course
    std::optional<int> min_days_since_dose;
    std::optional<int> max_days_since_dose;
    std::vector<std::string> products;  ///< empty: any
    std::optional<int> test_max_hours;  ///< a negative test, at most this old

    /// Business rules and states in CertLogic, with their value sets; which rules count follows
    /// from the country of arrival, the country of issue, the kind of event and the time.
    std::shared_ptr<const RuleBook> rules = {};
    std::string country = {};     ///< of arrival: ISO 3166 alpha-2
    std::string region = {};      ///< of it, where rules are of regions
    std::string language = "en";  ///< of the rules' own texts, BCP 47

    /// A policy may ask for a vaccination, for a test, or for either of the two. What it asks
    /// nothing of is not enough for it.
    bool asks_for_vaccination() const noexcept {
        return min_doses || complete_course || min_days_since_dose || max_days_since_dose ||
               !products.empty();
    }
    bool asks_for_test() const noexcept { return test_max_hours.has_value(); }
};

}  // namespace vaxcert
