// SPDX-License-Identifier: Apache-2.0
// Given back a set of values, which member had which? For the members that DIVOC signs as a set.

#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string_view>
#include <vector>

namespace vaxcert::divoc {

/// How a claimed assignment of signed values to members stands among those that make sense.
enum class Standing : std::uint8_t {
    unknown,    ///< none makes sense, or several do
    exchanged,  ///< exactly one makes sense, and it is another one
    certain,    ///< exactly one makes sense, and it is the claimed one
};

/// `claimed`: the values of the free members in order. `fixed`: values that other members of the
/// same group are known to have. An assignment gives each free member one of the values and leaves
/// none of them out; `sensible` says whether one makes sense. Cost: v^n calls at most, for v
/// different values and n free members.
Standing standing(std::span<const std::string_view> claimed,
                  std::span<const std::string_view> fixed,
                  const std::function<bool(std::span<const std::string_view>)>& sensible);

}  // namespace vaxcert::divoc
