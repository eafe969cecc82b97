// SPDX-License-Identifier: Apache-2.0
// Our own notation of a record: the names of certificate.hpp. Who issues, and with which key, is
// the profile's to say, so it has no place here. What a format demands beyond this is checked when
// a certificate is made.

#include "json/parse.hpp"
#include "record/members.hpp"
#include "record/notations.hpp"

namespace vaxcert::record {
namespace {

using enum Need;

void read_code(Members code, Code& to) {
    code.read("system", optional, read_text, to.system);
    code.read("code", optional, read_text, to.code);
    code.read("display", optional, read_text, to.display);
    code.end();
}

void read_address(Members address, Address& to) {
    address.read("line1", optional, read_text, to.line1);
    address.read("line2", optional, read_text, to.line2);
    address.read("city", optional, read_text, to.city);
    address.read("district", optional, read_text, to.district);
    address.read("region", optional, read_text, to.region);
    address.read("postal_code", optional, read_text, to.postal_code);
    address.read("country", optional, read_text, to.country);
    address.end();
}

void read_centre(Members centre, Centre& to) {
    centre.read("name", optional, read_text, to.name);
    read_address(centre.inside("address", optional), to.address);
    centre.end();
}

void read_person(Members person, Person& to) {
    person.read("name", required, read_text, to.name);
    person.read("birth_date", optional, read_birth_date, to.birth_date);
    person.read("age", optional, read_age, to.age);
    person.read("sex", optional, read_text, to.sex);
    person.read("nationality", optional, read_text, to.nationality);
    for (Members& identifier : person.each("identifiers")) {
        Identifier& one = to.identifiers.emplace_back();
        identifier.read("type", optional, read_text, one.type);
        identifier.read("value", required, read_text, one.value);
        identifier.end();
    }
    read_address(person.inside("address", optional), to.address);
    person.end();
}

void read_vaccination(Members event, Vaccination& to) {
    read_code(event.inside("disease", optional), to.disease);
    read_code(event.inside("vaccine", optional), to.vaccine);
    event.read("product", optional, read_text, to.product);
    event.read("manufacturer", optional, read_text, to.manufacturer);
    event.read("batch", optional, read_text, to.batch);
    event.read("date", required, read_day_or_time, to.date);
    event.read("dose", optional, read_count, to.dose, As::number);
    event.read("total_doses", optional, read_count, to.total_doses, As::number);
    event.read("country", optional, read_text, to.country);
    read_centre(event.inside("centre", optional), to.centre);
    event.read("vaccinator", optional, read_text, to.vaccinator);
    event.read("valid_from", optional, read_day, to.valid_from);
    event.read("valid_until", optional, read_day, to.valid_until);
    event.read("next_dose", optional, read_day, to.next_dose);
    event.end();
}

void read_test(Members event, Test& to) {
    read_code(event.inside("disease", optional), to.disease);
    event.read("type", optional, read_text, to.type);
    event.read("test_name", optional, read_text, to.test_name);
    event.read("manufacturer", optional, read_text, to.manufacturer);
    event.read("batch", optional, read_text, to.batch);
    event.read("sample_origin", optional, read_text, to.sample_origin);
    event.read("sample_time", required, read_time, to.sample_time);
    event.read("result_time", optional, read_time, to.result_time);
    event.read("result", required, read_test_result, to.result);
    event.read("country", optional, read_text, to.country);
    read_centre(event.inside("centre", optional), to.centre);
    event.read("verifier", optional, read_text, to.verifier);
    event.end();
}

void read_recovery(Members event, Recovery& to) {
    read_code(event.inside("disease", optional), to.disease);
    event.read("first_positive", required, read_day, to.first_positive);
    event.read("valid_from", optional, read_day, to.valid_from);
    event.read("valid_until", optional, read_day, to.valid_until);
    event.read("country", optional, read_text, to.country);
    event.end();
}

/// A JWK, of which what makes the key is taken.
void read_holder_key(Members jwk, std::string& to) {
    std::string type, curve, x, y;
    jwk.read("kty", required, read_text, type);
    jwk.read("crv", required, read_text, curve);
    jwk.read("x", required, read_text, x);
    jwk.read("y", optional, read_text, y);
    for (const char* name : {"alg", "kid", "use", "key_ops"}) jwk.ignore(name);
    jwk.end();
    json::Object key = {{"kty", type}, {"crv", curve}, {"x", x}};
    if (!y.empty()) key.push_back({"y", y});
    to = json::to_text(json::Value(std::move(key)));
}

void read_issuance(Members certificate, Issuance& to) {
    certificate.read("id", optional, read_text, to.id);
    certificate.read("issued_at", optional, read_time, to.issued_at);
    certificate.read("expires_at", optional, read_time, to.expires_at);
    certificate.read("version", optional, read_text, to.version);
    certificate.read("previous", optional, read_text, to.previous);
    certificate.end();
}

}  // namespace

Result<Record> from_own_notation(const json::Value& value) {
    std::optional<Error> fault;
    Members members(value, Members::Null::is_a_fault, fault);
    Record record;

    members.read("reference", optional, read_text, record.reference);
    members.read("programme", optional, read_text, record.programme);
    members.read("uhid", optional, read_text, record.uhid);
    std::optional<int> revision = 1;
    members.read("revision", optional, read_count, revision, As::number);
    record.revision = *revision;
    if (members.has("holder_key"))
        read_holder_key(members.inside("holder_key", optional), record.holder_key);
    read_person(members.inside("person", required), record.claims.person);

    const int events = members.has("vaccination") + members.has("test") + members.has("recovery");
    if (events != 1)
        members.complain(
            "vaccination, test, recovery",
            {Reason::record_invalid, "one of these members must be there, and only one"});
    if (members.has("vaccination"))
        read_vaccination(members.inside("vaccination", required),
                         record.claims.event.emplace<Vaccination>());
    if (members.has("test"))
        read_test(members.inside("test", required), record.claims.event.emplace<Test>());
    if (members.has("recovery"))
        read_recovery(members.inside("recovery", required),
                      record.claims.event.emplace<Recovery>());

    read_issuance(members.inside("certificate", optional), record.claims.certificate);
    members.end();
    if (fault) return *std::move(fault);
    return record;
}

}  // namespace vaxcert::record
