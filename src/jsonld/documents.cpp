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
};

constexpr Address known[] = {
    {"https://www.w3.org/2018/credentials/v1", "credentials-v1"},
    {"https://www.w3.org/2018/credentials#", "credentials-v1"},
    {"https://w3id.org/security/v1", "security-v1"},
    {"https://w3id.org/security/v2", "security-v2"},
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
