// SPDX-License-Identifier: Apache-2.0
#include "formats/shc/payload.hpp"

#include <algorithm>
#include <cmath>

#include <vaxcert/time.hpp>

#include "formats/shc/bundle.hpp"
#include "json/parse.hpp"

namespace vaxcert::shc {
namespace {

using json::Value;
using Kind = Value::Kind;

constexpr std::size_t longest_revocation_id = 24;

/// The first second of the year 10000, and about the year 5138: what is later was written in
/// milliseconds.
constexpr double end_of_text = 253402300800;
constexpr double surely_milliseconds = 1e11;

Error malformed(std::string detail) {
    return {Reason::malformed, std::move(detail)};
}

Result<const Value*> member(const Value& object, std::string_view name, Kind kind) {
    return json::member_at(object, name, kind, Reason::malformed);
}

Result<double> seconds(const Value& value, std::string_view name) {
    if (!value.is_number())
        return malformed('"' + std::string(name) + "\" of the card is a " +
                         json::name(value.kind()) + " and should be a number of seconds");
    if (value.number().value < 0)
        return malformed('"' + std::string(name) + "\" of the card is negative");
    return value.number().value;
}

Result<Done> read_times(Payload& payload) {
    const Value* nbf = payload.whole.find("nbf");
    if (!nbf) return Error{Reason::member_missing, "the card has no \"nbf\", its time of issue"};
    const auto from = seconds(*nbf, "nbf");
    if (!from) return from.error();
    payload.not_before = *from;
    if (const Value* exp = payload.whole.find("exp")) {
        const auto until = seconds(*exp, "exp");
        if (!until) return until.error();
        payload.expires = *until;
    }
    return Done{};
}

Result<Done> check_types(const Value& credential) {
    const auto types = member(credential, "type", Kind::array);
    if (!types) return types.error();
    bool is_card = false;
    for (const Value& type : (*types)->array()) {
        if (!type.is_string()) return malformed("\"type\" holds something that is no string");
        is_card = is_card || type.string() == card_type;
    }
    if (is_card) return Done{};
    return malformed("\"type\" does not hold that of a health card");
}

Result<Done> check_credential(Payload& payload) {
    const auto credential = member(payload.whole, "vc", Kind::object);
    if (!credential) return credential.error();
    if (const auto good = check_types(**credential); !good) return good;
    if (const Value* rid = (*credential)->find("rid")) {
        if (!rid->is_string() || !is_revocation_id(rid->string()))
            return malformed("\"rid\" is not 1 to 24 letters of base64url");
        payload.revocation_id = rid->string();
    }
    const auto subject = member(**credential, "credentialSubject", Kind::object);
    if (!subject) return subject.error();
    const auto version = member(**subject, "fhirVersion", Kind::string);
    if (!version) return version.error();
    const std::string& number = (*version)->string();
    if (!number.starts_with("4.0") || (number.size() > 3 && number[3] != '.'))
        return malformed("\"fhirVersion\" is not 4.0, the one that is read");
    const auto bundle = member(**subject, "fhirBundle", Kind::object);
    if (!bundle) return bundle.error();
    return Done{};
}

Finding finding(Outcome effect, Reason reason, std::string detail) {
    return {Step::decode, effect, {reason, std::move(detail)}};
}

void check_times(const Payload& payload, std::vector<Finding>& findings) {
    if (payload.not_before >= surely_milliseconds)
        findings.push_back({Step::policy,
                            Outcome::rejected,
                            {Reason::not_yet_valid,
                             "valid from " + json::number_text(payload.not_before) +
                                 " seconds since 1970, which its issuer may have counted in "
                                 "milliseconds"}});
    if (!payload.expires) return;
    // It would never expire, and its issuer meant it to.
    if (*payload.expires >= surely_milliseconds)
        findings.push_back({Step::policy,
                            Outcome::undecided,
                            {Reason::expired, "expires " + json::number_text(*payload.expires) +
                                                  " seconds since 1970, which its issuer may have "
                                                  "counted in milliseconds"}});
    if (*payload.expires < payload.not_before)
        findings.push_back({Step::policy,
                            Outcome::rejected,
                            {Reason::expired, "it expires before it becomes valid"}});
}

std::string text_of(double seconds) {
    if (!(seconds >= 0) || seconds >= end_of_text) return {};
    return to_text(Time(std::chrono::seconds(static_cast<long long>(seconds))));
}

}  // namespace

const Value& Payload::bundle() const {
    return *whole.find("vc")->find("credentialSubject")->find("fhirBundle");
}

std::vector<std::string> Payload::types() const {
    std::vector<std::string> types;
    for (const Value& type : whole.find("vc")->find("type")->array())
        types.push_back(type.string());
    return types;
}

Result<Payload> parse_payload(std::string_view text, const Budget& budget) {
    auto document = json::parse(text, budget);
    if (!document) return document.error();
    return read_payload(*std::move(document));
}

Result<Payload> read_payload(Value document) {
    if (!document.is_object())
        return malformed("the card is a " + std::string(json::name(document.kind())) +
                         " and should be an object");
    Payload payload{std::move(document), {}, 0, {}, {}};
    const auto issuer = member(payload.whole, "iss", Kind::string);
    if (!issuer) return issuer.error();
    payload.issuer = (*issuer)->string();
    if (const auto good = check_issuer(payload.issuer); !good) return good.error();
    if (const auto good = read_times(payload); !good) return good.error();
    if (const auto good = check_credential(payload); !good) return good.error();
    return payload;
}

std::vector<Finding> check_payload(const Payload& payload) {
    std::vector<Finding> findings;
    check_times(payload, findings);

    // Three types of former versions say what the bundle holds; where one of them is there, each
    // should say the truth.
    const auto types = payload.types();
    const auto has = [&](std::string_view type) {
        return std::ranges::find(types, "https://smarthealth.cards#" + std::string(type)) !=
               types.end();
    };
    const bool says = has("immunization") || has("covid19") || has("laboratory");
    const Contents contents = contents_of(payload.bundle());
    std::size_t unknown = types.size() - 1;
    for (const auto& [type, is_there] :
         {std::pair{"immunization", contents.immunization}, std::pair{"covid19", contents.covid19},
          std::pair{"laboratory", contents.laboratory}}) {
        if (has(type)) --unknown;
        // Which tests are for COVID-19 is more than a list of codes can keep up with.
        if (contents.laboratory && std::string_view(type) == "covid19") continue;
        if (says && has(type) != is_there)
            findings.push_back(finding(
                Outcome::accepted, Reason::shape_not_expected,
                "the type \"" + std::string(type) + "\" and what is in the card do not agree"));
    }
    if (unknown > 0)
        findings.push_back(finding(Outcome::accepted, Reason::shape_not_expected,
                                   std::to_string(unknown) + " types are not known"));
    return findings;
}

Result<Done> check_issuer(std::string_view issuer) {
    constexpr std::string_view scheme = "https://";
    if (!issuer.starts_with(scheme))
        return malformed("\"iss\" is not the https URL that an issuer of health cards has");
    if (issuer.ends_with('/')) return malformed("\"iss\" ends in a slash");
    const std::string_view rest = issuer.substr(scheme.size());
    const bool plain = std::ranges::all_of(rest, [](char c) { return c > ' ' && c < 0x7f; });
    if (!plain || rest.empty() || rest.front() == '/' ||
        rest.find_first_of("?#@\\\"<>") != rest.npos)
        return malformed("\"iss\" is no plain https URL");
    return Done{};
}

bool is_revocation_id(std::string_view text) noexcept {
    return !text.empty() && text.size() <= longest_revocation_id &&
           std::ranges::all_of(text, [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                      c == '-' || c == '_';
           });
}

std::string first_second(double seconds) {
    return text_of(std::ceil(seconds));
}

std::string last_second(double seconds) {
    return text_of(std::floor(seconds));
}

}  // namespace vaxcert::shc
