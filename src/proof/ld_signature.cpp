// SPDX-License-Identifier: Apache-2.0
#include "proof/ld_signature.hpp"

#include <algorithm>
#include <array>

#include <vaxcert/time.hpp>

#include "crypto/hash.hpp"
#include "jose/detached_jws.hpp"
#include "json/parse.hpp"

namespace vaxcert::proof {
namespace {

struct ProofType {
    std::string_view name;
    Algorithm algorithm;
};

constexpr std::array<ProofType, 2> types = {{
    {"RsaSignature2018", Algorithm::ps256},
    {"Ed25519Signature2018", Algorithm::ed25519},
}};

constexpr std::string_view purpose = "assertionMethod";
constexpr std::array<std::string_view, 5> members = {"type", "created", "verificationMethod",
                                                     "proofPurpose", "jws"};

Error bad_shape(std::string detail) {
    return {Reason::proof_shape, std::move(detail)};
}

/// A name that JSON-LD leaves as it is: its scheme is no prefix of the context, and none of its
/// characters needs an escape.
bool is_plain_iri(std::string_view text) {
    const bool known_scheme =
        text.starts_with("did:") || text.starts_with("https://") || text.starts_with("http://");
    return known_scheme && std::ranges::none_of(text, [](char c) {
               return static_cast<unsigned char>(c) <= 0x20 || c == '<' || c == '>' || c == '"' ||
                      c == '\\';
           });
}

const ProofType* type_of(Algorithm algorithm) {
    const auto* type = std::ranges::find(types, algorithm, &ProofType::algorithm);
    return type == types.end() ? nullptr : type;
}

void append(Bytes& bytes, ByteView more) {
    bytes.insert(bytes.end(), more.begin(), more.end());
}

}  // namespace

Result<LdProof> parse_ld_proof(const json::Value& proof) {
    if (!proof.is_object())
        return bad_shape(std::string("the proof is a ") + json::name(proof.kind()) +
                         " and should be an object");
    for (const json::Member& member : proof.object()) {
        if (std::ranges::find(members, member.name) == members.end())
            return bad_shape("the proof has a member beyond the five that are signed");
        if (!member.value.is_string())
            return bad_shape("proof." + member.name + " should be a string");
    }
    for (const std::string_view name : members)
        if (!proof.find(name)) return bad_shape("the proof lacks " + std::string(name));

    const auto* type = std::ranges::find(types, proof.find("type")->string(), &ProofType::name);
    if (type == types.end())
        return bad_shape("proof.type is neither RsaSignature2018 nor Ed25519Signature2018");
    if (proof.find("proofPurpose")->string() != purpose)
        return bad_shape("proof.proofPurpose should be assertionMethod");
    const std::string& created = proof.find("created")->string();
    if (!parse_time(created)) return bad_shape("proof.created is no RFC 3339 time");
    const std::string& method = proof.find("verificationMethod")->string();
    if (!is_plain_iri(method))
        return bad_shape("proof.verificationMethod is neither a DID nor a URL");
    auto signature = jose::signature_of_detached_jws(proof.find("jws")->string(), type->algorithm);
    if (!signature) return signature.error();
    return LdProof{type->algorithm, created, method, *std::move(signature)};
}

std::string canonical_options(const LdProof& proof) {
    const std::string_view type = type_of(proof.algorithm)->name;
    std::string lines;
    lines.reserve(512);
    lines.append("_:c14n0 <http://purl.org/dc/terms/created> \"")
        .append(proof.created)
        .append("\"^^<http://www.w3.org/2001/XMLSchema#dateTime> .\n")
        .append(
            "_:c14n0 <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://w3id.org/security#")
        .append(type)
        .append("> .\n")
        .append("_:c14n0 <https://w3id.org/security#proofPurpose> ")
        .append("<https://w3id.org/security#assertionMethod> .\n")
        .append("_:c14n0 <https://w3id.org/security#verificationMethod> <")
        .append(proof.verification_method)
        .append("> .\n");
    return lines;
}

Bytes signing_input(const LdProof& proof, std::string_view canonical_document) {
    const std::string_view header = jose::detached_header(proof.algorithm);
    Bytes input;
    input.reserve(header.size() + 1 + 2 * sizeof(crypto::Digest));
    append(input, as_bytes(header));
    input.push_back('.');
    append(input, crypto::sha256(as_bytes(canonical_options(proof))));
    append(input, crypto::sha256(as_bytes(canonical_document)));
    return input;
}

Result<json::Value> sign_ld_proof(const LdSigner& who, std::string_view canonical_document,
                                  const Signer& signer) {
    const Algorithm algorithm = signer.public_key().algorithm();
    const ProofType* type = type_of(algorithm);
    if (!type)
        return Error{Reason::wrong_algorithm,
                     std::string("a linked-data signature of 2018 is PS256 or ") +
                         "EdDSA; the key is for " + name(algorithm)};
    if (!is_plain_iri(who.verification_method))
        return bad_shape("the verification method is neither a DID nor a URL");
    if (!parse_time(who.created)) return bad_shape("the time of signing is no RFC 3339 time");
    const LdProof proof{algorithm, who.created, who.verification_method, {}};
    const auto signature = signer.sign(signing_input(proof, canonical_document));
    if (!signature) return signature.error();
    return json::Value(json::Object{{"type", type->name},
                                    {"created", who.created},
                                    {"verificationMethod", who.verification_method},
                                    {"proofPurpose", purpose},
                                    {"jws", jose::to_detached_jws(algorithm, *signature)}});
}

}  // namespace vaxcert::proof
