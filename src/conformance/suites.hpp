// SPDX-License-Identifier: Apache-2.0
// The table of suites. A new suite is a file with its function, a declaration and a row here.

#pragma once

#include "conformance/suite.hpp"

namespace vaxcert::conformance {

void run_bad_base45(Run& run, const std::filesystem::path& folder);
void run_bad_cose(Run& run, const std::filesystem::path& folder);
void run_bad_dates(Run& run, const std::filesystem::path& folder);
void run_bad_inflate(Run& run, const std::filesystem::path& folder);
void run_bad_json(Run& run, const std::filesystem::path& folder);
void run_bad_jws(Run& run, const std::filesystem::path& folder);
void run_bad_names(Run& run, const std::filesystem::path& folder);
void run_bad_zip(Run& run, const std::filesystem::path& folder);
void run_bad_card_lists(Run& run, const std::filesystem::path& folder);
void run_bitstring(Run& run, const std::filesystem::path& folder);
void run_card_lists(Run& run, const std::filesystem::path& folder);
void run_directory_card_lists(Run& run, const std::filesystem::path& folder);
void run_certlogic(Run& run, const std::filesystem::path& folder);
void run_certlogic_rules(Run& run, const std::filesystem::path& folder);
void run_certlogic_validation(Run& run, const std::filesystem::path& folder);
void run_cbor(Run& run, const std::filesystem::path& folder);
void run_cbor_malformed(Run& run, const std::filesystem::path& folder);
void run_cctv(Run& run, const std::filesystem::path& folder);
void run_claim169(Run& run, const std::filesystem::path& folder);
void run_cose(Run& run, const std::filesystem::path& folder);
void run_divoc(Run& run, const std::filesystem::path& folder);
void run_divoc_contexts(Run& run, const std::filesystem::path& folder);
void run_divoc_rdf(Run& run, const std::filesystem::path& folder);
void run_divoc_vectors(Run& run, const std::filesystem::path& folder);
void run_eudcc(Run& run, const std::filesystem::path& folder);
void run_eudcc_schema(Run& run, const std::filesystem::path& folder);
void run_gdhcn_trust(Run& run, const std::filesystem::path& folder);
void run_hcert(Run& run, const std::filesystem::path& folder);
void run_hostile(Run& run, const std::filesystem::path& folder);
void run_icvp(Run& run, const std::filesystem::path& folder);
void run_jcs(Run& run, const std::filesystem::path& folder);
void run_jose(Run& run, const std::filesystem::path& folder);
void run_json_parsing(Run& run, const std::filesystem::path& folder);
void run_json_transform(Run& run, const std::filesystem::path& folder);
void run_jsonld_expand(Run& run, const std::filesystem::path& folder);
void run_jsonld_to_rdf(Run& run, const std::filesystem::path& folder);
void run_own_vectors(Run& run, const std::filesystem::path& folder);
void run_nzcp(Run& run, const std::filesystem::path& folder);
void run_rdf_canon(Run& run, const std::filesystem::path& folder);
void run_sd_jwt(Run& run, const std::filesystem::path& folder);
void run_shc_dev_tools(Run& run, const std::filesystem::path& folder);
void run_shc_examples(Run& run, const std::filesystem::path& folder);
void run_trust_bundles(Run& run, const std::filesystem::path& folder);
void run_utf8(Run& run, const std::filesystem::path& folder);
void run_vci_directory(Run& run, const std::filesystem::path& folder);
void run_vds_nc(Run& run, const std::filesystem::path& folder);
void run_vc_jose_cose(Run& run, const std::filesystem::path& folder);
void run_vc_data_model(Run& run, const std::filesystem::path& folder);
void run_vc_di_bbs(Run& run, const std::filesystem::path& folder);
void run_vc_di_ecdsa(Run& run, const std::filesystem::path& folder);
void run_vc_di_eddsa(Run& run, const std::filesystem::path& folder);
void run_w3c_contexts(Run& run, const std::filesystem::path& folder);
void run_wycheproof(Run& run, const std::filesystem::path& folder);
void run_zip_odd(Run& run, const std::filesystem::path& folder);

inline constexpr Suite suites[] = {
    {"bad-base45", "bad-input", run_bad_base45},
    {"bad-cose", "bad-input", run_bad_cose},
    {"bad-dates", "bad-input", run_bad_dates},
    {"bad-inflate", "bad-input", run_bad_inflate},
    {"bad-json", "bad-input", run_bad_json},
    {"bad-jws", "bad-input", run_bad_jws},
    {"bad-names", "bad-input", run_bad_names},
    {"bad-zip", "bad-input", run_bad_zip},
    {"bad-card-lists", "shc-dev-tools/testdata/badcrl", run_bad_card_lists},
    {"card-lists", "shc-official-examples", run_card_lists},
    {"cbor", "cbor", run_cbor},
    {"cbor-malformed", "cbor-malformed", run_cbor_malformed},
    {"cctv", "cctv", run_cctv},
    {"certlogic", "certlogic/testSuite", run_certlogic},
    {"certlogic-rules", "business-rules", run_certlogic_rules},
    {"certlogic-validation", "certlogic/validation-testSuite", run_certlogic_validation},
    {"claim169", "claim169", run_claim169},
    {"contexts", "contexts", run_w3c_contexts},
    {"cose", "cose", run_cose},
    {"directory-card-lists", "vci-directory", run_directory_card_lists},
    {"divoc", "divoc", run_divoc},
    {"divoc-contexts", "divoc/contexts", run_divoc_contexts},
    {"divoc-rdf", "divoc", run_divoc_rdf},
    {"divoc-vectors", "divoc", run_divoc_vectors},
    {"eudcc", "eudcc-testdata", run_eudcc},
    {"eudcc-schema", "eudcc-schema", run_eudcc_schema},
    {"gdhcn-trust", "gdhcn-trust", run_gdhcn_trust},
    {"hcert", "hcert-testdata", run_hcert},
    {"hostile", "", run_hostile},
    {"icvp", "icvp", run_icvp},
    {"jcs", "jcs", run_jcs},
    {"jose", "jose", run_jose},
    {"json-parsing", "JSONTestSuite/test_parsing", run_json_parsing},
    {"json-transform", "JSONTestSuite/test_transform", run_json_transform},
    {"jsonld-expand", "json-ld-api", run_jsonld_expand},
    {"jsonld-to-rdf", "json-ld-api", run_jsonld_to_rdf},
    {"nzcp", "nzcp", run_nzcp},
    {"rdf-canon", "rdf-canon", run_rdf_canon},
    {"sd-jwt", "sd-jwt", run_sd_jwt},
    {"shc-dev-tools", "shc-dev-tools", run_shc_dev_tools},
    {"shc-official-examples", "shc-official-examples", run_shc_examples},
    {"trust-bundle", "", run_trust_bundles},
    {"utf8", "utf8", run_utf8},
    {"vectors", VAXCERT_SOURCE "/test-vectors", run_own_vectors},
    {"vci-directory", "vci-directory", run_vci_directory},
    {"vds-nc", "vds-nc", run_vds_nc},
    {"vc-bitstring-status-list", "vc-bitstring-status-list", run_bitstring},
    {"vc-jose-cose", "vc-jose-cose", run_vc_jose_cose},
    {"vc-data-model", "vc-data-model", run_vc_data_model},
    {"vc-di-bbs", "vc-di-bbs", run_vc_di_bbs},
    {"vc-di-ecdsa", "vc-di-ecdsa", run_vc_di_ecdsa},
    {"vc-di-eddsa", "vc-di-eddsa", run_vc_di_eddsa},
    {"wycheproof", "wycheproof", run_wycheproof},
    {"zip-odd", "zip-odd", run_zip_odd},
};

}  // namespace vaxcert::conformance
