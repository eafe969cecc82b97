// SPDX-License-Identifier: Apache-2.0
// What the terms of CoWIN's and DIVOC's certificates mean (egovernments/DIVOC, MIT).
//
// "vac" ends in no delimiter, so it is no prefix under JSON-LD 1.1 and "vac:city" is an absolute
// IRI as it stands. It went into every signature like this.

#include <array>

#include "jsonld/facts.hpp"
#include "jsonld/tables.hpp"

namespace vaxcert::jsonld {
namespace {

constexpr Says scoped = version_1_1 | all_protected;
constexpr Says root = version_1_1 | all_protected | id_and_type;

constexpr Row address_rows[] = {
    {"streetAddress", "schema:streetAddress"},
    {"streetAddress2", "vac:addressLine2"},
    {"city", "vac:city"},
    {"district", "vac:district"},
    {"addressRegion", "schema:addressRegion"},
    {"postalCode", "schema:postalCode"},
    {"addressCountry", "schema:addressCountry"},
};
constexpr Table address{scoped, address_rows};

constexpr Row verifier_rows[] = {
    {"id", "schema:id"},
    {"name", "schema:name"},
    {"sign-image", "schema:image"},
};
constexpr Table verifier{scoped, verifier_rows};

constexpr Row facility_rows[] = {
    {"name", "schema:name"},
    {.term = "address", .iri = "schema:PostalAddress", .scope = &address},
    {"seal-image", "schema:image"},
};
constexpr Table facility{scoped, facility_rows};

constexpr Row proof_of_rows[] = {{"nonTransferable", "vac:nonTransferable"}};
constexpr Table proof_of{scoped, proof_of_rows};

// Version 1 knows no date of birth; the test certificate no age.
constexpr Row person_v1_rows[] = {
    {"refId", "schema:id"},
    {"uhid", "schema:id"},
    {"name", "schema:name"},
    {"age", "schema:Number"},
    {"gender", "schema:gender"},
    {"nationality", "schema:nationality"},
    {.term = "address", .iri = "schema:PostalAddress", .scope = &address},
};
constexpr Row person_v2_rows[] = {
    {"refId", "schema:id"},
    {"uhid", "schema:id"},
    {"name", "schema:name"},
    {"age", "schema:Number"},
    {"dob", "schema:date"},
    {"gender", "schema:gender"},
    {"nationality", "schema:nationality"},
    {.term = "address", .iri = "schema:PostalAddress", .scope = &address},
};
constexpr Row person_tested_rows[] = {
    {"refId", "schema:id"},
    {"uhid", "schema:id"},
    {"name", "schema:name"},
    {"dob", "schema:date"},
    {"gender", "schema:gender"},
    {"nationality", "schema:nationality"},
    {.term = "address", .iri = "schema:PostalAddress", .scope = &address},
};
constexpr Table person_v1{scoped, person_v1_rows};
constexpr Table person_v2{scoped, person_v2_rows};
constexpr Table person_tested{scoped, person_tested_rows};

constexpr Row vaccination_v1_rows[] = {
    {"certificateId", "schema:id"},
    {"feedbackUrl", "schema:url"},
    {"infoUrl", "schema:url"},
    {"batch", "schema:id"},
    {"vaccine", "schema:id"},
    {"manufacturer", "schema:id"},
    {"date", "schema:date"},
    {"effectiveStart", "schema:date"},
    {"effectiveUntil", "schema:date"},
    {"dose", "schema:doseValue"},
    {"totalDoses", "schema:doseValue"},
    {.term = "verifier", .iri = "vac:verifier", .scope = &verifier},
    {.term = "facility", .iri = "vac:Facility", .scope = &facility},
};
constexpr Row vaccination_v2_rows[] = {
    {"certificateId", "schema:id"},
    {"feedbackUrl", "schema:url"},
    {"infoUrl", "schema:url"},
    {"batch", "schema:id"},
    {"vaccine", "schema:id"},
    {"icd11Code", "schema:id"},
    {"prophylaxis", "schema:name"},
    {"manufacturer", "schema:id"},
    {"date", "schema:date"},
    {"effectiveStart", "schema:date"},
    {"effectiveUntil", "schema:date"},
    {"dose", "schema:doseValue"},
    {"totalDoses", "schema:doseValue"},
    {.term = "verifier", .iri = "vac:verifier", .scope = &verifier},
    {.term = "facility", .iri = "vac:Facility", .scope = &facility},
};
constexpr Row test_details_rows[] = {
    {"certificateId", "schema:id"},
    {"feedbackUrl", "schema:url"},
    {"infoUrl", "schema:url"},
    {"batch", "schema:id"},
    {"testType", "schema:id"},
    {"testName", "schema:name"},
    {"manufacturer", "schema:id"},
    {"disease", "schema:id"},
    {"sampleOrigin", "schema:id"},
    {"sampleCollectionTimestamp", "schema:dateTime"},
    {"resultTimestamp", "schema:dateTime"},
    {"result", "schema:id"},
    {.term = "verifier", .iri = "vac:verifier", .scope = &verifier},
    {.term = "facility", .iri = "vac:Facility", .scope = &facility},
};
constexpr Table vaccination_v1{scoped, vaccination_v1_rows};
constexpr Table vaccination_v2{scoped, vaccination_v2_rows};
constexpr Table test_details{scoped, test_details_rows};

}  // namespace

json::Value cowin_vaccination_v1() {
    static constexpr Row rows[] = {
        {"schema", "https://schema.org/"},
        {"vac", "https://cowin.gov.in/credentials/vaccination/v1"},
        {.term = "ProofOfVaccinationCredential",
         .iri = "schema:ProofOfVaccinationCredential",
         .scope = &proof_of},
        {.term = "Person", .iri = "schema:Person", .scope = &person_v1},
        {.term = "Vaccination", .iri = "vac:Vaccination", .scope = &vaccination_v1},
    };
    return to_json({root, rows});
}

json::Value cowin_vaccination_v2() {
    static constexpr Row rows[] = {
        {"schema", "https://schema.org/"},
        {"vac", "https://cowin.gov.in/credentials/vaccination/v2"},
        {.term = "ProofOfVaccinationCredential",
         .iri = "schema:ProofOfVaccinationCredential",
         .scope = &proof_of},
        {.term = "Person", .iri = "schema:Person", .scope = &person_v2},
        {.term = "Vaccination", .iri = "vac:Vaccination", .scope = &vaccination_v2},
    };
    return to_json({root, rows});
}

json::Value cowin_test_certificate_v1() {
    static constexpr Row rows[] = {
        {"schema", "https://schema.org/"},
        {"vac", "https://cowin.gov.in/credentials/testCertificate/v1"},
        {.term = "ProofOfTestCertificateCredential",
         .iri = "schema:ProofOfTestCredential",
         .scope = &proof_of},
        {.term = "Person", .iri = "schema:Person", .scope = &person_tested},
        {.term = "TestDetails", .iri = "vac:TestDetails", .scope = &test_details},
    };
    return to_json({root, rows});
}

}  // namespace vaxcert::jsonld
