// SPDX-License-Identifier: Apache-2.0
// The table of suites. A new suite is a file with its function, a declaration and a row here.

#pragma once

#include <array>

#include "conformance/suite.hpp"

namespace vaxcert::conformance {

void run_divoc_contexts(Run& run, const std::filesystem::path& folder);
void run_divoc_rdf(Run& run, const std::filesystem::path& folder);
void run_jsonld_expand(Run& run, const std::filesystem::path& folder);
void run_jsonld_to_rdf(Run& run, const std::filesystem::path& folder);
void run_rdf_canon(Run& run, const std::filesystem::path& folder);
void run_w3c_contexts(Run& run, const std::filesystem::path& folder);
void run_divoc(Run& run, const std::filesystem::path& folder);

inline constexpr std::array<Suite, 7> suites = {{
    {"contexts", "contexts", run_w3c_contexts},
    {"divoc-contexts", "divoc/contexts", run_divoc_contexts},
    {"divoc-rdf", "divoc", run_divoc_rdf},
    {"jsonld-expand", "json-ld-api", run_jsonld_expand},
    {"jsonld-to-rdf", "json-ld-api", run_jsonld_to_rdf},
    {"rdf-canon", "rdf-canon", run_rdf_canon},
    {"divoc", "divoc", run_divoc},
}};

}  // namespace vaxcert::conformance
