// SPDX-License-Identifier: Apache-2.0
// The table of suites. A new suite is a file with its function, a declaration and a row here.

#pragma once

#include "conformance/suite.hpp"

namespace vaxcert::conformance {

void run_bad_jws(Run& run, const std::filesystem::path& folder);
void run_cctv(Run& run, const std::filesystem::path& folder);
void run_divoc(Run& run, const std::filesystem::path& folder);
void run_divoc_contexts(Run& run, const std::filesystem::path& folder);
void run_divoc_rdf(Run& run, const std::filesystem::path& folder);
void run_divoc_vectors(Run& run, const std::filesystem::path& folder);
void run_hostile(Run& run, const std::filesystem::path& folder);
void run_jose(Run& run, const std::filesystem::path& folder);
void run_jsonld_expand(Run& run, const std::filesystem::path& folder);
void run_jsonld_to_rdf(Run& run, const std::filesystem::path& folder);
void run_rdf_canon(Run& run, const std::filesystem::path& folder);
void run_w3c_contexts(Run& run, const std::filesystem::path& folder);
void run_wycheproof(Run& run, const std::filesystem::path& folder);

inline constexpr Suite suites[] = {
    {"bad-jws", "bad-input", run_bad_jws},
    {"cctv", "cctv", run_cctv},
    {"contexts", "contexts", run_w3c_contexts},
    {"divoc", "divoc", run_divoc},
    {"divoc-contexts", "divoc/contexts", run_divoc_contexts},
    {"divoc-rdf", "divoc", run_divoc_rdf},
    {"divoc-vectors", "divoc", run_divoc_vectors},
    {"hostile", "", run_hostile},
    {"jose", "jose", run_jose},
    {"jsonld-expand", "json-ld-api", run_jsonld_expand},
    {"jsonld-to-rdf", "json-ld-api", run_jsonld_to_rdf},
    {"rdf-canon", "rdf-canon", run_rdf_canon},
    {"wycheproof", "wycheproof", run_wycheproof},
};

}  // namespace vaxcert::conformance
