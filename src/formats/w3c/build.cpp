// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "certificate/list_index.hpp"
#include "certificate/members.hpp"
#include "formats/w3c/document.hpp"
#include "formats/w3c/terms.hpp"

namespace vaxcert::w3c {
namespace {

using json::Value;

/// Everything has its term, but for what the neutral model may gain one day.
constexpr std::array<std::string_view, 5> carried = {
    "person.", "vaccination.", "test.", "recovery.", "earlier_events",
};

/// The entry that the certificate has in the issuer's list.
Result<Value> status_entry(const Settings& settings, std::string_view id) {
    const auto index = list_index(id);
    if (!index) return index.error();
    return Value(json::Object{{"type", "BitstringStatusListEntry"},
                              {"statusPurpose", "revocation"},
                              {"statusListIndex", std::to_string(*index)},
                              {"statusListCredential", settings.status_list}});
}

std::string or_else(const std::string& text, std::string other) {
    return text.empty() ? std::move(other) : text;
}

}  // namespace

Result<Value> build(const Record& record, const Signing& signing, const Settings& settings) {
    const Issuance& certificate = record.claims.certificate;
    Value document{json::Object{}};
    document.set("@context", json::Array{credential::context_v2, context_url});
    document.set("id", settings.id_prefix + std::string(signing.certificate_id));
    document.set("type", json::Array{"VerifiableCredential", credential_type});
    document.set("issuer", settings.issuer);
    document.set("validFrom", or_else(certificate.valid_from,
                                      or_else(certificate.issued_at, to_text(signing.now))));
    if (!certificate.expires_at.empty()) document.set("validUntil", certificate.expires_at);
    if (!certificate.version.empty()) document.set("certificateVersion", certificate.version);
    if (!certificate.previous.empty()) document.set("replacesCertificate", certificate.previous);
    if (!settings.status_list.empty()) {
        auto entry = status_entry(settings, signing.certificate_id);
        if (!entry) return entry.error();
        document.set("credentialStatus", *std::move(entry));
    }
    document.set("credentialSubject", write_subject(record.claims));
    return document;
}

std::vector<std::string> left_out_of(const Claims& claims) {
    return left_out(claims, carried);
}

}  // namespace vaxcert::w3c
