// SPDX-License-Identifier: Apache-2.0
// Our own terms for vaccination, tests and recovery in W3C credentials, version 1. Each has an IRI
// of its own, so that no two values of a node can be exchanged under a signature. The text is
// frozen: a change is a new version under a new URL. docs/contexts/ holds it as it is published.

#include "jsonld/facts.hpp"
#include "jsonld/tables.hpp"

namespace vaxcert::jsonld {
namespace {

constexpr Says ours = version_1_1 | all_protected;
constexpr Says whole = ours | id_and_type;

constexpr Row certificate_rows[] = {
    {"certificateVersion", "https://vaxcert.example/terms/v1#certificateVersion"},
    {"replacesCertificate", "https://vaxcert.example/terms/v1#replacesCertificate"},
};
constexpr Table certificate{ours, certificate_rows};

constexpr Row person_rows[] = {
    {"fullName", "https://vaxcert.example/terms/v1#fullName"},
    {"birthDate", "https://vaxcert.example/terms/v1#birthDate"},
    {"age", "https://vaxcert.example/terms/v1#age"},
    {"sex", "https://vaxcert.example/terms/v1#sex"},
    {"nationality", "https://vaxcert.example/terms/v1#nationality"},
    {"knownAs", "https://vaxcert.example/terms/v1#knownAs"},
    {"homeAddress", "https://vaxcert.example/terms/v1#homeAddress"},
    {"healthEvent", "https://vaxcert.example/terms/v1#healthEvent"},
};
constexpr Table person{ours, person_rows};

constexpr Row identifier_rows[] = {
    {"identifierType", "https://vaxcert.example/terms/v1#identifierType"},
    {"identifierValue", "https://vaxcert.example/terms/v1#identifierValue"},
};
constexpr Table identifier{ours, identifier_rows};

constexpr Row address_rows[] = {
    {"addressLine1", "https://vaxcert.example/terms/v1#addressLine1"},
    {"addressLine2", "https://vaxcert.example/terms/v1#addressLine2"},
    {"city", "https://vaxcert.example/terms/v1#city"},
    {"district", "https://vaxcert.example/terms/v1#district"},
    {"region", "https://vaxcert.example/terms/v1#region"},
    {"postalCode", "https://vaxcert.example/terms/v1#postalCode"},
    {"addressCountry", "https://vaxcert.example/terms/v1#addressCountry"},
};
constexpr Table address{ours, address_rows};

constexpr Row centre_rows[] = {
    {"centreName", "https://vaxcert.example/terms/v1#centreName"},
    {"centreAddress", "https://vaxcert.example/terms/v1#centreAddress"},
};
constexpr Table centre{ours, centre_rows};

constexpr Row code_rows[] = {
    {"codeSystem", "https://vaxcert.example/terms/v1#codeSystem"},
    {"codeValue", "https://vaxcert.example/terms/v1#codeValue"},
    {"codeDisplay", "https://vaxcert.example/terms/v1#codeDisplay"},
};
constexpr Table code{ours, code_rows};

constexpr Row vaccination_rows[] = {
    {"vaccinatedAgainst", "https://vaxcert.example/terms/v1#vaccinatedAgainst"},
    {"vaccineKind", "https://vaxcert.example/terms/v1#vaccineKind"},
    {"vaccineProduct", "https://vaxcert.example/terms/v1#vaccineProduct"},
    {"vaccineManufacturer", "https://vaxcert.example/terms/v1#vaccineManufacturer"},
    {"vaccineBatch", "https://vaxcert.example/terms/v1#vaccineBatch"},
    {"vaccinationDate", "https://vaxcert.example/terms/v1#vaccinationDate"},
    {"doseNumber", "https://vaxcert.example/terms/v1#doseNumber"},
    {"dosesOfCourse", "https://vaxcert.example/terms/v1#dosesOfCourse"},
    {"vaccinationCountry", "https://vaxcert.example/terms/v1#vaccinationCountry"},
    {"vaccinationCentre", "https://vaxcert.example/terms/v1#vaccinationCentre"},
    {"vaccinator", "https://vaxcert.example/terms/v1#vaccinator"},
    {"protectionFrom", "https://vaxcert.example/terms/v1#protectionFrom"},
    {"protectionUntil", "https://vaxcert.example/terms/v1#protectionUntil"},
    {"nextDoseDate", "https://vaxcert.example/terms/v1#nextDoseDate"},
};
constexpr Table vaccination{ours, vaccination_rows};

constexpr Row test_rows[] = {
    {"testedFor", "https://vaxcert.example/terms/v1#testedFor"},
    {"testKind", "https://vaxcert.example/terms/v1#testKind"},
    {"testName", "https://vaxcert.example/terms/v1#testName"},
    {"testManufacturer", "https://vaxcert.example/terms/v1#testManufacturer"},
    {"testBatch", "https://vaxcert.example/terms/v1#testBatch"},
    {"sampleOrigin", "https://vaxcert.example/terms/v1#sampleOrigin"},
    {"sampleTime", "https://vaxcert.example/terms/v1#sampleTime"},
    {"resultTime", "https://vaxcert.example/terms/v1#resultTime"},
    {"testResult", "https://vaxcert.example/terms/v1#testResult"},
    {"testCountry", "https://vaxcert.example/terms/v1#testCountry"},
    {"testCentre", "https://vaxcert.example/terms/v1#testCentre"},
    {"testVerifier", "https://vaxcert.example/terms/v1#testVerifier"},
};
constexpr Table test{ours, test_rows};

constexpr Row recovery_rows[] = {
    {"recoveredFrom", "https://vaxcert.example/terms/v1#recoveredFrom"},
    {"firstPositiveDate", "https://vaxcert.example/terms/v1#firstPositiveDate"},
    {"recoveredSince", "https://vaxcert.example/terms/v1#recoveredSince"},
    {"recoveredUntil", "https://vaxcert.example/terms/v1#recoveredUntil"},
    {"recoveryCountry", "https://vaxcert.example/terms/v1#recoveryCountry"},
};
constexpr Table recovery{ours, recovery_rows};

}  // namespace

json::Value vaxcert_vaccination_v1() {
    static constexpr Row rows[] = {
        {.term = "HealthCertificate",
         .iri = "https://vaxcert.example/terms/v1#HealthCertificate",
         .scope = &certificate},
        {.term = "CertifiedPerson",
         .iri = "https://vaxcert.example/terms/v1#CertifiedPerson",
         .scope = &person},
        {.term = "PersonIdentifier",
         .iri = "https://vaxcert.example/terms/v1#PersonIdentifier",
         .scope = &identifier},
        {.term = "PlaceAddress",
         .iri = "https://vaxcert.example/terms/v1#PlaceAddress",
         .scope = &address},
        {.term = "HealthCentre",
         .iri = "https://vaxcert.example/terms/v1#HealthCentre",
         .scope = &centre},
        {.term = "CodedConcept",
         .iri = "https://vaxcert.example/terms/v1#CodedConcept",
         .scope = &code},
        {.term = "Vaccination",
         .iri = "https://vaxcert.example/terms/v1#Vaccination",
         .scope = &vaccination},
        {.term = "DiseaseTest",
         .iri = "https://vaxcert.example/terms/v1#DiseaseTest",
         .scope = &test},
        {.term = "Recovery",
         .iri = "https://vaxcert.example/terms/v1#Recovery",
         .scope = &recovery},
    };
    return to_json({whole, rows});
}

}  // namespace vaxcert::jsonld
