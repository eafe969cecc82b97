// SPDX-License-Identifier: Apache-2.0
#include "formats/divoc/read.hpp"

#include <string>

#include "profile/inner.hpp"

namespace vaxcert::divoc {
namespace {

using json::Value;

std::string text(const Value* object, std::string_view member) {
    const Value* value = object ? object->find(member) : nullptr;
    if (!value) return {};
    if (value->is_number()) return value->number().text;
    return value->is_string() ? value->string() : std::string();
}

std::optional<int> count(const Value& object, std::string_view member) {
    const Value* value = object.find(member);
    if (!value || !value->is_number()) return {};
    return static_cast<int>(value->number().value);
}

Address address(const Value* object) {
    return {.line1 = text(object, "streetAddress"),
            .line2 = text(object, "streetAddress2"),
            .city = text(object, "city"),
            .district = text(object, "district"),
            .region = text(object, "addressRegion"),
            .postal_code = text(object, "postalCode"),
            .country = text(object, "addressCountry")};
}

/// "did:Passport:Dummy256" is a passport; an id of another build is kept whole.
Identifier identifier(const std::string& id) {
    if (id.starts_with("did:")) {
        const std::size_t colon = id.find(':', 4);
        if (colon != id.npos) return {id.substr(4, colon - 4), id.substr(colon + 1)};
    }
    return {"id", id};
}

Person person(const Value& subject) {
    Person person;
    person.name = text(&subject, "name");
    person.birth_date = text(&subject, "dob");
    person.age = text(&subject, "age");
    person.sex = text(&subject, "gender");
    person.nationality = text(&subject, "nationality");
    // The label of a blank node is not signed.
    if (const std::string id = text(&subject, "id"); !id.empty() && !id.starts_with("_:"))
        person.identifiers.push_back(identifier(id));
    for (const char* member : {"refId", "uhid"})
        if (std::string value = text(&subject, member); !value.empty())
            person.identifiers.push_back({member, std::move(value)});
    person.address = address(subject.find("address"));
    return person;
}

Centre centre(const Value& evidence) {
    const Value* facility = evidence.find("facility");
    return {text(facility, "name"), address(facility ? facility->find("address") : nullptr)};
}

Vaccination vaccination(const Value& evidence, const Profile* profile) {
    Vaccination event;
    event.product = text(&evidence, "vaccine");
    event.manufacturer = text(&evidence, "manufacturer");
    event.batch = text(&evidence, "batch");
    event.vaccine.code = text(&evidence, "icd11Code");
    if (!event.vaccine.code.empty()) event.vaccine.system = "http://id.who.int/icd/release/11/mms";
    event.vaccine.display = text(&evidence, "prophylaxis");
    if (profile)
        if (const Product* product = find_product(profile->inner(), name_key(event.product)))
            event.disease.display = product->disease;
    event.date = text(&evidence, "date");
    event.dose = count(evidence, "dose");
    event.total_doses = count(evidence, "totalDoses");
    event.valid_from = text(&evidence, "effectiveStart");
    event.valid_until = text(&evidence, "effectiveUntil");
    event.centre = centre(evidence);
    event.country = event.centre.address.country;
    event.vaccinator = text(evidence.find("verifier"), "name");
    return event;
}

Test test(const Value& evidence) {
    Test event;
    event.disease.display = text(&evidence, "disease");
    event.type = text(&evidence, "testType");
    event.test_name = text(&evidence, "testName");
    event.sample_time = text(&evidence, "sampleCollectionTimestamp");
    event.result_time = text(&evidence, "resultTimestamp");
    event.result = text(&evidence, "result");
    event.centre = centre(evidence);
    event.country = event.centre.address.country;
    event.verifier = text(evidence.find("verifier"), "name");
    // Three free texts under one predicate: only where they are equal is it certain whose they are.
    const std::string batch = text(&evidence, "batch");
    if (batch == text(&evidence, "manufacturer") && batch == text(&evidence, "sampleOrigin"))
        event.batch = event.manufacturer = event.sample_origin = batch;
    return event;
}

/// The end of the event's IRI, up to a fragment.
std::string certificate_id(const Value& evidence) {
    std::string id = text(&evidence, "id");
    id = id.substr(0, id.find('#'));
    const std::size_t cut = id.find_last_of("/?");
    return cut == id.npos ? id : id.substr(cut + 1);
}

}  // namespace

Claims read_claims(const Value& document, Kind kind, const Profile* profile) {
    const Value& evidence = document.find("evidence")->array().front();
    Claims claims;
    claims.person = person(*document.find("credentialSubject"));
    if (kind == Kind::test)
        claims.event = test(evidence);
    else
        claims.event = vaccination(evidence, profile);
    claims.certificate.id = certificate_id(evidence);
    claims.certificate.issuer = text(&document, "issuer");
    claims.certificate.verification_method = text(document.find("proof"), "verificationMethod");
    claims.certificate.issued_at = text(&document, "issuanceDate");
    return claims;
}

}  // namespace vaxcert::divoc
