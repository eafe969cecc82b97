// SPDX-License-Identifier: Apache-2.0
// What the terms of W3C credentials mean (https://www.w3.org/2018/credentials/v1).

#include "jsonld/facts.hpp"
#include "jsonld/tables.hpp"

namespace vaxcert::jsonld {
namespace {

constexpr Says usual = version_1_1 | all_protected | id_and_type;

constexpr Row purpose_rows[] = {
    {"sec", "https://w3id.org/security#"},
    {"assertionMethod", "sec:assertionMethod", "@id", "@set"},
    {"authentication", "sec:authenticationMethod", "@id", "@set"},
};
constexpr Table purpose{usual, purpose_rows};

// The four signature types of 2018 and 2019 share their terms; RsaSignature2018 alone relies on
// the prefixes around it.
constexpr Row signature_rows[] = {
    {"sec", "https://w3id.org/security#"},
    {"xsd", "http://www.w3.org/2001/XMLSchema#"},
    {"challenge", "sec:challenge"},
    {"created", "http://purl.org/dc/terms/created", "xsd:dateTime"},
    {"domain", "sec:domain"},
    {"expires", "sec:expiration", "xsd:dateTime"},
    {"jws", "sec:jws"},
    {"nonce", "sec:nonce"},
    {.term = "proofPurpose", .iri = "sec:proofPurpose", .type = "@vocab", .scope = &purpose},
    {"proofValue", "sec:proofValue"},
    {"verificationMethod", "sec:verificationMethod", "@id"},
};
constexpr Table signature{usual, signature_rows};
constexpr Table rsa_signature{version_1_1 | all_protected, std::span(signature_rows).subspan(2)};

constexpr Row schema_rows[] = {
    {"cred", "https://www.w3.org/2018/credentials#"},
    {"JsonSchemaValidator2018", "cred:JsonSchemaValidator2018"},
};
constexpr Table schema{usual, schema_rows};

constexpr Row refresh_rows[] = {
    {"cred", "https://www.w3.org/2018/credentials#"},
    {"ManualRefreshService2018", "cred:ManualRefreshService2018"},
};
constexpr Table refresh{usual, refresh_rows};

constexpr Row credential_rows[] = {
    {"cred", "https://www.w3.org/2018/credentials#"},
    {"sec", "https://w3id.org/security#"},
    {"xsd", "http://www.w3.org/2001/XMLSchema#"},
    {.term = "credentialSchema", .iri = "cred:credentialSchema", .type = "@id", .scope = &schema},
    {"credentialStatus", "cred:credentialStatus", "@id"},
    {"credentialSubject", "cred:credentialSubject", "@id"},
    {"evidence", "cred:evidence", "@id"},
    {"expirationDate", "cred:expirationDate", "xsd:dateTime"},
    {"holder", "cred:holder", "@id"},
    {"issued", "cred:issued", "xsd:dateTime"},
    {"issuer", "cred:issuer", "@id"},
    {"issuanceDate", "cred:issuanceDate", "xsd:dateTime"},
    {"proof", "sec:proof", "@id", "@graph"},
    {.term = "refreshService", .iri = "cred:refreshService", .type = "@id", .scope = &refresh},
    {"termsOfUse", "cred:termsOfUse", "@id"},
    {"validFrom", "cred:validFrom", "xsd:dateTime"},
    {"validUntil", "cred:validUntil", "xsd:dateTime"},
};
constexpr Table credential{usual, credential_rows};

constexpr Row presentation_rows[] = {
    {"cred", "https://www.w3.org/2018/credentials#"},
    {"sec", "https://w3id.org/security#"},
    {"holder", "cred:holder", "@id"},
    {"proof", "sec:proof", "@id", "@graph"},
    {"verifiableCredential", "cred:verifiableCredential", "@id", "@graph"},
};
constexpr Table presentation{usual, presentation_rows};

}  // namespace

json::Value credentials_v1() {
    static constexpr Row rows[] = {
        {.term = "VerifiableCredential",
         .iri = "https://www.w3.org/2018/credentials#VerifiableCredential",
         .scope = &credential},
        {.term = "VerifiablePresentation",
         .iri = "https://www.w3.org/2018/credentials#VerifiablePresentation",
         .scope = &presentation},
        {.term = "EcdsaSecp256k1Signature2019",
         .iri = "https://w3id.org/security#EcdsaSecp256k1Signature2019",
         .scope = &signature},
        {.term = "EcdsaSecp256r1Signature2019",
         .iri = "https://w3id.org/security#EcdsaSecp256r1Signature2019",
         .scope = &signature},
        {.term = "Ed25519Signature2018",
         .iri = "https://w3id.org/security#Ed25519Signature2018",
         .scope = &signature},
        {.term = "RsaSignature2018",
         .iri = "https://w3id.org/security#RsaSignature2018",
         .scope = &rsa_signature},
        {"proof", "https://w3id.org/security#proof", "@id", "@graph"},
    };
    return to_json({usual, rows});
}

}  // namespace vaxcert::jsonld
