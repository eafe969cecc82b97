// SPDX-License-Identifier: Apache-2.0
#include "formats/divoc/guards.hpp"

#include <doctest/doctest.h>

#include <vaxcert/master_data.hpp>

#include "formats/divoc/document.hpp"
#include "formats/divoc/read.hpp"
#include "formats/divoc/shape.hpp"
#include "json/parse.hpp"

using namespace vaxcert;
using namespace vaxcert::divoc;

namespace {

constexpr std::string_view test_certificate = R"({
  "@context": ["https://www.w3.org/2018/credentials/v1",
               "https://cowin.gov.in/credentials/testCertificate/v1"],
  "type": ["VerifiableCredential", "ProofOfTestCertificateCredential"],
  "credentialSubject": {"type": "Person", "id": "did:india:TEST1", "refId": "TEST1",
    "name": "Test Person One", "gender": "Female", "dob": "1981-02-03", "nationality": "Indian",
    "address": {"streetAddress": "", "streetAddress2": "", "district": "Example District", "city": "",
      "addressRegion": "Example State", "addressCountry": "IN", "postalCode": "176207"}},
  "issuer": "https://cowin.gov.in/", "issuanceDate": "2021-08-02T10:00:00.000Z",
  "evidence": [{"id": "https://cowin.gov.in/test/123456789",
    "feedbackUrl": "https://cowin.gov.in/?123456789", "infoUrl": "https://cowin.gov.in/?123456789",
    "certificateId": "123456789", "type": ["TestDetails"], "batch": "B1", "testName": "",
    "testType": "RT-PCR", "manufacturer": "Example Labs", "disease": "COVID-19", "sampleOrigin": "",
    "sampleCollectionTimestamp": "2021-08-01T10:00:00.000Z",
    "resultTimestamp": "2021-08-01T20:00:00.000Z", "result": "Negative",
    "verifier": {"name": "Test Lab"},
    "facility": {"name": "Lab", "address": {"streetAddress": "", "streetAddress2": "",
      "district": "Example District", "city": "", "addressRegion": "Example State",
      "addressCountry": "IN", "postalCode": ""}}}],
  "nonTransferable": "true"})";

std::string with(std::string_view piece, std::string_view other) {
    std::string text(test_certificate);
    const std::size_t at = text.find(piece);
    REQUIRE(at != text.npos);
    return text.replace(at, piece.size(), other);
}

struct Read {
    std::vector<std::string> reasons;
    Claims claims;
};

/// What the guards find in a document, as if it had been signed like this.
Read read(std::string_view text) {
    const Budget budget = Budget::for_one_certificate();
    const auto document = json::parse(text, budget);
    REQUIRE(document);
    const auto kind = check_shape(*document);
    if (!kind) FAIL(kind.error().detail);
    const auto canonical = canonicalize(*document, budget);
    REQUIRE(canonical);
    const auto profile = Profile::ready("india");
    REQUIRE(profile);
    Read read;
    for (const Finding& finding : check_guards({*kind, *document, canonical->dataset}, &*profile))
        read.reasons.emplace_back(name(finding.error.reason));
    read.claims = read_claims(*document, *kind, &*profile);
    return read;
}

/// Reasons as one text, which a failing test prints.
std::string reasons(const Read& read) {
    std::string all;
    for (const std::string& reason : read.reasons) all += (all.empty() ? "" : " ") + reason;
    return all;
}

}  // namespace

TEST_SUITE("guards of a test certificate") {
    TEST_CASE(
        "result, disease and kind of test are certain; free texts are not shown where they could "
        "be exchanged") {
        const Read good = read(test_certificate);
        CHECK(reasons(good).empty());
        const auto& test = std::get<Test>(good.claims.event);
        CHECK(test.result == "Negative");
        CHECK(test.type == "RT-PCR");
        CHECK(test.batch.empty());
        CHECK(test.manufacturer.empty());
    }

    TEST_CASE("a result that another member holds is found out") {
        CHECK(reasons(read(with(R"("batch": "B1")", R"("batch": "Positive")"))) ==
              "result-not-protected");
        CHECK(reasons(read(with(R"("result": "Negative")", R"("result": "B1")"))) ==
              "result-not-protected");
        CHECK(reasons(read(with(R"("disease": "COVID-19")", R"("disease": "Unheard-of")"))) ==
              "result-not-protected");
    }

    TEST_CASE("times that were exchanged are found out") {
        CHECK(reasons(read(with(R"("resultTimestamp": "2021-08-01T20:00:00.000Z")",
                                R"("resultTimestamp": "2021-08-01T09:00:00.000Z")"))) ==
              "date-order-not-protected");
    }
}

TEST_SUITE("guards of nodes") {
    TEST_CASE("an event whose IRI ends in no id could not be withdrawn") {
        const std::string text = with(R"("id": "https://cowin.gov.in/test/123456789")",
                                      R"("id": "https://cowin.gov.in/test/")");
        CHECK(reasons(read(text)).starts_with("member-missing"));
        CHECK(read(text).claims.certificate.id.empty());
        CHECK(reasons(read(with(R"("id": "https://cowin.gov.in/test/123456789")",
                                R"("id": "https://cowin.gov.in/test?123456789#")")))
                  .empty());
    }

    TEST_CASE("a subject without an absolute IRI says nothing that is signed") {
        CHECK(reasons(read(with("did:india:TEST1", "872550100V"))) == "subject-not-signed");
        CHECK(reasons(read(with("did:india:TEST1", ""))) == "subject-not-signed");
    }

    TEST_CASE("a subject that is a blank node is signed, and its label is not shown") {
        const Read blank = read(with("did:india:TEST1", "_:x"));
        CHECK(reasons(blank).empty());
        for (const Identifier& each : blank.claims.person.identifiers) CHECK(each.type == "refId");
    }

    TEST_CASE("an issuer or an event whose name is not signed is refused") {
        CHECK(reasons(read(with(R"("issuer": "https://cowin.gov.in/")", R"("issuer": "CoWIN")"))) ==
              "issuer-not-signed");
        CHECK(reasons(read(with(R"("issuer": "https://cowin.gov.in/")", R"("issuer": "_:x")"))) ==
              "issuer-not-signed");
        CHECK(read(with(R"("id": "https://cowin.gov.in/test/123456789")", R"("id": "_:123456789")"))
                  .reasons.front() == "evidence-not-signed");
    }

    TEST_CASE("an id that JSON-LD would write otherwise is not what was signed") {
        CHECK(reasons(read(with("did:india:TEST1", "schema:name"))) == "claim-not-signed");
    }
}
