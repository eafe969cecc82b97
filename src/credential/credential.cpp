// SPDX-License-Identifier: Apache-2.0
#include <vaxcert/credential.hpp>

#include <algorithm>
#include <span>
#include <utility>

#include "credential/check_model.hpp"
#include "json/parse.hpp"
#include "proof/document_budget.hpp"
#include "proof/sign.hpp"
#include "proof/suite.hpp"

namespace vaxcert {
namespace {

using credential::Extent;
using json::Value;

Result<Value> read(std::string_view text) {
    return json::parse(text, proof::document_budget());
}

std::span<const Value> list_at(const Value& document, std::string_view member) {
    const Value* value = document.find(member);
    if (!value) return {};
    return value->is_array() ? std::span<const Value>(value->array())
                             : std::span<const Value>(value, 1);
}

/// Whether a credential may be a part of one: its proof lets the holder leave things out.
Extent extent_of(const Value& document) {
    for (const Value& one : list_at(document, "proof")) {
        const Value* suite = one.find("cryptosuite");
        if (suite && suite->is_string() && suite->string() == "ecdsa-sd-2023") return Extent::part;
    }
    return Extent::whole;
}

void append(std::vector<Error>& to, std::vector<Error> more) {
    std::ranges::move(more, std::back_inserter(to));
}

/// The proofs, with their problems as the document's.
void add_proofs(const Value& document, const ProofInputs& inputs, CredentialReport& report) {
    auto proofs = check_proofs(json::to_text(document), inputs);
    if (!proofs) return report.problems.push_back(proofs.error());
    for (CheckedProof& proof : *proofs) {
        append(report.problems, proof.problems);
        report.proofs.push_back(std::move(proof));
    }
}

/// What no suite of JCS sees: terms that nobody defined.
void add_terms(const Value& document, CredentialReport& report) {
    Value bare = document;
    bare.erase("proof");
    if (const auto terms = credential::check_terms(bare); !terms)
        report.problems.push_back(terms.error());
}

CredentialReport verify(const Value& document, const ProofInputs& inputs) {
    CredentialReport report;
    report.problems = credential::check_credential(document, extent_of(document));
    if (!document.is_object()) return report;
    add_terms(document, report);
    add_proofs(document, inputs, report);
    return report;
}

Error unreadable(const Error& why) {
    return {Reason::malformed, "the document cannot be read: " + why.detail};
}

}  // namespace

std::vector<Error> check_credential(std::string_view text) {
    const auto document = read(text);
    if (!document) return {unreadable(document.error())};
    return credential::check_credential(*document, extent_of(*document));
}

std::vector<Error> check_presentation(std::string_view text) {
    const auto document = read(text);
    if (!document) return {unreadable(document.error())};
    auto problems = credential::check_presentation(*document);
    for (const Value& one : list_at(*document, "verifiableCredential"))
        if (one.is_object()) append(problems, credential::check_credential(one, extent_of(one)));
    return problems;
}

Result<std::string> issue_credential(std::string_view text, const ProofOptions& options,
                                     const Signer& signer) {
    auto document = read(text);
    if (!document) return unreadable(document.error());
    const auto problems = credential::check_credential(*document, Extent::whole);
    if (!problems.empty()) return problems.front();
    const auto done = proof::sign_document(*document, options, signer, proof::document_budget());
    if (!done) return done.error();
    Value bare = *document;
    bare.erase("proof");
    if (const auto terms = credential::check_terms(bare); !terms) return terms.error();
    return json::to_text(*document);
}

CredentialReport verify_credential(std::string_view text, const ProofInputs& inputs) {
    const auto document = read(text);
    if (!document) return {{unreadable(document.error())}, {}};
    return verify(*document, inputs);
}

CredentialReport verify_presentation(std::string_view text, const ProofInputs& inputs) {
    const auto document = read(text);
    if (!document) return {{unreadable(document.error())}, {}};
    CredentialReport report;
    report.problems = credential::check_presentation(*document);
    if (!document->is_object()) return report;
    add_terms(*document, report);
    add_proofs(*document, inputs, report);

    ProofInputs of_credentials = inputs;
    of_credentials.purpose = "assertionMethod";
    of_credentials.domains.clear();
    of_credentials.challenge.clear();
    for (const Value& one : list_at(*document, "verifiableCredential")) {
        auto inner = verify(one, of_credentials);
        append(report.problems, std::move(inner.problems));
        std::ranges::move(inner.proofs, std::back_inserter(report.proofs));
    }
    return report;
}

std::vector<Error> check_validity(std::string_view text, Time now) {
    const auto document = read(text);
    if (!document) return {unreadable(document.error())};
    std::vector<Error> problems;
    const bool is_v1 = credential::version_of(*document) == credential::Version::v1;
    const auto time_at = [&](const char* member) -> std::optional<Time> {
        const Value* value = document->find(member);
        if (!value || !value->is_string()) return std::nullopt;
        const auto time = parse_time(value->string());
        return time ? std::optional(*time) : std::nullopt;
    };
    if (const auto from = time_at(is_v1 ? "issuanceDate" : "validFrom"); from && now < *from)
        problems.push_back({Reason::not_yet_valid,
                            "valid from " + to_text(*from) + "; checked for " + to_text(now)});
    if (const auto until = time_at(is_v1 ? "expirationDate" : "validUntil"); until && now > *until)
        problems.push_back(
            {Reason::expired, "valid until " + to_text(*until) + "; checked for " + to_text(now)});
    return problems;
}

}  // namespace vaxcert
