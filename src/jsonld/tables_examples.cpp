// SPDX-License-Identifier: Apache-2.0
// What the terms of the documents mean with which W3C's suites test cryptosuites: permanent
// resident cards, driving licences, and whatever an example makes up.

#include "jsonld/facts.hpp"
#include "jsonld/tables.hpp"

namespace vaxcert::jsonld {
namespace {

constexpr Row quantitative_value_rows[] = {
    {"unitCode", "https://schema.org/unitCode"},
    {"value", "https://schema.org/value"},
};
constexpr Table quantitative_value{all_protected, quantitative_value_rows};

constexpr Row postal_address_rows[] = {
    {"addressCountry", "https://schema.org/addressCountry"},
    {"addressLocality", "https://schema.org/addressLocality"},
    {"addressRegion", "https://schema.org/addressRegion"},
};
constexpr Table postal_address{all_protected, postal_address_rows};

constexpr Row person_rows[] = {
    {"additionalName", "https://schema.org/additionalName"},
    {"birthCountry", "https://w3id.org/citizenship#birthCountry"},
    {.term = "birthDate",
     .iri = "https://schema.org/birthDate",
     .type = "http://www.w3.org/2001/XMLSchema#dateTime"},
    {"familyName", "https://schema.org/familyName"},
    {"gender", "https://schema.org/gender"},
    {"givenName", "https://schema.org/givenName"},
    {"height", "https://schema.org/height"},
    {.term = "image", .iri = "https://schema.org/image", .type = "@id"},
    {"maritalStatus", "https://w3id.org/citizenship#maritalStatus"},
    {"marriageCertificateNumber", "https://w3id.org/citizenship#marriageCertificateNumber"},
    {.term = "marriageLocation",
     .iri = "https://w3id.org/citizenship#marriageLocation",
     .type = "@id"},
};
constexpr Table person{all_protected | id_and_type, person_rows};

constexpr Row permanent_resident_rows[] = {
    {"commuterClassification", "https://w3id.org/citizenship#commuterClassification"},
    {"formerNationality", "https://w3id.org/citizenship#formerNationality"},
    {.term = "permanentResidentCard",
     .iri = "https://w3id.org/citizenship#permanentResidentCard",
     .type = "@id"},
    {.term = "residence", .iri = "https://w3id.org/citizenship#residence", .type = "@id"},
    {.term = "residentSince",
     .iri = "https://w3id.org/citizenship#residentSince",
     .type = "http://www.w3.org/2001/XMLSchema#dateTime"},
};
constexpr Table permanent_resident{all_protected | id_and_type, permanent_resident_rows};

constexpr Row permanent_resident_card_rows[] = {
    {.term = "filingLocation", .iri = "https://w3id.org/citizenship#filingLocation", .type = "@id"},
    {"identifier", "https://schema.org/identifier"},
    {"lprCategory", "https://w3id.org/citizenship#lprCategory"},
    {"lprNumber", "https://w3id.org/citizenship#lprNumber"},
    {.term = "mrzHash",
     .iri = "https://w3id.org/citizenship#mrzHash",
     .type = "https://w3id.org/security#multibase"},
};
constexpr Table permanent_resident_card{all_protected | id_and_type, permanent_resident_card_rows};

constexpr Row employable_person_rows[] = {
    {"commuterClassification", "https://w3id.org/citizenship#commuterClassification"},
    {.term = "employmentAuthorizationDocument",
     .iri = "https://w3id.org/citizenship#employmentAuthorizationDocument",
     .type = "@id"},
    {"formerNationality", "https://w3id.org/citizenship#formerNationality"},
    {.term = "residence", .iri = "https://w3id.org/citizenship#residence", .type = "@id"},
    {.term = "residentSince",
     .iri = "https://w3id.org/citizenship#residentSince",
     .type = "http://www.w3.org/2001/XMLSchema#dateTime"},
};
constexpr Table employable_person{all_protected | id_and_type, employable_person_rows};

constexpr Row employment_authorization_document_rows[] = {
    {.term = "filingLocation", .iri = "https://w3id.org/citizenship#filingLocation", .type = "@id"},
    {"identifier", "https://schema.org/identifier"},
    {"lprCategory", "https://w3id.org/citizenship#lprCategory"},
    {"lprNumber", "https://w3id.org/citizenship#lprNumber"},
    {.term = "mrzHash",
     .iri = "https://w3id.org/citizenship#mrzHash",
     .type = "https://w3id.org/security#multibase"},
};
constexpr Table employment_authorization_document{all_protected | id_and_type,
                                                  employment_authorization_document_rows};

constexpr Row naturalized_person_rows[] = {
    {"formerNationality", "https://w3id.org/citizenship#formerNationality"},
    {.term = "certificateOfNaturalization",
     .iri = "https://w3id.org/citizenship#certificateOfNaturalization",
     .type = "@id"},
    {.term = "residence", .iri = "https://w3id.org/citizenship#residence", .type = "@id"},
    {.term = "residentSince",
     .iri = "https://w3id.org/citizenship#residentSince",
     .type = "http://www.w3.org/2001/XMLSchema#dateTime"},
    {"commuterClassification", "https://w3id.org/citizenship#commuterClassification"},
};
constexpr Table naturalized_person{all_protected | id_and_type, naturalized_person_rows};

constexpr Row certificate_of_naturalization_rows[] = {
    {.term = "ceremonyDate",
     .iri = "https://w3id.org/citizenship#ceremonyDate",
     .type = "http://www.w3.org/2001/XMLSchema#dateTime"},
    {.term = "ceremonyLocation",
     .iri = "https://w3id.org/citizenship#ceremonyLocation",
     .type = "@id"},
    {.term = "filingLocation", .iri = "https://w3id.org/citizenship#filingLocation", .type = "@id"},
    {.term = "naturalizationLocation",
     .iri = "https://w3id.org/citizenship#naturalizationLocation",
     .type = "@id"},
    {"naturalizedBy", "https://w3id.org/citizenship#naturalizedBy"},
    {"identifier", "https://schema.org/identifier"},
    {"insRegistrationNumber", "https://w3id.org/citizenship#insRegistrationNumber"},
};
constexpr Table certificate_of_naturalization{all_protected | id_and_type,
                                              certificate_of_naturalization_rows};

constexpr Row citizen_rows[] = {
    {.term = "certificateOfCitizenship",
     .iri = "https://w3id.org/citizenship#certificateOfCitizenship",
     .type = "@id"},
};
constexpr Table citizen{all_protected | id_and_type, citizen_rows};

constexpr Row certificate_of_citizenship_rows[] = {
    {.term = "filingLocation", .iri = "https://w3id.org/citizenship#filingLocation", .type = "@id"},
    {"identifier", "https://schema.org/identifier"},
    {.term = "ceremonyDate",
     .iri = "https://w3id.org/citizenship#ceremonyDate",
     .type = "http://www.w3.org/2001/XMLSchema#dateTime"},
    {.term = "ceremonyLocation",
     .iri = "https://w3id.org/citizenship#ceremonyLocation",
     .type = "@id"},
    {"cisRegistrationNumber", "https://w3id.org/citizenship#cisRegistrationNumber"},
};
constexpr Table certificate_of_citizenship{all_protected | id_and_type,
                                           certificate_of_citizenship_rows};

constexpr Row citizenship_v4rc1_table_rows[] = {
    {.term = "image", .iri = "https://schema.org/image", .type = "@id"},
    {.term = "QuantitativeValue",
     .iri = "https://schema.org/QuantitativeValue",
     .scope = &quantitative_value},
    {.term = "PostalAddress", .iri = "https://schema.org/PostalAddress", .scope = &postal_address},
    {.term = "Person", .iri = "https://schema.org/Person", .scope = &person},
    {.term = "PermanentResident",
     .iri = "https://w3id.org/citizenship#PermanentResident",
     .scope = &permanent_resident},
    {.term = "PermanentResidentCard",
     .iri = "https://w3id.org/citizenship#PermanentResidentCard",
     .scope = &permanent_resident_card},
    {"PermanentResidentCardCredential",
     "https://w3id.org/citizenship#PermanentResidentCardCredential"},
    {.term = "EmployablePerson",
     .iri = "https://w3id.org/citizenship#EmployablePerson",
     .scope = &employable_person},
    {.term = "EmploymentAuthorizationDocument",
     .iri = "https://w3id.org/citizenship#EmploymentAuthorizationDocument",
     .scope = &employment_authorization_document},
    {"EmploymentAuthorizationDocumentCredential",
     "https://w3id.org/citizenship#EmploymentAuthorizationDocumentCredential"},
    {.term = "NaturalizedPerson",
     .iri = "https://w3id.org/citizenship#NaturalizedPerson",
     .scope = &naturalized_person},
    {.term = "CertificateOfNaturalization",
     .iri = "https://w3id.org/citizenship#CertificateOfNaturalization",
     .scope = &certificate_of_naturalization},
    {"CertificateOfNaturalizationCredential",
     "https://w3id.org/citizenship#CertificateOfNaturalizationCredential"},
    {.term = "Citizen", .iri = "https://w3id.org/citizenship#Citizen", .scope = &citizen},
    {.term = "CertificateOfCitizenship",
     .iri = "https://w3id.org/citizenship#CertificateOfCitizenship",
     .scope = &certificate_of_citizenship},
    {"CertificateOfCitizenshipCredential",
     "https://w3id.org/citizenship#CertificateOfCitizenshipCredential"},
};
constexpr Table citizenship_v4rc1_table{all_protected, citizenship_v4rc1_table_rows};

constexpr Row licensed_driver_rows[] = {
    {.term = "driversLicense", .iri = "https://w3id.org/vdl#license", .type = "@id"},
};
constexpr Table licensed_driver{all_protected, licensed_driver_rows};

constexpr Row iso18013_drivers_license_rows[] = {
    {"administrative_number", "https://w3id.org/vdl#administrativeNumber"},
    {.term = "age_birth_year",
     .iri = "https://w3id.org/vdl#ageBirthYear",
     .type = "http://www.w3.org/2001/XMLSchema#unsignedInt"},
    {.term = "age_in_years",
     .iri = "https://w3id.org/vdl#ageInYears",
     .type = "http://www.w3.org/2001/XMLSchema#unsignedInt"},
    {"age_over_18", "https://w3id.org/vdl#ageOver18"},
    {"age_over_21", "https://w3id.org/vdl#ageOver21"},
    {"age_over_25", "https://w3id.org/vdl#ageOver25"},
    {"age_over_62", "https://w3id.org/vdl#ageOver62"},
    {"age_over_65", "https://w3id.org/vdl#ageOver65"},
    {.term = "birth_date",
     .iri = "https://w3id.org/vdl#birthDate",
     .type = "http://www.w3.org/2001/XMLSchema#dateTime"},
    {"birth_place", "https://w3id.org/vdl#birthPlace"},
    {"document_number", "https://w3id.org/vdl#documentNumber"},
    {.term = "driving_privileges",
     .iri = "https://w3id.org/vdl#drivingPrivileges",
     .type = "@json"},
    {.term = "expiry_date",
     .iri = "https://w3id.org/vdl#expiryDate",
     .type = "http://www.w3.org/2001/XMLSchema#dateTime"},
    {"eye_colour", "https://w3id.org/vdl#eyeColour"},
    {"family_name", "https://w3id.org/vdl#familyName"},
    {"family_name_national_character", "https://w3id.org/vdl#familyNameNationalCharacter"},
    {"given_name", "https://w3id.org/vdl#givenName"},
    {"given_name_national_character", "https://w3id.org/vdl#givenNameNationalCharacter"},
    {"hair_colour", "https://w3id.org/vdl#hairColour"},
    {.term = "height",
     .iri = "https://w3id.org/vdl#height",
     .type = "http://www.w3.org/2001/XMLSchema#unsignedInt"},
    {.term = "issue_date",
     .iri = "https://w3id.org/vdl#issueDate",
     .type = "http://www.w3.org/2001/XMLSchema#dateTime"},
    {"issuing_authority", "https://w3id.org/vdl#issuingAuthority"},
    {"issuing_country", "https://w3id.org/vdl#issuingCountry"},
    {"issuing_jurisdiction", "https://w3id.org/vdl#issuingJurisdiction"},
    {"nationality", "https://w3id.org/vdl#nationality"},
    {.term = "portrait", .iri = "https://w3id.org/vdl#portrait", .type = "@id"},
    {.term = "portrait_capture_date",
     .iri = "https://w3id.org/vdl#portraitCaptureDate",
     .type = "http://www.w3.org/2001/XMLSchema#dateTime"},
    {"resident_address", "https://w3id.org/vdl#residentAddress"},
    {"resident_city", "https://w3id.org/vdl#residentCity"},
    {"resident_country", "https://w3id.org/vdl#residentCountry"},
    {"resident_postal_code", "https://w3id.org/vdl#residentPostalCode"},
    {"resident_state", "https://w3id.org/vdl#residentState"},
    {.term = "sex",
     .iri = "https://w3id.org/vdl#sex",
     .type = "http://www.w3.org/2001/XMLSchema#unsignedInt"},
    {.term = "signature_usual_mark",
     .iri = "https://w3id.org/vdl#signatureUsualMark",
     .type = "@id"},
    {"un_distinguishing_sign", "https://w3id.org/vdl#unDistinguishingSign"},
    {.term = "weight",
     .iri = "https://w3id.org/vdl#weight",
     .type = "http://www.w3.org/2001/XMLSchema#unsignedInt"},
};
constexpr Table iso18013_drivers_license{all_protected, iso18013_drivers_license_rows};

constexpr Row vdl_v1_table_rows[] = {
    {"name", "https://schema.org/name"},
    {"description", "https://schema.org/description"},
    {.term = "image", .iri = "https://schema.org/image", .type = "@id"},
    {.term = "url", .iri = "https://schema.org/url", .type = "@id"},
    {"Iso18013DriversLicenseCredential", "https://w3id.org/vdl#Iso18013DriversLicenseCredential"},
    {.term = "LicensedDriver",
     .iri = "https://w3id.org/vdl#LicensedDriver",
     .type = "@id",
     .scope = &licensed_driver},
    {.term = "Iso18013DriversLicense",
     .iri = "https://w3id.org/vdl#Iso18013DriversLicense",
     .scope = &iso18013_drivers_license},
};
constexpr Table vdl_v1_table{all_protected | id_and_type, vdl_v1_table_rows};

constexpr Row vdl_aamva_v1_table_rows[] = {
    {"aamva_aka_family_name_v2", "https://w3id.org/vdl/aamva#akaFamilyNameV2"},
    {"aamva_aka_given_name_v2", "https://w3id.org/vdl/aamva#akaGivenNameV2"},
    {"aamva_aka_suffix", "https://w3id.org/vdl/aamva#akaSuffix"},
    {.term = "aamva_cdl_indicator",
     .iri = "https://w3id.org/vdl/aamva#cdlIndicator",
     .type = "http://www.w3.org/2001/XMLSchema#unsignedInt"},
    {"aamva_dhs_compliance", "https://w3id.org/vdl/aamva#dhsCompliance"},
    {"aamva_dhs_compliance_text", "https://w3id.org/vdl/aamva#dhsCompliance_text"},
    {.term = "aamva_dhs_temporary_lawful_status",
     .iri = "https://w3id.org/vdl/aamva#dhsTemporaryLawfulStatus",
     .type = "http://www.w3.org/2001/XMLSchema#unsignedInt"},
    {.term = "aamva_domestic_driving_privileges",
     .iri = "https://w3id.org/vdl/aamva#domesticDrivingPrivileges",
     .type = "@json"},
    {.term = "aamva_edl_credential",
     .iri = "https://w3id.org/vdl/aamva#edlCredential",
     .type = "http://www.w3.org/2001/XMLSchema#unsignedInt"},
    {"aamva_family_name_truncation", "https://w3id.org/vdl/aamva#familyNameTruncation"},
    {"aamva_given_name_truncation", "https://w3id.org/vdl/aamva#givenNameTruncation"},
    {.term = "aamva_hazmat_endorsement_expiration_date",
     .iri = "https://w3id.org/vdl/aamva#hazmatEndorsementExpirationDate",
     .type = "http://www.w3.org/2001/XMLSchema#dateTime"},
    {"aamva_name_suffix", "https://w3id.org/vdl/aamva#nameSuffix"},
    {.term = "aamva_organ_donor",
     .iri = "https://w3id.org/vdl/aamva#organDonor",
     .type = "http://www.w3.org/2001/XMLSchema#unsignedInt"},
    {"aamva_race_ethnicity", "https://w3id.org/vdl/aamva#raceEthnicity"},
    {"aamva_resident_county", "https://w3id.org/vdl/aamva#residentCounty"},
    {.term = "aamva_sex",
     .iri = "https://w3id.org/vdl/aamva#sex",
     .type = "http://www.w3.org/2001/XMLSchema#unsignedInt"},
    {.term = "aamva_veteran",
     .iri = "https://w3id.org/vdl/aamva#veteran",
     .type = "http://www.w3.org/2001/XMLSchema#unsignedInt"},
    {.term = "aamva_weight_range",
     .iri = "https://w3id.org/vdl/aamva#weightRange",
     .type = "http://www.w3.org/2001/XMLSchema#unsignedInt"},
};
constexpr Table vdl_aamva_v1_table{all_protected, vdl_aamva_v1_table_rows};

}  // namespace

json::Value citizenship_v4rc1() {
    return to_json(citizenship_v4rc1_table);
}

json::Value vdl_v1() {
    return to_json(vdl_v1_table);
}

json::Value vdl_aamva_v1() {
    return to_json(vdl_aamva_v1_table);
}

json::Value examples_v2() {
    return json::Object{{"@vocab", "https://www.w3.org/ns/credentials/examples#"}};
}

json::Value undefined_terms_v2() {
    return json::Object{{"@vocab", "https://www.w3.org/ns/credentials/undefined-term#"}};
}

}  // namespace vaxcert::jsonld
