// SPDX-License-Identifier: Apache-2.0
// The table of suites. A new suite is a file with its function, a declaration and a row here.

#pragma once

#include <array>

#include "conformance/suite.hpp"

namespace vaxcert::conformance {

// void run_jcs(Run& run, const std::filesystem::path& folder);

inline constexpr std::array<Suite, 0> suites = {{
    // {"jcs", "jcs", run_jcs},
}};

}  // namespace vaxcert::conformance
