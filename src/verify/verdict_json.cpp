// SPDX-License-Identifier: Apache-2.0
// A verdict in JSON, in the words of certificate.hpp. What is not stated is left out.

#include <vaxcert/verdict.hpp>

#include "json/parse.hpp"

namespace vaxcert {
namespace {

using json::Array;
using json::Object;
using json::Value;

/// An object that takes only what is stated.
class Members {
  public:
    Members& add(const char* name, const std::string& text) {
        if (!text.empty()) object_.push_back({name, text});
        return *this;
    }
    Members& add(const char* name, std::optional<int> number) {
        if (number) object_.push_back({name, *number});
        return *this;
    }
    Members& add(const char* name, Value value) {
        const bool empty = (value.is_object() && value.object().empty()) ||
                           (value.is_array() && value.array().empty());
        if (!empty) object_.push_back({name, std::move(value)});
        return *this;
    }
    Value take() { return Value(std::move(object_)); }

  private:
    Object object_;
};

Value to_value(const Code& code) {
    return Members()
        .add("system", code.system)
        .add("code", code.code)
        .add("display", code.display)
        .take();
}

Value to_value(const Address& address) {
    return Members()
        .add("line1", address.line1)
        .add("line2", address.line2)
        .add("city", address.city)
        .add("district", address.district)
        .add("region", address.region)
        .add("postal_code", address.postal_code)
        .add("country", address.country)
        .take();
}

Value to_value(const Centre& centre) {
    return Members().add("name", centre.name).add("address", to_value(centre.address)).take();
}

Value to_value(const Person& person) {
    Array identifiers;
    for (const Identifier& each : person.identifiers)
        identifiers.push_back(Object{{"type", each.type}, {"value", each.value}});
    return Members()
        .add("name", person.name)
        .add("birth_date", person.birth_date)
        .add("age", person.age)
        .add("sex", person.sex)
        .add("nationality", person.nationality)
        .add("identifiers", Value(std::move(identifiers)))
        .add("address", to_value(person.address))
        .take();
}

Value to_value(const Vaccination& event) {
    return Members()
        .add("disease", to_value(event.disease))
        .add("vaccine", to_value(event.vaccine))
        .add("product", event.product)
        .add("manufacturer", event.manufacturer)
        .add("batch", event.batch)
        .add("date", event.date)
        .add("dose", event.dose)
        .add("total_doses", event.total_doses)
        .add("country", event.country)
        .add("centre", to_value(event.centre))
        .add("vaccinator", event.vaccinator)
        .add("valid_from", event.valid_from)
        .add("valid_until", event.valid_until)
        .add("next_dose", event.next_dose)
        .take();
}

Value to_value(const Test& event) {
    return Members()
        .add("disease", to_value(event.disease))
        .add("type", event.type)
        .add("test_name", event.test_name)
        .add("manufacturer", event.manufacturer)
        .add("batch", event.batch)
        .add("sample_origin", event.sample_origin)
        .add("sample_time", event.sample_time)
        .add("result_time", event.result_time)
        .add("result", event.result)
        .add("country", event.country)
        .add("centre", to_value(event.centre))
        .add("verifier", event.verifier)
        .take();
}

Value to_value(const Recovery& event) {
    return Members()
        .add("disease", to_value(event.disease))
        .add("first_positive", event.first_positive)
        .add("valid_from", event.valid_from)
        .add("valid_until", event.valid_until)
        .add("country", event.country)
        .take();
}

json::Member to_member(const Event& event) {
    constexpr const char* kinds[] = {"vaccination", "test", "recovery"};
    return {kinds[event.index()],
            std::visit([](const auto& each) { return to_value(each); }, event)};
}

Value to_value(const Issuance& issuance) {
    return Members()
        .add("id", issuance.id)
        .add("issuer", issuance.issuer)
        .add("issuer_name", issuance.issuer_name)
        .add("verification_method", issuance.verification_method)
        .add("issued_at", issuance.issued_at)
        .add("valid_from", issuance.valid_from)
        .add("expires_at", issuance.expires_at)
        .add("version", issuance.version)
        .add("previous", issuance.previous)
        .take();
}

Value to_value(const Certificate& certificate) {
    Object object = {{"format", certificate.format()},
                     {"certificate", to_value(certificate.claims().certificate)},
                     {"person", to_value(certificate.person())}};
    object.push_back(to_member(certificate.event()));
    if (certificate.earlier_events().empty()) return object;
    Array earlier;
    for (const Event& event : certificate.earlier_events())
        earlier.push_back(Object{to_member(event)});
    object.push_back({"earlier_events", Value(std::move(earlier))});
    return object;
}

Value to_value(const Finding& finding) {
    return Object{{"step", name(finding.step)},
                  {"effect", name(finding.effect)},
                  {"reason", name(finding.error.reason)},
                  {"detail", finding.error.detail}};
}

Value to_value(const Evidence& evidence) {
    return Members()
        .add("key", evidence.key_id)
        .add("key_fingerprint", evidence.key_fingerprint)
        .add("algorithm", evidence.algorithm)
        .add("environment", evidence.environment)
        .add("trust_list_issued", evidence.trust_list_issued)
        .take();
}

}  // namespace

std::string Verdict::to_json() const {
    Array findings;
    for (const Finding& finding : findings_) findings.push_back(to_value(finding));
    return json::to_text(Object{
        {"outcome", name(outcome_)},
        {"format", format_.empty() ? Value() : Value(format_)},
        {"findings", Value(std::move(findings))},
        {"certificate", certificate_ ? to_value(*certificate_) : Value()},
        {"evidence", evidence_ ? to_value(*evidence_) : Value(Object{})},
    });
}

}  // namespace vaxcert
