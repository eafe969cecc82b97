// SPDX-License-Identifier: Apache-2.0
#include "policy/rule_data.hpp"

#include "policy/rule_book.hpp"
#include "profile/inner.hpp"

namespace vaxcert {
namespace {

using json::Array;
using json::Object;
using json::Value;

constexpr std::string_view snomed_system = "http://snomed.info/sct";

/// Takes only what is stated.
void put(Object& object, const char* name, std::string_view text) {
    if (!text.empty()) object.push_back({name, text});
}

void put(Object& object, const char* name, std::optional<int> number) {
    if (number) object.push_back({name, *number});
}

const Product* product_named(const MasterData& known, const std::string& name) {
    for (const Profile& profile : known.profiles())
        if (const Product* product = find_product(profile.inner(), name_key(name))) return product;
    return nullptr;
}

const Concept* concept_named(const MasterData& known, std::string_view name) {
    for (const Profile& profile : known.profiles())
        if (const Concept* found = find_concept(profile.inner(), name_key(name))) return found;
    return nullptr;
}

/// A disease in SNOMED CT; what has no code there keeps its own.
std::string target_of(const Code& disease, std::string_view otherwise, const MasterData& known) {
    if (disease.system == snomed_system) return disease.code;
    const std::string_view name = disease.display.empty() ? otherwise : disease.display;
    const Concept* found = concept_named(known, name);
    const std::string_view code = found ? code_in(found->codes, "snomed") : "";
    return code.empty() ? disease.code : std::string(code);
}

Object entry_of(const Vaccination& event, const MasterData& known) {
    const Product* product = product_named(known, event.product);
    const auto code = [&](std::string_view system) {
        return product ? code_in(product->codes, system) : std::string_view();
    };
    Object entry;
    put(entry, "tg", target_of(event.disease, product ? product->disease : "", known));
    put(entry, "vp", code("eu-vaccine"));
    put(entry, "mp", code("eu-product").empty() ? event.product : code("eu-product"));
    put(entry, "ma",
        code("eu-manufacturer").empty() ? event.manufacturer : code("eu-manufacturer"));
    put(entry, "dn", event.dose);
    put(entry, "sd",
        event.total_doses ? event.total_doses
        : product         ? product->course
                          : std::nullopt);
    put(entry, "dt", std::string_view(event.date).substr(0, 10));
    put(entry, "co", event.country);
    return entry;
}

Object entry_of(const Test& event, const MasterData& known) {
    const Concept* kind = concept_named(known, event.type);
    const std::string_view type = kind ? code_in(kind->codes, "loinc") : "";
    Object entry;
    put(entry, "tg", target_of(event.disease, "", known));
    put(entry, "tt", type.empty() ? event.type : type);
    put(entry, "nm", event.test_name);
    put(entry, "ma", event.manufacturer);
    put(entry, "sc", event.sample_time);
    put(entry, "tr",
        event.result == "Negative"   ? "260415000"
        : event.result == "Positive" ? "260373001"
                                     : std::string_view(event.result));
    put(entry, "tc", event.centre.name);
    put(entry, "co", event.country);
    return entry;
}

Object entry_of(const Recovery& event, const MasterData& known) {
    Object entry;
    put(entry, "tg", target_of(event.disease, "", known));
    put(entry, "fr", event.first_positive);
    put(entry, "df", event.valid_from);
    put(entry, "du", event.valid_until);
    put(entry, "co", event.country);
    return entry;
}

void add_event(Value& payload, const Event& event, const Issuance& certificate,
               const MasterData& known) {
    constexpr std::array<const char*, 3> kinds = {"v", "t", "r"};
    Object entry = std::visit([&](const auto& each) { return entry_of(each, known); }, event);
    put(entry, "is",
        certificate.issuer_name.empty() ? certificate.issuer : certificate.issuer_name);
    put(entry, "ci", certificate.id);
    const char* kind = kinds.at(event.index());
    Array entries;
    if (const Value* before = payload.find(kind)) entries = before->array();
    entries.emplace_back(std::move(entry));
    payload.set(kind, Value(std::move(entries)));
}

/// Where the newest event took place, else the issuer where that is a country.
std::string issuing_country(const Value& payload, const std::string& issuer) {
    for (const char* kind : {"v", "t", "r"}) {
        const Value* entries = payload.find(kind);
        if (!entries || !entries->is_array() || entries->array().empty()) continue;
        const Value* country = entries->array().front().find("co");
        if (country && country->is_string()) return country->string();
    }
    return issuer.size() == 2 || issuer.size() == 3 ? issuer : std::string();
}

}  // namespace

Value payload_for_rules(const Certificate& certificate, const MasterData& master_data) {
    if (certificate.rule_payload()) return *certificate.rule_payload();
    const Person& person = certificate.person();
    Value payload(Object{{"ver", "1.3.0"}, {"nam", Object{{"fn", person.name}}}});
    if (!person.birth_date.empty()) payload.set("dob", person.birth_date);
    add_event(payload, certificate.event(), certificate.claims().certificate, master_data);
    for (const Event& event : certificate.earlier_events())
        add_event(payload, event, certificate.claims().certificate, master_data);
    return payload;
}

Value data_for_rules(const Certificate& certificate, const Policy& policy,
                     const MasterData& master_data, Time now) {
    const Issuance& issuance = certificate.claims().certificate;
    Value payload = payload_for_rules(certificate, master_data);
    Object external;
    put(external, "validationClock", to_text(now));
    put(external, "countryCode", policy.country);
    put(external, "region", policy.region);
    put(external, "iat", issuance.issued_at);
    put(external, "exp", issuance.expires_at);
    put(external, "issuerCountryCode", issuing_country(payload, issuance.issuer));
    external.push_back({"valueSets", policy.rules->value_sets});
    return Object{{"payload", std::move(payload)}, {"external", Value(std::move(external))}};
}

}  // namespace vaxcert
