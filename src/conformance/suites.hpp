// SPDX-License-Identifier: Apache-2.0
// The table of suites. A new suite is a file with its function, a declaration and a row here.

#pragma once

#include <array>

#include "conformance/suite.hpp"

namespace vaxcert::conformance {

void run_rdf_canon(Run& run, const std::filesystem::path& folder);

inline constexpr std::array<Suite, 1> suites = {{
    {"rdf-canon", "rdf-canon", run_rdf_canon},
}};

}  // namespace vaxcert::conformance
