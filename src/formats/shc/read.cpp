// SPDX-License-Identifier: Apache-2.0
#include "formats/shc/read.hpp"

#include <algorithm>

#include "formats/shc/bundle.hpp"
#include "formats/shc/codes.hpp"

namespace vaxcert::shc {
namespace {

using json::Value;

const Value* first_of(const Value* object, std::string_view member) {
    const Value* list = object ? object->find(member) : nullptr;
    return list && list->is_array() && !list->array().empty() ? &list->array().front() : nullptr;
}

std::string text(const Value* object, std::string_view member) {
    return std::string(text_at(object, member));
}

std::optional<int> count(const Value* object, std::string_view member) {
    const Value* value = object ? object->find(member) : nullptr;
    if (!value || !value->is_number()) return {};
    const double number = value->number().value;
    if (!(number >= 1 && number <= 99) || number != static_cast<int>(number)) return {};
    return static_cast<int>(number);
}

/// HumanName: the whole of it as written, or given names and family name in the order of most.
std::string name(const Value* human_name) {
    if (std::string whole = text(human_name, "text"); !whole.empty()) return whole;
    std::string name;
    const auto add = [&](std::string_view part) {
        if (part.empty()) return;
        if (!name.empty()) name += ' ';
        name += part;
    };
    if (const Value* given = human_name ? human_name->find("given") : nullptr;
        given && given->is_array())
        for (const Value& each : given->array())
            if (each.is_string()) add(each.string());
    add(text_at(human_name, "family"));
    return name;
}

Address address(const Value* from) {
    Address address;
    if (const Value* lines = from ? from->find("line") : nullptr; lines && lines->is_array()) {
        std::string* to[] = {&address.line1, &address.line2};
        for (std::size_t i = 0; i < std::min<std::size_t>(2, lines->array().size()); ++i)
            if (lines->array()[i].is_string()) *to[i] = lines->array()[i].string();
    }
    address.city = text(from, "city");
    address.district = text(from, "district");
    address.region = text(from, "state");
    address.postal_code = text(from, "postalCode");
    address.country = text(from, "country");
    return address;
}

Person person(const Value& patient) {
    Person person;
    person.name = name(first_of(&patient, "name"));
    person.birth_date = text(&patient, "birthDate");
    person.sex = sex_of_gender(text_at(&patient, "gender"));
    if (const Value* identifiers = patient.find("identifier");
        identifiers && identifiers->is_array())
        for (const Value& each : identifiers->array())
            if (std::string value = text(&each, "value"); !value.empty())
                person.identifiers.push_back({text(&each, "system"), std::move(value)});
    person.address = address(first_of(&patient, "address"));
    return person;
}

/// Where it was done. The name stands as text; a reference leads to a resource of the bundle, which
/// cards do not have.
std::string performer(const Value& resource, bool has_actor) {
    const Value* first = first_of(&resource, "performer");
    return text(has_actor && first ? first->find("actor") : first, "display");
}

Vaccination vaccination(const Value& immunization, const MasterData& master_data) {
    Vaccination event;
    const Value* concept_ = immunization.find("vaccineCode");
    if (const Value* coding = first_of(concept_, "coding"))
        event.vaccine = {text(coding, "system"), text(coding, "code"), {}};
    name_vaccine(concept_, master_data, event);
    if (event.product.empty()) event.product = text(concept_, "text");
    event.manufacturer = text(immunization.find("manufacturer"), "display");
    event.batch = text(&immunization, "lotNumber");
    event.date = text(&immunization, "occurrenceDateTime");
    const Value* protocol = first_of(&immunization, "protocolApplied");
    event.dose = count(protocol, "doseNumberPositiveInt");
    event.total_doses = count(protocol, "seriesDosesPositiveInt");
    event.centre.name = performer(immunization, true);
    return event;
}

Test test(const Value& observation, const MasterData& master_data) {
    Test event;
    name_test(observation.find("code"), master_data, event);
    event.result = result_of(observation.find("valueCodeableConcept"));
    event.sample_time = text(&observation, "effectiveDateTime");
    event.result_time = text(&observation, "issued");
    event.centre.name = performer(observation, false);
    return event;
}

std::string_view day_of(const Event& event) {
    if (const auto* vaccination = std::get_if<Vaccination>(&event)) return vaccination->date;
    if (const auto* test = std::get_if<Test>(&event)) return test->sample_time;
    return {};
}

}  // namespace

std::optional<Claims> read_claims(const Payload& payload, const MasterData& master_data) {
    const Value& bundle = payload.bundle();
    std::vector<Event> events;
    for (const Value* each : resources_of(bundle, "Immunization"))
        events.push_back(vaccination(*each, master_data));
    for (const Value* each : resources_of(bundle, "Observation"))
        events.push_back(test(*each, master_data));
    if (events.empty()) return {};
    // Dates as FHIR writes them sort as text.
    std::ranges::stable_sort(events, std::ranges::greater(), day_of);

    Claims claims;
    if (const auto people = resources_of(bundle, "Patient"); !people.empty())
        claims.person = person(*people.front());
    claims.event = std::move(events.front());
    claims.earlier_events.assign(std::move_iterator(events.begin() + 1),
                                 std::move_iterator(events.end()));
    claims.certificate.id = payload.revocation_id;
    claims.certificate.issuer = payload.issuer;
    claims.certificate.issued_at = last_second(payload.not_before);
    claims.certificate.valid_from = first_second(payload.not_before);
    if (payload.expires) claims.certificate.expires_at = last_second(*payload.expires);
    return claims;
}

}  // namespace vaxcert::shc
