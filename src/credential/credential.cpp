// SPDX-License-Identifier: Apache-2.0
#include <vaxcert/credential.hpp>

#include <optional>
#include <utility>

#include "credential/parts.hpp"
#include "enveloped/credential.hpp"
#include "proof/sign.hpp"
#include "proof/suite.hpp"

namespace vaxcert {
using namespace credential;
using json::Value;

std::vector<Error> check_credential(std::string_view text) {
    const auto document = read(text);
    if (!document) return {unreadable(document.error())};
    return problems_of(*document);
}

std::vector<Error> check_presentation(std::string_view text) {
    const auto document = read(text);
    if (!document) return {unreadable(document.error())};
    auto problems = credential::check_presentation(*document);
    for (const Value& one : list_at(*document, "verifiableCredential"))
        if (one.is_object()) append(problems, problems_of(one));
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
    if (const auto terms = check_terms(bare); !terms) return terms.error();
    return json::to_text(*document);
}

Result<std::string> envelop_credential(std::string_view text, std::string_view key_id,
                                       const Signer& signer) {
    const auto document = read(text);
    if (!document) return unreadable(document.error());
    const auto problems = credential::check_credential(*document, Extent::whole);
    if (!problems.empty()) return problems.front();
    if (const auto terms = check_terms(*document); !terms) return terms.error();
    const auto jwt = enveloped::sign_vc_jwt(*document, key_id, signer);
    if (!jwt) return jwt.error();
    return json::to_text(holder_of_jwt(*jwt));
}

std::vector<Error> check_validity(std::string_view text, Time now) {
    auto document = read(text);
    if (!document) return {unreadable(document.error())};
    if (is_enveloped(*document, false)) {
        auto held = take_out(*document, false);
        if (!held) return {held.error()};
        document = std::move(held->document);
    }
    std::vector<Error> problems;
    const bool is_v1 = version_of(*document) == Version::v1;
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
