// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <span>

#include "formats/w3c/document.hpp"
#include "formats/w3c/settings.hpp"
#include "formats/w3c/terms.hpp"
#include "json/jcs.hpp"

namespace vaxcert::w3c {
namespace {

using json::Value;

std::string text_at(const Value& object, std::string_view member) {
    const Value* value = object.find(member);
    return value && value->is_string() ? value->string() : std::string();
}

template <class T, class Terms>
T texts(const Value* object, const Terms& terms) {
    T made{};
    if (!object) return made;
    for (const auto& [name, text] : terms) made.*text = text_at(*object, name);
    return made;
}

std::optional<int> count_at(const Value& object, std::string_view member) {
    const Value* value = object.find(member);
    if (!value) return std::nullopt;
    return static_cast<int>(value->number().value);
}

Code code_at(const Value& object, std::string_view member) {
    return texts<Code>(object.find(member), code_terms);
}

Centre centre_at(const Value& object, std::string_view member) {
    const Value* value = object.find(member);
    if (!value) return {};
    return {text_at(*value, "centreName"),
            texts<Address>(value->find("centreAddress"), address_terms)};
}

Event event_of(const Value& value) {
    const std::string type = text_at(value, "type");
    if (type == "DiseaseTest") {
        auto test = texts<Test>(&value, test_terms);
        test.disease = code_at(value, "testedFor");
        test.centre = centre_at(value, "testCentre");
        return test;
    }
    if (type == "Recovery") {
        auto recovery = texts<Recovery>(&value, recovery_terms);
        recovery.disease = code_at(value, "recoveredFrom");
        return recovery;
    }
    auto vaccination = texts<Vaccination>(&value, vaccination_terms);
    vaccination.disease = code_at(value, "vaccinatedAgainst");
    vaccination.vaccine = code_at(value, "vaccineKind");
    vaccination.dose = count_at(value, "doseNumber");
    vaccination.total_doses = count_at(value, "dosesOfCourse");
    vaccination.centre = centre_at(value, "vaccinationCentre");
    return vaccination;
}

/// When an event was; for putting the newest first.
std::string when(const Value& event) {
    for (const char* member : {"vaccinationDate", "sampleTime", "resultTime", "firstPositiveDate"})
        if (std::string date = text_at(event, member); !date.empty()) return date;
    return {};
}

/// The elements of a list, which RDF knows as a set, in an order that only they decide.
std::vector<const Value*> in_order(const Value* list) {
    std::vector<const Value*> elements;
    if (!list) return elements;
    if (!list->is_array()) return {list};
    for (const Value& one : list->array()) elements.push_back(&one);
    std::ranges::stable_sort(elements, {}, [](const Value* one) { return json::to_jcs(*one); });
    return elements;
}

void read_events(const Value& subject, Claims& claims) {
    auto events = in_order(subject.find("healthEvent"));
    std::ranges::stable_sort(events, std::greater(), [](const Value* one) { return when(*one); });
    claims.event = event_of(*events.front());
    for (std::size_t i = 1; i < events.size(); ++i)
        claims.earlier_events.push_back(event_of(*events[i]));
}

void read_status(const Value& document, Issuance& certificate) {
    for (const Value* one : in_order(document.find("credentialStatus")))
        certificate.status.push_back({text_at(*one, "statusPurpose"),
                                      text_at(*one, "statusListCredential"),
                                      text_at(*one, "statusListIndex")});
}

}  // namespace

Claims read_claims(const Value& document) {
    const Value& subject = *document.find("credentialSubject");
    Claims claims;
    claims.person = texts<Person>(&subject, person_terms);
    for (const Value* one : in_order(subject.find("knownAs")))
        claims.person.identifiers.push_back(texts<Identifier>(one, identifier_terms));
    claims.person.address = texts<Address>(subject.find("homeAddress"), address_terms);
    read_events(subject, claims);

    Issuance& certificate = claims.certificate;
    const bool is_v1 = credential::version_of(document) == credential::Version::v1;
    certificate.id = certificate_id_of(text_at(document, "id"));
    const Value& issuer = *document.find("issuer");
    certificate.issuer = issuer.is_object() ? text_at(issuer, "id") : issuer.string();
    if (issuer.is_object()) certificate.issuer_name = text_at(issuer, "name");
    certificate.valid_from = text_at(document, is_v1 ? "issuanceDate" : "validFrom");
    certificate.expires_at = text_at(document, is_v1 ? "expirationDate" : "validUntil");
    certificate.issued_at = certificate.valid_from;
    certificate.version = text_at(document, "certificateVersion");
    certificate.previous = text_at(document, "replacesCertificate");
    read_status(document, certificate);
    return claims;
}

}  // namespace vaxcert::w3c
