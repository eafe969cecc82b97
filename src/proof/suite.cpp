// SPDX-License-Identifier: Apache-2.0
#include "proof/suite.hpp"

#include <algorithm>
#include <array>

namespace vaxcert::proof {
namespace {

constexpr std::array<Suite, 6> suites = {{
    {Cryptosuite::eddsa_rdfc_2022, data_integrity_type, "eddsa-rdfc-2022", Transformation::rdfc,
     true},
    {Cryptosuite::eddsa_jcs_2022, data_integrity_type, "eddsa-jcs-2022", Transformation::jcs, true},
    {Cryptosuite::ecdsa_rdfc_2019, data_integrity_type, "ecdsa-rdfc-2019", Transformation::rdfc,
     false},
    {Cryptosuite::ecdsa_jcs_2019, data_integrity_type, "ecdsa-jcs-2019", Transformation::jcs,
     false},
    {Cryptosuite::ecdsa_sd_2023, data_integrity_type, "ecdsa-sd-2023", Transformation::selective,
     false},
    {Cryptosuite::ed25519_signature_2020, "Ed25519Signature2020", "", Transformation::rdfc, true},
}};

}  // namespace

bool Suite::takes(Algorithm algorithm) const noexcept {
    if (is_eddsa) return algorithm == Algorithm::ed25519;
    if (algorithm == Algorithm::es256) return true;
    return algorithm == Algorithm::es384 && transformation != Transformation::selective;
}

const Suite& suite_of(Cryptosuite id) noexcept {
    return *std::ranges::find(suites, id, &Suite::id);
}

const Suite* find_suite(std::string_view type, std::string_view cryptosuite) noexcept {
    const auto* suite = std::ranges::find_if(suites, [&](const Suite& one) {
        return one.type == type && one.cryptosuite == cryptosuite;
    });
    return suite == suites.end() ? nullptr : suite;
}

crypto::HashAlgorithm hash_of(Algorithm algorithm) noexcept {
    return algorithm == Algorithm::es384 ? crypto::HashAlgorithm::sha384
                                         : crypto::HashAlgorithm::sha256;
}

}  // namespace vaxcert::proof

namespace vaxcert {

const char* name(Cryptosuite cryptosuite) noexcept {
    const proof::Suite& suite = proof::suite_of(cryptosuite);
    return suite.cryptosuite.empty() ? suite.type.data() : suite.cryptosuite.data();
}

std::optional<Cryptosuite> cryptosuite_named(std::string_view name) noexcept {
    for (const proof::Suite& suite : proof::suites)
        if (name == vaxcert::name(suite.id)) return suite.id;
    return std::nullopt;
}

}  // namespace vaxcert
