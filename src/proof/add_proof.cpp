// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "crypto/signature.hpp"
#include "encoding/base58.hpp"
#include "encoding/base64url.hpp"
#include "json/parse.hpp"
#include "proof/data_integrity.hpp"
#include "proof/document_budget.hpp"
#include "proof/selective.hpp"
#include "proof/sign.hpp"

namespace vaxcert::proof {
namespace {

using json::Value;

void set_if(Value& object, std::string_view member, const std::string& text) {
    if (!text.empty()) object.set(member, text);
}

void set_if(Value& object, std::string_view member, const std::vector<std::string>& texts) {
    if (texts.size() == 1) object.set(member, texts.front());
    if (texts.size() > 1) object.set(member, json::Array(texts.begin(), texts.end()));
}

/// The contexts under which the terms of a proof have their meaning.
constexpr std::string_view credentials_v2 = "https://www.w3.org/ns/credentials/v2";
constexpr std::string_view data_integrity_v1 = "https://w3id.org/security/data-integrity/v1";
constexpr std::string_view data_integrity_v2 = "https://w3id.org/security/data-integrity/v2";
constexpr std::string_view ed25519_2020 = "https://w3id.org/security/suites/ed25519-2020/v1";

bool has_context(const Value& contexts, std::string_view url) {
    const auto is_it = [&](const Value& one) { return one.is_string() && one.string() == url; };
    return contexts.is_array() ? std::ranges::any_of(contexts.array(), is_it) : is_it(contexts);
}

}  // namespace

void add_proof_context(Value& document, const Suite& suite) {
    const Value* found = document.find("@context");
    if (!found) return;
    Value contexts = *found;
    const bool is_2020 = suite.id == Cryptosuite::ed25519_signature_2020;
    const bool defined = is_2020 ? has_context(contexts, ed25519_2020)
                                 : has_context(contexts, credentials_v2) ||
                                       has_context(contexts, data_integrity_v1) ||
                                       has_context(contexts, data_integrity_v2);
    if (defined) return;
    if (!contexts.is_array()) contexts = Value(json::Array{contexts});
    contexts.array().emplace_back(is_2020 ? ed25519_2020 : data_integrity_v2);
    document.set("@context", std::move(contexts));
}

Value make_options(const ProofOptions& from, const Value& document) {
    const Suite& suite = suite_of(from.cryptosuite);
    Value options{json::Object{}};
    options.set("type", suite.type);
    set_if(options, "id", from.id);
    set_if(options, "cryptosuite", std::string(suite.cryptosuite));
    set_if(options, "created", from.created);
    set_if(options, "expires", from.expires);
    set_if(options, "verificationMethod", from.verification_method);
    set_if(options, "proofPurpose", from.purpose);
    set_if(options, "domain", from.domains);
    set_if(options, "challenge", from.challenge);
    set_if(options, "nonce", from.nonce);
    set_if(options, "previousProof", from.previous_proofs);
    const Value* context = document.find("@context");
    if (suite.transformation == Transformation::jcs && context) options.set("@context", *context);
    return options;
}

namespace {

/// The proofs a document has, none being fine.
Result<std::vector<Proof>> proofs_of(const Value& document) {
    if (!document.find("proof")) return std::vector<Proof>();
    return parse_proofs(document);
}

void append_proof(Value& document, Value proof) {
    const Value* there = document.find("proof");
    if (!there) return document.set("proof", std::move(proof));
    json::Array all = there->is_array() ? there->array() : json::Array{*there};
    all.push_back(std::move(proof));
    document.set("proof", std::move(all));
}

/// A signature as text, and the canonical document it is over.
struct SignedText {
    std::string value, canonical_document;
};

Result<SignedText> sign_selective(const Value& secured, const Value& options,
                                  std::span<const std::string> mandatory, const Signer& signer,
                                  const Budget& budget) {
    const Value* context = secured.find("@context");
    const auto canonical = canonical_options(options, context ? *context : Value(),
                                             crypto::HashAlgorithm::sha256, budget);
    if (!canonical) return canonical.error();
    const auto one_time = make_one_time();
    if (!one_time) return one_time.error();
    const auto base = make_base_proof(secured, crypto::sha256(as_bytes(*canonical)), mandatory,
                                      *one_time, signer, budget);
    if (!base) return base.error();
    return SignedText{'u' + encoding::to_base64url(to_bytes(*base)), {}};
}

Result<SignedText> sign_whole(const Value& secured, const Value& options, const Suite& suite,
                              const Signer& signer, const Budget& budget) {
    const auto data =
        hash_data(secured, options, suite, hash_of(signer.public_key().algorithm()), budget);
    if (!data) return data.error();
    const auto signature = signer.sign(data->combined());
    if (!signature) return signature.error();
    return SignedText{'z' + encoding::to_base58(*signature), std::move(data->canonical_document)};
}

}  // namespace

Result<std::string> sign_document(Value& document, const ProofOptions& from, const Signer& signer,
                                  const Budget& budget) {
    if (!document.is_object())
        return Error{Reason::malformed, std::string("the document is a ") +
                                            json::name(document.kind()) +
                                            " and should be an object"};
    const Suite& suite = suite_of(from.cryptosuite);
    if (!suite.takes(signer.public_key().algorithm()))
        return Error{Reason::wrong_algorithm,
                     std::string("the key is for ") + name(signer.public_key().algorithm()) +
                         ", which does not sign in " + name(from.cryptosuite)};
    const auto others = proofs_of(document);
    if (!others) return others.error();
    if (others->size() >= most_proofs)
        return limit_exceeded("proofs", others->size() + 1, most_proofs);
    if (others->empty()) add_proof_context(document, suite);

    Value options = make_options(from, document);
    Proof proof;
    proof.previous = from.previous_proofs;
    for (const std::string& id : proof.previous)
        if (std::ranges::find(*others, id, &Proof::id) == others->end())
            return Error{Reason::proof_shape, "previousProof names a proof that is not there"};
    const Value secured = secured_document(document, proof, *others);
    auto value = suite.transformation == Transformation::selective
                     ? sign_selective(secured, options, from.mandatory_pointers, signer, budget)
                     : sign_whole(secured, options, suite, signer, budget);
    if (!value) return value.error();
    options.set("proofValue", std::move(value->value));
    // What we write we would read.
    if (const auto good = parse_proof(options); !good) return good.error();
    append_proof(document, std::move(options));
    return std::move(value->canonical_document);
}

}  // namespace vaxcert::proof

