// SPDX-License-Identifier: Apache-2.0
#include "formats/w3c/document.hpp"
#include "formats/w3c/terms.hpp"

namespace vaxcert::w3c {
namespace {

using json::Value;

Value object_of_type(std::string_view type) {
    return json::Object{{"type", type}};
}

/// What is not stated is left out: an empty text would be a claim.
template <class T, class Terms>
void set_texts(Value& object, const T& from, const Terms& terms) {
    for (const auto& [name, text] : terms)
        if (!(from.*text).empty()) object.set(name, from.*text);
}

/// Whether anything but its type is in an object.
bool says_something(const Value& object) {
    return object.object().size() > 1;
}

void set_if(Value& object, std::string_view member, Value value) {
    if (says_something(value)) object.set(member, std::move(value));
}

Value write(const Code& code) {
    Value value = object_of_type("CodedConcept");
    set_texts(value, code, code_terms);
    return value;
}

Value write(const Address& address) {
    Value value = object_of_type("PlaceAddress");
    set_texts(value, address, address_terms);
    return value;
}

Value write(const Centre& centre) {
    Value value = object_of_type("HealthCentre");
    if (!centre.name.empty()) value.set("centreName", centre.name);
    set_if(value, "centreAddress", write(centre.address));
    return value;
}

Value write(const Vaccination& event) {
    Value value = object_of_type("Vaccination");
    set_if(value, "vaccinatedAgainst", write(event.disease));
    set_if(value, "vaccineKind", write(event.vaccine));
    set_texts(value, event, vaccination_terms);
    if (event.dose) value.set("doseNumber", *event.dose);
    if (event.total_doses) value.set("dosesOfCourse", *event.total_doses);
    set_if(value, "vaccinationCentre", write(event.centre));
    return value;
}

Value write(const Test& event) {
    Value value = object_of_type("DiseaseTest");
    set_if(value, "testedFor", write(event.disease));
    set_texts(value, event, test_terms);
    set_if(value, "testCentre", write(event.centre));
    return value;
}

Value write(const Recovery& event) {
    Value value = object_of_type("Recovery");
    set_if(value, "recoveredFrom", write(event.disease));
    set_texts(value, event, recovery_terms);
    return value;
}

Value write(const Event& event) {
    return std::visit([](const auto& one) { return write(one); }, event);
}

/// A list of one is written without a list: libraries that compact a document before they select
/// from it (ecdsa-sd-2023) find it so.
Value one_or_all(json::Array values) {
    if (values.size() == 1) return std::move(values.front());
    return values;
}

}  // namespace

Value write_subject(const Claims& claims) {
    Value subject = object_of_type("CertifiedPerson");
    set_texts(subject, claims.person, person_terms);
    json::Array known_as;
    for (const Identifier& identifier : claims.person.identifiers) {
        Value value = object_of_type("PersonIdentifier");
        set_texts(value, identifier, identifier_terms);
        if (says_something(value)) known_as.push_back(std::move(value));
    }
    if (!known_as.empty()) subject.set("knownAs", one_or_all(std::move(known_as)));
    set_if(subject, "homeAddress", write(claims.person.address));
    json::Array events = {write(claims.event)};
    for (const Event& event : claims.earlier_events) events.push_back(write(event));
    subject.set("healthEvent", one_or_all(std::move(events)));
    return subject;
}

}  // namespace vaxcert::w3c
