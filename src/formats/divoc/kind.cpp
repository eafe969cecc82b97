// SPDX-License-Identifier: Apache-2.0
#include "formats/divoc/kind.hpp"

#include <algorithm>
#include <array>

namespace vaxcert::divoc {
namespace {

struct ContextKind {
    std::string_view url;
    Kind kind;
};

// Sri Lanka and the Philippines published the second vocabulary under a URL that ends in v1.
constexpr std::array<ContextKind, 8> contexts = {{
    {"https://cowin.gov.in/credentials/vaccination/v1", Kind::vaccination_v1},
    {"https://cowin.gov.in/credentials/vaccination/v2", Kind::vaccination_v2},
    {"https://divoc.dev/credentials/vaccination/v1", Kind::vaccination_v1},
    {"https://divoc.dev/credentials/vaccination/v2", Kind::vaccination_v2},
    {"https://divoc.lgcc.gov.lk/credentials/vaccination/v1", Kind::vaccination_v2},
    {"https://divoc.prod/vaccine/credentials/vaccination/v1", Kind::vaccination_v2},
    {"https://www.pedulilindungi.id/credentials/vaccination/v2", Kind::vaccination_v2},
    {"https://cowin.gov.in/credentials/testCertificate/v1", Kind::test},
}};

constexpr MemberRule address[] = {
    {"streetAddress"},
    {"streetAddress2"},
    {"district"},
    {"city"},
    {"addressRegion"},
    {"addressCountry"},
    {"postalCode", Holds::number_or_text},
};

constexpr MemberRule subject_v1[] = {
    {"id", Holds::node_id},
    {"refId"},
    {"name"},
    {"uhid"},
    {"gender"},
    {"age"},
    {"nationality"},
    {"address", Holds::object, address},
};

constexpr MemberRule subject_v2[] = {
    {"id", Holds::node_id},
    {"refId"},
    {"name"},
    {"uhid"},
    {"gender"},
    {"age"},
    {"nationality"},
    {"address", Holds::object, address},
    {"dob"},
};

constexpr MemberRule subject_test[] = {
    {"id", Holds::node_id},
    {"refId"},
    {"name"},
    {"uhid"},
    {"gender"},
    {"nationality"},
    {"address", Holds::object, address},
    {"dob"},
};

constexpr MemberRule verifier[] = {{"id"}, {"name"}, {"sign-image"}};

constexpr MemberRule facility[] = {
    {"id", Holds::node_id}, {"name"}, {"address", Holds::object, address}, {"seal-image"}};

constexpr MemberRule vaccination_v1[] = {
    {"id", Holds::node_id},
    {"feedbackUrl"},
    {"infoUrl"},
    {"certificateId"},
    {"batch"},
    {"vaccine"},
    {"manufacturer"},
    {"date"},
    {"effectiveStart"},
    {"effectiveUntil"},
    {"dose", Holds::count},
    {"totalDoses", Holds::count},
    {"verifier", Holds::object, verifier},
    {"facility", Holds::object, facility},
};

constexpr MemberRule vaccination_v2[] = {
    {"id", Holds::node_id},
    {"feedbackUrl"},
    {"infoUrl"},
    {"certificateId"},
    {"batch"},
    {"vaccine"},
    {"manufacturer"},
    {"icd11Code"},
    {"prophylaxis"},
    {"date"},
    {"effectiveStart"},
    {"effectiveUntil"},
    {"dose", Holds::count},
    {"totalDoses", Holds::count},
    {"verifier", Holds::object, verifier},
    {"facility", Holds::object, facility},
};

constexpr MemberRule test_details[] = {
    {"id", Holds::node_id},
    {"feedbackUrl"},
    {"infoUrl"},
    {"certificateId"},
    {"batch"},
    {"testName"},
    {"testType"},
    {"manufacturer"},
    {"disease"},
    {"sampleOrigin"},
    {"sampleCollectionTimestamp"},
    {"resultTimestamp"},
    {"result"},
    {"verifier", Holds::object, verifier},
    {"facility", Holds::object, facility},
};

bool is_letter(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

}  // namespace

bool kind_of_context(std::string_view url, Kind& kind) noexcept {
    const auto* row = std::ranges::find(contexts, url, &ContextKind::url);
    if (row == contexts.end()) return false;
    kind = row->kind;
    return true;
}

std::string_view credential_type(Kind kind) noexcept {
    return kind == Kind::test ? "ProofOfTestCertificateCredential" : "ProofOfVaccinationCredential";
}

std::string_view evidence_type(Kind kind) noexcept {
    return kind == Kind::test ? "TestDetails" : "Vaccination";
}

std::span<const MemberRule> subject_members(Kind kind) noexcept {
    switch (kind) {
        case Kind::vaccination_v1:
            return subject_v1;
        case Kind::vaccination_v2:
            return subject_v2;
        case Kind::test:
            return subject_test;
    }
    return {};
}

std::span<const MemberRule> evidence_members(Kind kind) noexcept {
    switch (kind) {
        case Kind::vaccination_v1:
            return vaccination_v1;
        case Kind::vaccination_v2:
            return vaccination_v2;
        case Kind::test:
            return test_details;
    }
    return {};
}

bool is_absolute_iri(std::string_view text) noexcept {
    // ^([A-Za-z][A-Za-z0-9+-.]*|_):  where +-. is a range: plus, comma, hyphen and dot.
    const std::size_t colon = text.find(':');
    if (colon == 0 || colon == text.npos) return false;
    const std::string_view scheme = text.substr(0, colon);
    if (scheme == "_") return true;
    const auto may_follow = [](char c) {
        return is_letter(c) || (c >= '0' && c <= '9') || (c >= '+' && c <= '.');
    };
    return is_letter(scheme.front()) && std::ranges::all_of(scheme.substr(1), may_follow);
}

}  // namespace vaxcert::divoc