namespace vaxcert {

Result<std::string> add_proof(std::string_view text, const ProofOptions& options,
                              const Signer& signer) {
    const Budget budget = proof::document_budget();
    auto document = json::parse(text, budget);
    if (!document) return document.error();
    if (const auto done = proof::sign_document(*document, options, signer, budget); !done)
        return done.error();
    return json::to_text(*document);
}

Result<std::string> derive_proof(std::string_view text, std::span<const std::string> pointers) {
    const Budget budget = proof::document_budget();
    auto document = json::parse(text, budget);
    if (!document) return document.error();
    const auto proofs = proof::parse_proofs(*document);
    if (!proofs) return proofs.error();
    const auto is_selective = [](const proof::Proof& proof) {
        return proof.suite->transformation == proof::Transformation::selective;
    };
    const auto chosen = std::ranges::find_if(*proofs, is_selective);
    if (chosen == proofs->end())
        return Error{Reason::proof_shape, "the document has no proof of ecdsa-sd-2023"};
    const auto base = proof::parse_base_proof(chosen->value);
    if (!base) return base.error();
    document->erase("proof");
    auto derived = proof::derive(*document, *base, pointers, budget);
    if (!derived) return derived.error();
    json::Value shown = chosen->json;
    shown.set("proofValue", 'u' + encoding::to_base64url(proof::to_bytes(derived->proof)));
    derived->document.set("proof", std::move(shown));
    return json::to_text(derived->document);
}

}  // namespace vaxcert
