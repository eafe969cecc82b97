// SPDX-License-Identifier: Apache-2.0
// How old a signed list may be.

#pragma once

#include <vector>

#include <vaxcert/finding.hpp>
#include <vaxcert/trust_list.hpp>

namespace vaxcert {

/// trust_stale if there should be a newer list: a note within the grace, undecided beyond it.
/// clock_doubtful if the list is not made yet by `now`.
std::vector<Finding> age_of(const TrustSource& source, Time now);

}  // namespace vaxcert
