// SPDX-License-Identifier: Apache-2.0
#include "credential/check_model.hpp"

#include <algorithm>
#include <array>
#include <span>

#include "credential/data_url.hpp"
#include "credential/rules.hpp"
#include "jsonld/to_rdf.hpp"
#include "proof/data_integrity.hpp"
#include "proof/document_budget.hpp"

namespace vaxcert::credential {
namespace {

using json::Value;

bool has_type(const Value& document, std::string_view type) {
    const Value* value = document.find("type");
    if (!value) return false;
    const auto is_it = [&](const Value& one) { return one.is_string() && one.string() == type; };
    return value->is_array() ? std::ranges::any_of(value->array(), is_it) : is_it(*value);
}

void check_contexts(const Value& document, Rules& rules) {
    const Value* contexts = document.find("@context");
    if (!contexts) return rules.missing("the document lacks @context");
    const std::span<const Value> all = contexts->is_array()
                                           ? std::span<const Value>(contexts->array())
                                           : std::span<const Value>(contexts, 1);
    const bool first = !all.empty() && all.front().is_string() &&
                       (all.front().string() == context_v1 || all.front().string() == context_v2);
    if (!first) return rules.broken("the first @context is no context of the data model");
    for (const Value& one : all.subspan(1)) {
        if (one.is_object()) continue;
        if (!one.is_string() || !is_url(one.string()))
            rules.broken("an @context is neither an absolute URL nor an object");
    }
}

/// A time as text; the parsed one, if it is one.
std::optional<Time> check_time(const Value& document, const char* member, Rules& rules) {
    const Value* value = document.find(member);
    if (!value) return std::nullopt;
    if (value->is_string())
        if (const auto time = proof::parse_date_time_stamp(value->string())) return *time;
    rules.broken(std::string(member) + " should be an XML Schema dateTimeStamp");
    return std::nullopt;
}

void check_times(const Value& document, Version version, Extent extent, Rules& rules) {
    const bool is_v1 = version == Version::v1;
    const char* from = is_v1 ? "issuanceDate" : "validFrom";
    const char* until = is_v1 ? "expirationDate" : "validUntil";
    if (is_v1 && extent == Extent::whole && !document.find(from))
        rules.missing("the credential lacks issuanceDate");
    const auto begins = check_time(document, from, rules);
    const auto ends = check_time(document, until, rules);
    if (begins && ends && *ends < *begins)
        rules.broken(std::string(until) + " lies before " + from);
}

void check_subject(const Value& document, Extent extent, Rules& rules) {
    if (!document.find("credentialSubject")) {
        if (extent == Extent::whole) rules.missing("the credential lacks credentialSubject");
        return;
    }
    rules.each(document, "credentialSubject", [&](const Value& one, const std::string& where) {
        if (!one.is_object()) return rules.broken(where + " should be an object");
        if (one.object().empty()) return rules.broken(where + " makes no claim");
        rules.id(one, where, false);
    });
}

/// Members that are objects with a type, and an id where the version wants one.
void check_typed(const Value& document, Version version, Rules& rules) {
    struct Typed {
        const char* member;
        bool id_in_v1, id_in_v2;
    };
    constexpr std::array<Typed, 5> all = {{
        {"credentialStatus", true, false},
        {"credentialSchema", true, true},
        {"refreshService", true, false},
        {"termsOfUse", false, false},
        {"evidence", false, false},
    }};
    for (const Typed& typed : all)
        rules.each(document, typed.member, [&](const Value& one, const std::string& where) {
            if (!one.is_object()) return rules.broken(where + " should be an object");
            rules.type(one, where);
            rules.id(one, where, version == Version::v1 ? typed.id_in_v1 : typed.id_in_v2);
        });
}

/// Bitstring Status List section 2.1.
void check_status_entries(const Value& document, Rules& rules) {
    rules.each(document, "credentialStatus", [&](const Value& one, const std::string& where) {
        if (!has_type(one, "BitstringStatusListEntry")) return;
        const auto text = [&](const char* member) {
            const Value* value = one.find(member);
            return value && value->is_string() ? std::string_view(value->string())
                                               : std::string_view();
        };
        if (text("statusPurpose").empty()) rules.broken(where + ".statusPurpose should be a text");
        const std::string_view index = text("statusListIndex");
        if (index.empty() || index.find_first_not_of("0123456789") != index.npos)
            rules.broken(where + ".statusListIndex should be digits, as a text");
        if (!is_url(text("statusListCredential")))
            rules.broken(where + ".statusListCredential should be an absolute URL");
    });
}

void check_issuer(const Value& document, Rules& rules) {
    const Value* issuer = document.find("issuer");
    if (!issuer) return rules.missing("the credential lacks issuer");
    rules.party(*issuer, "issuer");
    if (!issuer->is_object()) return;
    rules.language_text(*issuer, "name", "issuer.");
    rules.language_text(*issuer, "description", "issuer.");
}

void check_head(const Value& document, const char* type, Rules& rules) {
    check_contexts(document, rules);
    rules.type(document, "the document");
    if (document.find("type") && !has_type(document, type))
        rules.broken(std::string("type does not hold ") + type);
    rules.id(document, "the document", false);
}

}  // namespace

Version version_of(const Value& document) {
    const Value* contexts = document.find("@context");
    if (!contexts) return Version::none;
    const Value* first =
        contexts->is_array() && !contexts->array().empty() ? &contexts->array().front() : contexts;
    if (!first->is_string()) return Version::none;
    if (first->string() == context_v1) return Version::v1;
    return first->string() == context_v2 ? Version::v2 : Version::none;
}

std::vector<Error> check_credential(const Value& document, Extent extent) {
    Rules rules;
    if (!document.is_object()) {
        rules.broken("the credential should be a JSON object");
        return std::move(rules).problems();
    }
    const Version version = version_of(document);
    check_head(document, "VerifiableCredential", rules);
    check_issuer(document, rules);
    check_times(document, version, extent, rules);
    check_subject(document, extent, rules);
    check_typed(document, version, rules);
    check_status_entries(document, rules);
    if (version == Version::v2) {
        rules.language_text(document, "name", "");
        rules.language_text(document, "description", "");
        check_related_resources(document, rules);
    }
    return std::move(rules).problems();
}

std::vector<Error> check_presentation(const Value& document) {
    Rules rules;
    if (!document.is_object()) {
        rules.broken("the presentation should be a JSON object");
        return std::move(rules).problems();
    }
    check_head(document, "VerifiablePresentation", rules);
    if (const Value* holder = document.find("holder")) rules.party(*holder, "holder");
    rules.each(document, "verifiableCredential", [&](const Value& one, const std::string& where) {
        if (!one.is_object()) return rules.broken(where + " should be an object");
        if (!one.find("@context")) return rules.missing("a " + where + " lacks @context");
        if (!is_enveloped(one, false)) return;
        if (const auto held = take_out(one, false); !held) rules.add(held.error());
    });
    rules.each(document, "termsOfUse", [&](const Value& one, const std::string& where) {
        if (!one.is_object()) return rules.broken(where + " should be an object");
        rules.type(one, where);
    });
    return std::move(rules).problems();
}

Result<Done> check_terms(const Value& document) {
    const auto dataset =
        jsonld::to_rdf(document, jsonld::Options::for_data_integrity(), proof::document_budget());
    if (!dataset) return dataset.error();
    return Done{};
}

}  // namespace vaxcert::credential
