// SPDX-License-Identifier: Apache-2.0
#include "formats/divoc/assignments.hpp"

#include <algorithm>

namespace vaxcert::divoc {
namespace {

bool holds(std::span<const std::string_view> values, std::string_view value) {
    return std::ranges::find(values, value) != values.end();
}

}  // namespace

Standing standing(std::span<const std::string_view> claimed,
                  std::span<const std::string_view> fixed,
                  const std::function<bool(std::span<const std::string_view>)>& sensible) {
    std::vector<std::string_view> values;
    for (const auto group : {claimed, fixed})
        for (const std::string_view value : group)
            if (!holds(values, value)) values.push_back(value);

    // Counts through all assignments like an odometer.
    std::vector<std::size_t> wheel(claimed.size(), 0);
    std::vector<std::string_view> assignment(claimed.size());
    std::size_t found = 0;
    bool claimed_found = false;
    for (bool more = true; more;) {
        for (std::size_t i = 0; i < wheel.size(); ++i) assignment[i] = values[wheel[i]];
        const bool onto = std::ranges::all_of(values, [&](std::string_view value) {
            return holds(assignment, value) || holds(fixed, value);
        });
        if (onto && sensible(assignment)) {
            ++found;
            claimed_found = claimed_found || std::ranges::equal(assignment, claimed);
        }
        more = false;
        for (std::size_t i = 0; i < wheel.size() && !more; ++i) {
            more = ++wheel[i] < values.size();
            if (!more) wheel[i] = 0;
        }
    }
    if (found != 1) return Standing::unknown;
    return claimed_found ? Standing::certain : Standing::exchanged;
}

}  // namespace vaxcert::divoc
