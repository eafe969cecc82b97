// SPDX-License-Identifier: Apache-2.0
#include "jsonld/documents.hpp"

#include <algorithm>
#include <iterator>
#include <vector>

#include "jsonld/tables.hpp"

namespace vaxcert::jsonld {
namespace {

struct Source {
    std::string_view name;
    json::Value (*context)();
    std::string_view sha256;
};

// A digest is checked by a test, against what we build and against the published document.
constexpr Source sources[] = {
    {"credentials-v1", credentials_v1,
     "b01e671e873981f19a9102a9a57f666dbcaeb31b99e3e124378d143e71549247"},
    {"vaccination-v1", cowin_vaccination_v1,
     "7d7f8b85d1b72e1f514c9c84a3fa42f2a4da2ab810481b1707901f76799cd9c8"},
    {"vaccination-v2", cowin_vaccination_v2,
     "83b4164b499f5ba27cdafab88b3b24f796efc11eddafaabbaf288076232d53af"},
    {"testCertificate-v1", cowin_test_certificate_v1,
     "67acd62e13135773edeaf167c69cbb41b067a053311c11e368b432e00071a282"},
    {"security-v1", security_v1,
     "d87de2ce3ce407bcac481f8af31e211e54beb5cbd7dd459826ed0502302ee234"},
    {"security-v2", security_v2,
     "38a9ef19cf3a75bf856202bd1ed4cbd55c985ad4a809eb7f4ef584ba9d51dc90"},
    {"credentials-v2", credentials_v2,
     "b463c8d6a066214123ddd9827b135e1b50e1fc73322cc52a9b12a4f1fc7d86cf"},
    {"data-integrity-v1", data_integrity_v1,
     "9505bf85338a4c2121ad03992ac90061bc85d43bcfa34d9d47b779381cf08b5f"},
    {"data-integrity-v2", data_integrity_v2,
     "7ba3c50acf2689d5e07927267343eb353249c7c22a9f2d00307cc970e855e305"},
    {"ed25519-2020-v1", ed25519_2020_v1,
     "fb517f09d990829aed734c9bad8cbbb2ac3d5063b865c7e3d81f246074bf5691"},
    {"jws-2020-v1", jws_2020_v1,
     "eed16334842a5635257913b33acd1aeee29009eb188d855f9a1d0ceee4a8ae4d"},
    {"multikey-v1", multikey_v1,
     "be20c3ee6af6e9c4102e66a85c26617831218e32216bdf050f870e389e737cdc"},
    {"bitstring-status-list-v1", bitstring_status_list_v1,
     "b2fcebfbaf4e6beae2be370fda8a5f9f99c28540c798a75a8cdccc0fb1a12492"},
    {"examples-v2", examples_v2,
     "8a675bead391be98e6054c4e07c41f73337508d398e07047344c5d349aa2dc58"},
    {"undefined-terms-v2", undefined_terms_v2,
     "3b11e1df8c618447e9f79f3737e3c30fc0841537eb95f36003742c633672bb9f"},
    {"citizenship-v4rc1", citizenship_v4rc1,
     "15ca37d6ed55aee696cb2c8ca747d889418756c66188a47734c15e092ffef869"},
    {"vdl-v1", vdl_v1, "33c9dad4847f7d466d28b9f704dd07d8e1da7614d99b94febb03e19d815ef7da"},
    {"vdl-aamva-v1", vdl_aamva_v1,
     "b6e2ebb1355dc8c800753520a5e49decd59fda3cfe7a240269bb5f4d9baeb45a"},
    {"vaxcert-vaccination-v1", vaxcert_vaccination_v1,
     "4e3db2ff288a2b4404511ee5c2f4bca1fff3c9d4af2884ddc8574f1035a25e08"},
};

constexpr Address known[] = {
    {"https://www.w3.org/2018/credentials/v1", "credentials-v1"},
    {"https://www.w3.org/2018/credentials#", "credentials-v1"},
    {"https://w3id.org/security/v1", "security-v1"},
    {"https://w3id.org/security/v2", "security-v2"},
    {"https://www.w3.org/ns/credentials/v2", "credentials-v2"},
    {"https://w3id.org/security/data-integrity/v1", "data-integrity-v1"},
    {"https://w3id.org/security/data-integrity/v2", "data-integrity-v2"},
    {"https://w3id.org/security/suites/ed25519-2020/v1", "ed25519-2020-v1"},
    {"https://w3id.org/security/suites/jws-2020/v1", "jws-2020-v1"},
    {"https://w3id.org/security/multikey/v1", "multikey-v1"},
    {"https://www.w3.org/ns/credentials/status/v1", "bitstring-status-list-v1"},
    {"https://www.w3.org/ns/credentials/examples/v2", "examples-v2"},
    {"https://www.w3.org/ns/credentials/undefined-terms/v2", "undefined-terms-v2"},
    {"https://w3id.org/citizenship/v4rc1", "citizenship-v4rc1"},
    {"https://w3id.org/vdl/v1", "vdl-v1"},
    {"https://w3id.org/vdl/aamva/v1", "vdl-aamva-v1"},
    {"https://vaxcert.example/contexts/vaccination/v1", "vaxcert-vaccination-v1"},
    {"https://cowin.gov.in/credentials/vaccination/v1", "vaccination-v1"},
    {"https://cowin.gov.in/credentials/vaccination/v2", "vaccination-v2"},
    {"https://cowin.gov.in/credentials/testCertificate/v1", "testCertificate-v1"},
    {"https://divoc.dev/credentials/vaccination/v1", "vaccination-v1"},
    {"https://divoc.dev/credentials/vaccination/v2", "vaccination-v2"},
    // Sri Lanka and the Philippines serve the text of version 2 under a URL that ends in v1.
    {"https://divoc.lgcc.gov.lk/credentials/vaccination/v1", "vaccination-v2"},
    {"https://divoc.prod/vaccine/credentials/vaccination/v1", "vaccination-v2"},
    {"https://www.pedulilindungi.id/credentials/vaccination/v2", "vaccination-v2"},
};

std::vector<Document> build() {
    std::vector<Document> built;
    built.reserve(std::size(sources));
    for (const Source& source : sources) {
        json::Value document{json::Object{}};
        document.set("@context", source.context());
        built.push_back({source.name, source.sha256, std::move(document)});
    }
    return built;
}

}  // namespace

std::span<const Address> addresses() {
    return known;
}

std::span<const Document> documents() {
    static const std::vector<Document> all = build();
    return all;
}

const Document* shipped(std::string_view url) {
    const auto address = std::ranges::find(known, url, &Address::url);
    if (address == std::end(known)) return nullptr;
    const auto all = documents();
    return &*std::ranges::find(all, address->document, &Document::name);
}

}  // namespace vaxcert::jsonld
