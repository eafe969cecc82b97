// SPDX-License-Identifier: Apache-2.0
// What a check point asks of a genuine certificate.

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <vaxcert/result.hpp>

namespace vaxcert {

/// The demands of one check point. An empty policy asks nothing beyond the certificate's own
/// validity.
struct Policy {
    /// Reads {"name", "min_doses", "complete_course", "days_since_last_dose": {"min","max"},
    /// "products": [...], "test_max_hours"}. An unknown member is an error.
    static Result<Policy> parse(std::string_view json);

    std::string name;
    std::optional<int> min_doses;
    bool complete_course = false;  ///< the dose must be at least the last of the course
    std::optional<int> min_days_since_dose;
    std::optional<int> max_days_since_dose;
    std::vector<std::string> products;  ///< empty: any
    std::optional<int> test_max_hours;  ///< a negative test, at most this old

    /// A policy may ask for a vaccination, for a test, or for either of the two. What it asks
    /// nothing of is not enough for it.
    bool asks_for_vaccination() const noexcept {
        return min_doses || complete_course || min_days_since_dose || max_days_since_dose ||
               !products.empty();
    }
    bool asks_for_test() const noexcept { return test_max_hours.has_value(); }
};

}  // namespace vaxcert
