// SPDX-License-Identifier: Apache-2.0
#include "proof/options_template.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include "jsonld/iri.hpp"
#include "proof/suite.hpp"

namespace vaxcert::proof {
namespace {

using json::Value;

/// A context under which the terms of a proof mean what the table below says.
struct Known {
    std::string_view url;
    bool defines_data_integrity;
    bool defines_2020;
};

// None of them defines a term that is also the scheme of an IRI we take below.
constexpr std::array<Known, 6> contexts = {{
    {"https://www.w3.org/ns/credentials/v2", true, false},
    {"https://www.w3.org/2018/credentials/v1", false, false},
    {"https://w3id.org/security/data-integrity/v2", true, false},
    {"https://w3id.org/security/suites/ed25519-2020/v1", false, true},
    {"https://www.w3.org/ns/credentials/examples/v2", false, false},
    {"https://vaxcert.example/contexts/vaccination/v1", false, false},
}};

constexpr std::string_view security = "https://w3id.org/security#";
constexpr std::string_view date_time = "\"^^<http://www.w3.org/2001/XMLSchema#dateTime> .\n";

bool is_defined(std::string_view type, const Value& context) {
    if (!context.is_array()) return false;
    bool defined = false;
    for (const Value& one : context.array()) {
        if (!one.is_string()) return false;
        const auto* known = std::ranges::find(contexts, one.string(), &Known::url);
        if (known == contexts.end()) return false;
        defined = defined || (type == data_integrity_type ? known->defines_data_integrity
                                                          : known->defines_2020);
    }
    return defined;
}

bool is_plain_text(std::string_view text) {
    return std::ranges::none_of(text, [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte < 0x20 || byte == 0x7f || c == '"' || c == '\\';
    });
}

bool is_plain_iri(std::string_view text) {
    const bool known_scheme = text.starts_with("did:") || text.starts_with("https://") ||
                              text.starts_with("http://") || text.starts_with("urn:");
    return known_scheme && jsonld::is_well_formed_iri(text);
}

std::string_view purpose_iri(std::string_view purpose) {
    constexpr std::array<std::array<std::string_view, 2>, 5> purposes = {{
        {"assertionMethod", "assertionMethod"},
        {"authentication", "authenticationMethod"},
        {"capabilityInvocation", "capabilityInvocationMethod"},
        {"capabilityDelegation", "capabilityDelegationMethod"},
        {"keyAgreement", "keyAgreementMethod"},
    }};
    for (const auto& [term, iri] : purposes)
        if (term == purpose) return iri;
    return {};
}

/// The lines of one proof, in the order in which their predicates sort.
class Lines {
  public:
    explicit Lines(const Value& options) : options_(options) { text_.reserve(768); }

    std::optional<std::string> write() {
        subject_ = "_:c14n0 <";
        if (const std::string_view id = text_at("id"); !id.empty()) {
            if (!is_plain_iri(id)) return std::nullopt;
            subject_.assign("<").append(id).append("> <");
        }
        time("created", "http://purl.org/dc/terms/created", "");
        line("http://www.w3.org/1999/02/22-rdf-syntax-ns#type", "", "<", security, text_at("type"),
             "> .\n");
        literal("challenge", "");
        literal("cryptosuite", "cryptosuiteString");
        literal("domain", "");
        time("expires", security, "expiration");
        literal("nonce", "");
        iri("previousProof");
        const std::string_view purpose = purpose_iri(text_at("proofPurpose"));
        if (purpose.empty()) return std::nullopt;
        line(security, "proofPurpose", "<", security, purpose, "> .\n");
        iri("verificationMethod");
        // What was not written is a member that we do not know, or one of a kind that we do not.
        if (!good_ || written_ + (text_at("id").empty() ? 2 : 3) != options_.object().size())
            return std::nullopt;
        return std::move(text_);
    }

  private:
    std::string_view text_at(std::string_view member) const {
        const Value* value = options_.find(member);
        return value && value->is_string() ? std::string_view(value->string()) : std::string_view();
    }

    void line(std::string_view predicate, std::string_view predicate_end, std::string_view a,
              std::string_view b, std::string_view c, std::string_view end) {
        text_.append(subject_).append(predicate).append(predicate_end).append("> ");
        text_.append(a).append(b).append(c).append(end);
    }

    bool read(std::string_view member, std::string_view& text) {
        const Value* value = options_.find(member);
        if (!value) return false;
        good_ = good_ && value->is_string() && is_plain_text(value->string());
        if (!good_) return false;
        text = value->string();
        ++written_;
        return true;
    }

    void literal(std::string_view member, std::string_view datatype) {
        std::string_view text;
        if (!read(member, text)) return;
        if (datatype.empty()) return line(security, member, "\"", text, "", "\" .\n");
        line(security, member, "\"", text, "\"^^<", "");
        text_.append(security).append(datatype).append("> .\n");
    }

    void time(std::string_view member, std::string_view predicate, std::string_view end) {
        std::string_view text;
        if (read(member, text)) line(predicate, end, "\"", text, "", date_time);
    }

    void iri(std::string_view member) {
        std::string_view text;
        if (!read(member, text)) return;
        good_ = good_ && is_plain_iri(text);
        line(security, member, "<", text, "", "> .\n");
    }

    const Value& options_;
    std::string subject_;
    std::string text_;
    std::size_t written_ = 0;
    bool good_ = true;
};

}  // namespace

std::optional<std::string> options_by_template(const Value& options, const Value& context) {
    const Value* type = options.find("type");
    if (!type || !type->is_string() || !is_defined(type->string(), context)) return std::nullopt;
    const bool is_2020 = type->string() != data_integrity_type;
    // The terms that only the newer type has.
    if (is_2020 && (options.find("cryptosuite") || options.find("previousProof")))
        return std::nullopt;
    return Lines(options).write();
}

}  // namespace vaxcert::proof
