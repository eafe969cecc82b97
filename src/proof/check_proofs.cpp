// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <set>

#include "crypto/signature.hpp"
#include "json/parse.hpp"
#include "proof/data_integrity.hpp"
#include "proof/document_budget.hpp"

namespace vaxcert {
namespace {

using proof::Proof;

bool same_set(std::vector<std::string> one, std::vector<std::string> other) {
    std::ranges::sort(one);
    std::ranges::sort(other);
    return one == other;
}

/// What a proof says of itself, against what the caller expects.
std::vector<Error> check_statements(const Proof& proof, const ProofInputs& inputs) {
    std::vector<Error> problems;
    if (proof.purpose != inputs.purpose)
        problems.push_back(
            {Reason::wrong_purpose, "the proof is not for the purpose " + inputs.purpose});
    if (!inputs.domains.empty() && !same_set(proof.domains, inputs.domains))
        problems.push_back({Reason::wrong_domain, "the proof was made for another domain"});
    if (!inputs.challenge.empty() && proof.challenge != inputs.challenge)
        problems.push_back({Reason::wrong_challenge, "the proof does not answer the challenge"});
    if (!proof.expires.empty())
        if (const auto expires = proof::parse_date_time_stamp(proof.expires);
            expires && inputs.now > *expires)
            problems.push_back({Reason::expired, "the proof expired on " + to_text(*expires) +
                                                     "; checked for " + to_text(inputs.now)});
    return problems;
}

Result<Done> check_signature(const json::Value& document, const Proof& proof,
                             std::span<const Proof> all, const ProofInputs& inputs) {
    const auto key = inputs.find_key(proof.verification_method, proof.purpose);
    if (!key) return key.error();
    if (key->algorithm() != proof.algorithm)
        return Error{Reason::wrong_algorithm, std::string("the proof is signed as ") +
                                                  name(proof.algorithm) + ", but the key is for " +
                                                  name(key->algorithm())};
    const auto signature = proof::signature_of(proof);
    if (!signature) return signature.error();
    const auto message = proof::signed_bytes(document, proof, all, proof::document_budget());
    if (!message) return message.error();
    if (!crypto::signed_by(*key, *message, *signature))
        return Error{Reason::bad_signature, "the signature does not match the signer's key"};
    return Done{};
}

/// A proof counts only if those count that it refers to.
void spread_problems(std::span<const Proof> proofs, std::vector<CheckedProof>& checked) {
    for (std::size_t round = 0; round < proofs.size(); ++round)
        for (std::size_t i = 0; i < proofs.size(); ++i) {
            if (!checked[i].problems.empty()) continue;
            for (std::size_t k = 0; k < proofs.size(); ++k) {
                const auto& previous = proofs[i].previous;
                const bool refers = std::ranges::find(previous, proofs[k].id) != previous.end();
                if (!refers || checked[k].problems.empty()) continue;
                checked[i].problems.push_back(
                    {Reason::bad_signature, "it refers to a proof that is not good"});
                break;
            }
        }
}

}  // namespace

Result<std::vector<CheckedProof>> check_proofs(std::string_view text, const ProofInputs& inputs) {
    const auto document = json::parse(text, proof::document_budget());
    if (!document) return document.error();
    const auto proofs = proof::parse_proofs(*document);
    if (!proofs) return proofs.error();
    std::vector<CheckedProof> checked;
    for (const Proof& proof : *proofs) {
        auto problems = check_statements(proof, inputs);
        if (const auto good = check_signature(*document, proof, *proofs, inputs); !good)
            problems.push_back(good.error());
        checked.push_back(
            {name(proof.suite->id), proof.verification_method, proof.created, std::move(problems)});
    }
    spread_problems(*proofs, checked);
    return checked;
}

}  // namespace vaxcert
