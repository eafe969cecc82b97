// SPDX-License-Identifier: Apache-2.0
// Whether a credential or a presentation is to be believed: its rules, and its proofs or the
// signature around it.

#include <algorithm>
#include <string>
#include <utility>

#include <vaxcert/credential.hpp>

#include "credential/data_url.hpp"
#include "credential/parts.hpp"

namespace vaxcert {
namespace {

using namespace credential;
using enveloped::Enveloped;
using json::Value;

/// The proofs, with their problems as the document's.
void add_proofs(const Value& document, const ProofInputs& inputs, CredentialReport& report) {
    auto proofs = check_proofs(json::to_text(document), inputs);
    if (!proofs) return report.problems.push_back(proofs.error());
    for (CheckedProof& proof : *proofs) {
        append(report.problems, proof.problems);
        report.proofs.push_back(std::move(proof));
    }
}

/// What no suite of JCS and no envelope sees: terms that nobody defined.
void add_terms(const Value& document, CredentialReport& report) {
    Value bare = document;
    bare.erase("proof");
    if (const auto terms = check_terms(bare); !terms) report.problems.push_back(terms.error());
}

void merge(CredentialReport& to, CredentialReport from) {
    append(to.problems, std::move(from.problems));
    std::ranges::move(from.proofs, std::back_inserter(to.proofs));
}

/// Who holds the key of an envelope: a name of the key alone is one of the issuer's or holder's.
std::string method_of(const Enveloped& held) {
    return held.key_id.starts_with('#') ? held.issuer + held.key_id : held.key_id;
}

/// What the claims of the token say of when and for whom it is.
void check_claims(const Enveloped& held, const ProofInputs& inputs, std::vector<Error>& problems) {
    const auto at = "; checked for " + to_text(inputs.now);
    if (held.expires && inputs.now >= *held.expires)
        problems.push_back({Reason::expired, "expired on " + to_text(*held.expires) + at});
    if (held.not_before && inputs.now < *held.not_before)
        problems.push_back({Reason::not_yet_valid, "valid from " + to_text(*held.not_before) + at});
    const auto is_expected = [&](const std::string& name) {
        return std::ranges::find(inputs.domains, name) != inputs.domains.end();
    };
    if (!inputs.domains.empty() && std::ranges::none_of(held.audience, is_expected))
        problems.push_back({Reason::wrong_domain, "the token was made for another audience"});
    if (!inputs.challenge.empty() && held.nonce != inputs.challenge)
        problems.push_back({Reason::wrong_challenge, "the token does not answer the challenge"});
}

/// The signature around a document, as the one proof that it has.
CheckedProof check_envelope(const Enveloped& held, const ProofInputs& inputs) {
    CheckedProof proof{.cryptosuite = name(held.algorithm),
                       .verification_method = method_of(held),
                       .created = held.issued_at ? to_text(*held.issued_at) : std::string(),
                       .problems = {}};
    const auto key = inputs.find_key(proof.verification_method, inputs.purpose);
    if (!key)
        proof.problems.push_back(key.error());
    else if (const auto good = enveloped::check_signature(held, *key); !good)
        proof.problems.push_back(good.error());
    check_claims(held, inputs, proof.problems);
    return proof;
}

CredentialReport verify_one(const Value& document, const ProofInputs& inputs) {
    CredentialReport report;
    if (is_enveloped(document, false)) {
        const auto held = take_out(document, false);
        if (!held) return {{held.error()}, {}};
        report.problems = check_credential(held->document, Extent::whole);
        add_terms(held->document, report);
        report.proofs.push_back(check_envelope(*held, inputs));
        append(report.problems, report.proofs.back().problems);
        return report;
    }
    report.problems = check_credential(document, extent_of(document));
    if (!document.is_object()) return report;
    add_terms(document, report);
    add_proofs(document, inputs, report);
    return report;
}

std::string id_of(const Value* value) {
    if (value && value->is_object()) value = value->find("id");
    return value && value->is_string() ? value->string() : std::string();
}

/// Section 4.13.4: a credential without a proof of its own is the holder's own word, and its issuer
/// is the holder, whose key made the proof of the presentation.
CredentialReport verify_self_asserted(const Value& credential, const std::string& holder,
                                      std::span<const CheckedProof> proofs) {
    CredentialReport report{.problems = check_credential(credential, Extent::whole), .proofs = {}};
    add_terms(credential, report);
    const auto is_holders = [&](const CheckedProof& proof) {
        return proof.verification_method.starts_with(holder + '#');
    };
    if (holder.empty() || id_of(credential.find("issuer")) != holder ||
        std::ranges::none_of(proofs, is_holders))
        report.problems.push_back(
            {Reason::proof_shape,
             "a credential has no proof, and is not the presenting holder's own word"});
    return report;
}

/// The credentials in a presentation, whose own proofs are known.
void add_credentials(const Value& presentation, ProofInputs inputs, CredentialReport& report) {
    inputs.purpose = "assertionMethod";
    inputs.domains.clear();
    inputs.challenge.clear();
    const std::string holder = id_of(presentation.find("holder"));
    const std::vector<CheckedProof> proofs = report.proofs;
    for (const Value& one : list_at(presentation, "verifiableCredential")) {
        const bool alone = one.is_object() && !one.find("proof") && !is_enveloped(one, false);
        merge(report, alone ? verify_self_asserted(one, holder, proofs) : verify_one(one, inputs));
    }
}

}  // namespace

CredentialReport verify_credential(std::string_view text, const ProofInputs& inputs) {
    const auto document = read(text);
    if (!document) return {{unreadable(document.error())}, {}};
    return verify_one(*document, inputs);
}

CredentialReport verify_presentation(std::string_view text, const ProofInputs& inputs) {
    const auto document = read(text);
    if (!document) return {{unreadable(document.error())}, {}};
    CredentialReport report;
    if (is_enveloped(*document, true)) {
        const auto held = take_out(*document, true);
        if (!held) return {{held.error()}, {}};
        report.problems = check_presentation(held->document);
        add_terms(held->document, report);
        report.proofs.push_back(check_envelope(*held, inputs));
        append(report.problems, report.proofs.back().problems);
        add_credentials(held->document, inputs, report);
        return report;
    }
    report.problems = check_presentation(*document);
    if (!document->is_object()) return report;
    add_terms(*document, report);
    add_proofs(*document, inputs, report);
    add_credentials(*document, inputs, report);
    return report;
}

}  // namespace vaxcert
