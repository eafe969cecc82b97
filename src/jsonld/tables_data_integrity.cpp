// SPDX-License-Identifier: Apache-2.0
// What the terms of Data Integrity and of the suites of 2020 mean (https://w3id.org/security/...),
// and of https://www.w3.org/ns/credentials/v2, which brings its own proofs and status lists.

#include "jsonld/facts.hpp"
#include "jsonld/tables.hpp"

namespace vaxcert::jsonld {
namespace {

constexpr Says usual = all_protected | id_and_type;

constexpr Row proof_purpose_rows[] = {
    {"assertionMethod", "https://w3id.org/security#assertionMethod", "@id", "@set"},
    {"authentication", "https://w3id.org/security#authenticationMethod", "@id", "@set"},
    {"capabilityInvocation", "https://w3id.org/security#capabilityInvocationMethod", "@id", "@set"},
    {"capabilityDelegation", "https://w3id.org/security#capabilityDelegationMethod", "@id", "@set"},
    {"keyAgreement", "https://w3id.org/security#keyAgreementMethod", "@id", "@set"},
};
constexpr Table proof_purpose{usual, proof_purpose_rows};

constexpr Row data_integrity_proof_v1_rows[] = {
    {"challenge", "https://w3id.org/security#challenge"},
    {"created", "http://purl.org/dc/terms/created", "http://www.w3.org/2001/XMLSchema#dateTime"},
    {"domain", "https://w3id.org/security#domain"},
    {"expires", "https://w3id.org/security#expiration",
     "http://www.w3.org/2001/XMLSchema#dateTime"},
    {"nonce", "https://w3id.org/security#nonce"},
    {.term = "proofPurpose",
     .iri = "https://w3id.org/security#proofPurpose",
     .type = "@vocab",
     .scope = &proof_purpose},
    {"cryptosuite", "https://w3id.org/security#cryptosuite"},
    {"proofValue", "https://w3id.org/security#proofValue", "https://w3id.org/security#multibase"},
    {"verificationMethod", "https://w3id.org/security#verificationMethod", "@id"},
};
constexpr Table data_integrity_proof_v1{usual, data_integrity_proof_v1_rows};

constexpr Row data_integrity_proof_rows[] = {
    {"challenge", "https://w3id.org/security#challenge"},
    {"created", "http://purl.org/dc/terms/created", "http://www.w3.org/2001/XMLSchema#dateTime"},
    {"domain", "https://w3id.org/security#domain"},
    {"expires", "https://w3id.org/security#expiration",
     "http://www.w3.org/2001/XMLSchema#dateTime"},
    {"nonce", "https://w3id.org/security#nonce"},
    {"previousProof", "https://w3id.org/security#previousProof", "@id"},
    {.term = "proofPurpose",
     .iri = "https://w3id.org/security#proofPurpose",
     .type = "@vocab",
     .scope = &proof_purpose},
    {"cryptosuite", "https://w3id.org/security#cryptosuite",
     "https://w3id.org/security#cryptosuiteString"},
    {"proofValue", "https://w3id.org/security#proofValue", "https://w3id.org/security#multibase"},
    {"verificationMethod", "https://w3id.org/security#verificationMethod", "@id"},
};
constexpr Table data_integrity_proof{usual, data_integrity_proof_rows};

constexpr Row ed25519_key_rows[] = {
    {"controller", "https://w3id.org/security#controller", "@id"},
    {"revoked", "https://w3id.org/security#revoked", "http://www.w3.org/2001/XMLSchema#dateTime"},
    {"publicKeyMultibase", "https://w3id.org/security#publicKeyMultibase",
     "https://w3id.org/security#multibase"},
};
constexpr Table ed25519_key{usual, ed25519_key_rows};

constexpr Row ed25519_signature_rows[] = {
    {"challenge", "https://w3id.org/security#challenge"},
    {"created", "http://purl.org/dc/terms/created", "http://www.w3.org/2001/XMLSchema#dateTime"},
    {"domain", "https://w3id.org/security#domain"},
    {"expires", "https://w3id.org/security#expiration",
     "http://www.w3.org/2001/XMLSchema#dateTime"},
    {"nonce", "https://w3id.org/security#nonce"},
    {.term = "proofPurpose",
     .iri = "https://w3id.org/security#proofPurpose",
     .type = "@vocab",
     .scope = &proof_purpose},
    {"proofValue", "https://w3id.org/security#proofValue", "https://w3id.org/security#multibase"},
    {"verificationMethod", "https://w3id.org/security#verificationMethod", "@id"},
};
constexpr Table ed25519_signature{usual, ed25519_signature_rows};

constexpr Row json_web_key_rows[] = {
    {"publicKeyJwk", "https://w3id.org/security#publicKeyJwk", "@json"},
};
constexpr Table json_web_key{usual, json_web_key_rows};

constexpr Row json_web_signature_rows[] = {
    {"challenge", "https://w3id.org/security#challenge"},
    {"created", "http://purl.org/dc/terms/created", "http://www.w3.org/2001/XMLSchema#dateTime"},
    {"domain", "https://w3id.org/security#domain"},
    {"expires", "https://w3id.org/security#expiration",
     "http://www.w3.org/2001/XMLSchema#dateTime"},
    {"jws", "https://w3id.org/security#jws"},
    {"nonce", "https://w3id.org/security#nonce"},
    {.term = "proofPurpose",
     .iri = "https://w3id.org/security#proofPurpose",
     .type = "@vocab",
     .scope = &proof_purpose},
    {"verificationMethod", "https://w3id.org/security#verificationMethod", "@id"},
};
constexpr Table json_web_signature{usual, json_web_signature_rows};

constexpr Row multikey_rows[] = {
    {"controller", "https://w3id.org/security#controller", "@id"},
    {"revoked", "https://w3id.org/security#revoked", "http://www.w3.org/2001/XMLSchema#dateTime"},
    {"expires", "https://w3id.org/security#expiration",
     "http://www.w3.org/2001/XMLSchema#dateTime"},
    {"publicKeyMultibase", "https://w3id.org/security#publicKeyMultibase",
     "https://w3id.org/security#multibase"},
    {"secretKeyMultibase", "https://w3id.org/security#secretKeyMultibase",
     "https://w3id.org/security#multibase"},
};
constexpr Table multikey{usual, multikey_rows};

constexpr Row verifiable_credential_rows[] = {
    {"confidenceMethod", "https://www.w3.org/2018/credentials#confidenceMethod", "@id"},
    {"credentialSchema", "https://www.w3.org/2018/credentials#credentialSchema", "@id"},
    {"credentialStatus", "https://www.w3.org/2018/credentials#credentialStatus", "@id"},
    {"credentialSubject", "https://www.w3.org/2018/credentials#credentialSubject", "@id"},
    {"description", "https://schema.org/description"},
    {"evidence", "https://www.w3.org/2018/credentials#evidence", "@id"},
    {"issuer", "https://www.w3.org/2018/credentials#issuer", "@id"},
    {"name", "https://schema.org/name"},
    {"proof", "https://w3id.org/security#proof", "@id", "@graph"},
    {"refreshService", "https://www.w3.org/2018/credentials#refreshService", "@id"},
    {"relatedResource", "https://www.w3.org/2018/credentials#relatedResource", "@id"},
    {"renderMethod", "https://www.w3.org/2018/credentials#renderMethod", "@id"},
    {"termsOfUse", "https://www.w3.org/2018/credentials#termsOfUse", "@id"},
    {"validFrom", "https://www.w3.org/2018/credentials#validFrom",
     "http://www.w3.org/2001/XMLSchema#dateTime"},
    {"validUntil", "https://www.w3.org/2018/credentials#validUntil",
     "http://www.w3.org/2001/XMLSchema#dateTime"},
};
constexpr Table verifiable_credential{usual, verifiable_credential_rows};

// A credential inside a presentation brings its own context.
constexpr Table forgotten{is_null, {}};

constexpr Row verifiable_presentation_rows[] = {
    {"holder", "https://www.w3.org/2018/credentials#holder", "@id"},
    {"proof", "https://w3id.org/security#proof", "@id", "@graph"},
    {"termsOfUse", "https://www.w3.org/2018/credentials#termsOfUse", "@id"},
    {.term = "verifiableCredential",
     .iri = "https://www.w3.org/2018/credentials#verifiableCredential",
     .type = "@id",
     .container = "@graph",
     .scope = &forgotten},
};
constexpr Table verifiable_presentation{usual, verifiable_presentation_rows};

constexpr Row json_schema_rows[] = {
    {"jsonSchema", "https://www.w3.org/2018/credentials#jsonSchema", "@json"},
};
constexpr Table json_schema{usual, json_schema_rows};

constexpr Row bitstring_status_list_rows[] = {
    {"encodedList", "https://www.w3.org/ns/credentials/status#encodedList",
     "https://w3id.org/security#multibase"},
    {"statusPurpose", "https://www.w3.org/ns/credentials/status#statusPurpose"},
    {"ttl", "https://www.w3.org/ns/credentials/status#ttl"},
};
constexpr Table bitstring_status_list{usual, bitstring_status_list_rows};

constexpr Row status_message_rows[] = {
    {"message", "https://www.w3.org/ns/credentials/status#message"},
    {"status", "https://www.w3.org/ns/credentials/status#status"},
};
constexpr Table status_message{usual, status_message_rows};

constexpr Row bitstring_status_list_entry_rows[] = {
    {"statusListCredential", "https://www.w3.org/ns/credentials/status#statusListCredential",
     "@id"},
    {"statusListIndex", "https://www.w3.org/ns/credentials/status#statusListIndex"},
    {"statusPurpose", "https://www.w3.org/ns/credentials/status#statusPurpose"},
    {.term = "statusMessage",
     .iri = "https://www.w3.org/ns/credentials/status#statusMessage",
     .scope = &status_message},
    {"statusReference", "https://www.w3.org/ns/credentials/status#statusReference", "@id"},
    {"statusSize", "https://www.w3.org/ns/credentials/status#statusSize",
     "https://www.w3.org/2001/XMLSchema#integer"},
};
constexpr Table bitstring_status_list_entry{usual, bitstring_status_list_entry_rows};

constexpr Row cnf_rows[] = {
    {"kid", "https://www.iana.org/assignments/jwt#kid", "@id"},
    {"jwk", "https://www.iana.org/assignments/jwt#jwk", "@json"},
};
constexpr Table cnf{all_protected, cnf_rows};

}  // namespace

json::Value data_integrity_v1() {
    static constexpr Row rows[] = {
        {"proof", "https://w3id.org/security#proof", "@id", "@graph"},
        {.term = "DataIntegrityProof",
         .iri = "https://w3id.org/security#DataIntegrityProof",
         .scope = &data_integrity_proof_v1},
    };
    return to_json({usual, rows});
}

json::Value data_integrity_v2() {
    static constexpr Row rows[] = {
        {"proof", "https://w3id.org/security#proof", "@id", "@graph"},
        {.term = "DataIntegrityProof",
         .iri = "https://w3id.org/security#DataIntegrityProof",
         .scope = &data_integrity_proof},
    };
    return to_json({usual, rows});
}

json::Value ed25519_2020_v1() {
    static constexpr Row rows[] = {
        {"proof", "https://w3id.org/security#proof", "@id", "@graph"},
        {.term = "Ed25519VerificationKey2020",
         .iri = "https://w3id.org/security#Ed25519VerificationKey2020",
         .scope = &ed25519_key},
        {.term = "Ed25519Signature2020",
         .iri = "https://w3id.org/security#Ed25519Signature2020",
         .scope = &ed25519_signature},
    };
    return to_json({usual, rows});
}

json::Value jws_2020_v1() {
    static constexpr Row rows[] = {
        {"privateKeyJwk", "https://w3id.org/security#privateKeyJwk", "@json"},
        {.term = "JsonWebKey2020",
         .iri = "https://w3id.org/security#JsonWebKey2020",
         .scope = &json_web_key},
        {.term = "JsonWebSignature2020",
         .iri = "https://w3id.org/security#JsonWebSignature2020",
         .scope = &json_web_signature},
    };
    return to_json({nothing, rows});
}

json::Value multikey_v1() {
    static constexpr Row rows[] = {
        {.term = "Multikey", .iri = "https://w3id.org/security#Multikey", .scope = &multikey},
    };
    return to_json({usual, rows});
}

json::Value credentials_v2() {
    static constexpr Row rows[] = {
        {"description", "https://schema.org/description"},
        {"digestMultibase", "https://w3id.org/security#digestMultibase",
         "https://w3id.org/security#multibase"},
        {"digestSRI", "https://www.w3.org/2018/credentials#digestSRI",
         "https://www.w3.org/2018/credentials#sriString"},
        {.term = "mediaType", .iri = "https://schema.org/encodingFormat", .long_form = true},
        {"name", "https://schema.org/name"},
        {.term = "VerifiableCredential",
         .iri = "https://www.w3.org/2018/credentials#VerifiableCredential",
         .scope = &verifiable_credential},
        {"EnvelopedVerifiableCredential",
         "https://www.w3.org/2018/credentials#EnvelopedVerifiableCredential"},
        {.term = "VerifiablePresentation",
         .iri = "https://www.w3.org/2018/credentials#VerifiablePresentation",
         .scope = &verifiable_presentation},
        {"EnvelopedVerifiablePresentation",
         "https://www.w3.org/2018/credentials#EnvelopedVerifiablePresentation"},
        {"JsonSchemaCredential", "https://www.w3.org/2018/credentials#JsonSchemaCredential"},
        {.term = "JsonSchema",
         .iri = "https://www.w3.org/2018/credentials#JsonSchema",
         .scope = &json_schema},
        {"BitstringStatusListCredential",
         "https://www.w3.org/ns/credentials/status#BitstringStatusListCredential"},
        {.term = "BitstringStatusList",
         .iri = "https://www.w3.org/ns/credentials/status#BitstringStatusList",
         .scope = &bitstring_status_list},
        {.term = "BitstringStatusListEntry",
         .iri = "https://www.w3.org/ns/credentials/status#BitstringStatusListEntry",
         .scope = &bitstring_status_list_entry},
        {.term = "DataIntegrityProof",
         .iri = "https://w3id.org/security#DataIntegrityProof",
         .scope = &data_integrity_proof},
        {.term = "...", .iri = "https://www.iana.org/assignments/jwt#...", .long_form = true},
        {"_sd", "https://www.iana.org/assignments/jwt#_sd", "@json"},
        {.term = "_sd_alg",
         .iri = "https://www.iana.org/assignments/jwt#_sd_alg",
         .long_form = true},
        {"aud", "https://www.iana.org/assignments/jwt#aud", "@id"},
        {.term = "cnf", .iri = "https://www.iana.org/assignments/jwt#cnf", .scope = &cnf},
        {"exp", "https://www.iana.org/assignments/jwt#exp",
         "https://www.w3.org/2001/XMLSchema#nonNegativeInteger"},
        {"iat", "https://www.iana.org/assignments/jwt#iat",
         "https://www.w3.org/2001/XMLSchema#nonNegativeInteger"},
        {"iss", "https://www.iana.org/assignments/jose#iss", "@id"},
        {"jku", "https://www.iana.org/assignments/jose#jku", "@id"},
        {"kid", "https://www.iana.org/assignments/jose#kid", "@id"},
        {"nbf", "https://www.iana.org/assignments/jwt#nbf",
         "https://www.w3.org/2001/XMLSchema#nonNegativeInteger"},
        {"sub", "https://www.iana.org/assignments/jose#sub", "@id"},
        {"x5u", "https://www.iana.org/assignments/jose#x5u", "@id"},
    };
    return to_json({usual, rows});
}

json::Value bitstring_status_list_v1() {
    static constexpr Row rows[] = {
        {"BitstringStatusListCredential",
         "https://www.w3.org/ns/credentials/status#BitstringStatusListCredential"},
        {.term = "BitstringStatusList",
         .iri = "https://www.w3.org/ns/credentials/status#BitstringStatusList",
         .scope = &bitstring_status_list},
        {.term = "BitstringStatusListEntry",
         .iri = "https://www.w3.org/ns/credentials/status#BitstringStatusListEntry",
         .scope = &bitstring_status_list_entry},
    };
    return to_json({usual, rows});
}

}  // namespace vaxcert::jsonld
