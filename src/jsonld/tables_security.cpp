// SPDX-License-Identifier: Apache-2.0
// What the terms of linked-data proofs mean (https://w3id.org/security/v1 and v2). The options of a
// 2018 proof are canonicalized under version 2, whatever the document's own context is.

#include "jsonld/facts.hpp"
#include "jsonld/tables.hpp"

namespace vaxcert::jsonld {
namespace {

constexpr Row v1_rows[] = {
    {"dc", "http://purl.org/dc/terms/"},
    {"sec", "https://w3id.org/security#"},
    {"xsd", "http://www.w3.org/2001/XMLSchema#"},
    {"EcdsaKoblitzSignature2016", "sec:EcdsaKoblitzSignature2016"},
    {"Ed25519Signature2018", "sec:Ed25519Signature2018"},
    {"EncryptedMessage", "sec:EncryptedMessage"},
    {"GraphSignature2012", "sec:GraphSignature2012"},
    {"LinkedDataSignature2015", "sec:LinkedDataSignature2015"},
    {"LinkedDataSignature2016", "sec:LinkedDataSignature2016"},
    {"CryptographicKey", "sec:Key"},
    {"authenticationTag", "sec:authenticationTag"},
    {"canonicalizationAlgorithm", "sec:canonicalizationAlgorithm"},
    {"cipherAlgorithm", "sec:cipherAlgorithm"},
    {"cipherData", "sec:cipherData"},
    {"cipherKey", "sec:cipherKey"},
    {"created", "dc:created", "xsd:dateTime"},
    {"creator", "dc:creator", "@id"},
    {"digestAlgorithm", "sec:digestAlgorithm"},
    {"digestValue", "sec:digestValue"},
    {"domain", "sec:domain"},
    {"encryptionKey", "sec:encryptionKey"},
    {"expiration", "sec:expiration", "xsd:dateTime"},
    {"expires", "sec:expiration", "xsd:dateTime"},
    {"initializationVector", "sec:initializationVector"},
    {"iterationCount", "sec:iterationCount"},
    {"nonce", "sec:nonce"},
    {"normalizationAlgorithm", "sec:normalizationAlgorithm"},
    {"owner", "sec:owner", "@id"},
    {"password", "sec:password"},
    {"privateKey", "sec:privateKey", "@id"},
    {"privateKeyPem", "sec:privateKeyPem"},
    {"publicKey", "sec:publicKey", "@id"},
    {"publicKeyBase58", "sec:publicKeyBase58"},
    {"publicKeyPem", "sec:publicKeyPem"},
    {"publicKeyWif", "sec:publicKeyWif"},
    {"publicKeyService", "sec:publicKeyService", "@id"},
    {"revoked", "sec:revoked", "xsd:dateTime"},
    {"salt", "sec:salt"},
    {"signature", "sec:signature"},
    {"signatureAlgorithm", "sec:signingAlgorithm"},
    {"signatureValue", "sec:signatureValue"},
};

constexpr Row v2_rows[] = {
    {"AesKeyWrappingKey2019", "sec:AesKeyWrappingKey2019"},
    {"DeleteKeyOperation", "sec:DeleteKeyOperation"},
    {"DeriveSecretOperation", "sec:DeriveSecretOperation"},
    {"EcdsaSecp256k1Signature2019", "sec:EcdsaSecp256k1Signature2019"},
    {"EcdsaSecp256r1Signature2019", "sec:EcdsaSecp256r1Signature2019"},
    {"EcdsaSecp256k1VerificationKey2019", "sec:EcdsaSecp256k1VerificationKey2019"},
    {"EcdsaSecp256r1VerificationKey2019", "sec:EcdsaSecp256r1VerificationKey2019"},
    {"Ed25519Signature2018", "sec:Ed25519Signature2018"},
    {"Ed25519VerificationKey2018", "sec:Ed25519VerificationKey2018"},
    {"EquihashProof2018", "sec:EquihashProof2018"},
    {"ExportKeyOperation", "sec:ExportKeyOperation"},
    {"GenerateKeyOperation", "sec:GenerateKeyOperation"},
    {"KmsOperation", "sec:KmsOperation"},
    {"RevokeKeyOperation", "sec:RevokeKeyOperation"},
    {"RsaSignature2018", "sec:RsaSignature2018"},
    {"RsaVerificationKey2018", "sec:RsaVerificationKey2018"},
    {"Sha256HmacKey2019", "sec:Sha256HmacKey2019"},
    {"SignOperation", "sec:SignOperation"},
    {"UnwrapKeyOperation", "sec:UnwrapKeyOperation"},
    {"VerifyOperation", "sec:VerifyOperation"},
    {"WrapKeyOperation", "sec:WrapKeyOperation"},
    {"X25519KeyAgreementKey2019", "sec:X25519KeyAgreementKey2019"},
    {"allowedAction", "sec:allowedAction"},
    {"assertionMethod", "sec:assertionMethod", "@id", "@set"},
    {"authentication", "sec:authenticationMethod", "@id", "@set"},
    {"capability", "sec:capability", "@id"},
    {"capabilityAction", "sec:capabilityAction"},
    {"capabilityChain", "sec:capabilityChain", "@id", "@list"},
    {"capabilityDelegation", "sec:capabilityDelegationMethod", "@id", "@set"},
    {"capabilityInvocation", "sec:capabilityInvocationMethod", "@id", "@set"},
    {"caveat", "sec:caveat", "@id", "@set"},
    {"challenge", "sec:challenge"},
    {"ciphertext", "sec:ciphertext"},
    {"controller", "sec:controller", "@id"},
    {"delegator", "sec:delegator", "@id"},
    {"equihashParameterK", "sec:equihashParameterK", "xsd:integer"},
    {"equihashParameterN", "sec:equihashParameterN", "xsd:integer"},
    {"invocationTarget", "sec:invocationTarget", "@id"},
    {"invoker", "sec:invoker", "@id"},
    {"jws", "sec:jws"},
    {"keyAgreement", "sec:keyAgreementMethod", "@id", "@set"},
    {.term = "kmsModule", .iri = "sec:kmsModule", .long_form = true},
    {"parentCapability", "sec:parentCapability", "@id"},
    {"plaintext", "sec:plaintext"},
    {"proof", "sec:proof", "@id", "@graph"},
    {"proofPurpose", "sec:proofPurpose", "@vocab"},
    {"proofValue", "sec:proofValue"},
    {"referenceId", "sec:referenceId"},
    {"unwrappedKey", "sec:unwrappedKey"},
    {"verificationMethod", "sec:verificationMethod", "@id"},
    {"verifyData", "sec:verifyData"},
    {"wrappedKey", "sec:wrappedKey"},
};

}  // namespace

json::Value security_v1() {
    return to_json({id_and_type, v1_rows});
}

json::Value security_v2() {
    return json::Array{to_json({version_1_1, {}}), "https://w3id.org/security/v1",
                       to_json({nothing, v2_rows})};
}

}  // namespace vaxcert::jsonld
