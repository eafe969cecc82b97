// SPDX-License-Identifier: Apache-2.0
// WHO's Digital Documentation of COVID-19 Certificates: the core data set, vaccination (3) and test
// (4) as release candidate 2 has them, and the flat map of 2021, which stood at the root of the
// token. It is read, never issued: no version of it was ever final.

#include <initializer_list>

#include "formats/hcert/codes.hpp"
#include "formats/hcert/subclaims.hpp"
#include "formats/hcert/zone.hpp"

namespace vaxcert::hcert {
namespace {

using json::Value;

/// The first of several members that states something.
const Value* any_of(const Value& object, std::initializer_list<const char*> members) {
    for (const char* member : members)
        if (const Value* value = object.find(member); value && !value->is_null()) return value;
    return nullptr;
}

std::string text(const Value& object, std::initializer_list<const char*> members) {
    const Value* value = any_of(object, members);
    if (!value) return {};
    if (value->is_string()) return value->string();
    // An Identifier has a value, a Coding a display and a code.
    if (value->is_object()) return text(*value, {"value", "display", "code"});
    return {};
}

/// What a country, a sex or an identifier is called: the code of it.
std::string code_text(const Value& object, std::initializer_list<const char*> members) {
    const Value* value = any_of(object, members);
    if (value && value->is_object()) return text(*value, {"code", "value"});
    return text(object, members);
}

Code code(const Value& object, std::initializer_list<const char*> members,
          const MasterData& known) {
    const Value* value = any_of(object, members);
    if (!value) return {};
    if (!value->is_object()) return {{}, {}, text(object, members)};
    Code read = {text(*value, {"system"}), text(*value, {"code"}), text(*value, {"display"})};
    if (read.display.empty() && read.system == "http://snomed.info/sct")
        read.display = disease_of(known, read.code).display;
    return read;
}

std::optional<int> count(const Value& object, std::initializer_list<const char*> members) {
    const Value* value = any_of(object, members);
    if (!value || !value->is_number()) return {};
    const double number = value->number().value;
    if (number < 0 || number > 1000 || number != static_cast<int>(number)) return {};
    return static_cast<int>(number);
}

Vaccination vaccination_of(const Value& entry, const MasterData& known) {
    Vaccination event;
    event.disease = code(entry, {"disease"}, known);
    event.vaccine = code(entry, {"vaccine"}, known);
    event.product = text(entry, {"brand"});
    event.manufacturer = text(entry, {"manufacturer", "maholder", "ma_holder"});
    event.batch = text(entry, {"lot"});
    event.date = text(entry, {"date"});
    event.dose = count(entry, {"dose"});
    event.total_doses = count(entry, {"totalDoses", "total_doses"});
    event.country = code_text(entry, {"country"});
    event.centre.name = text(entry, {"centre"});
    event.vaccinator = text(entry, {"practitioner", "hw"});
    event.valid_from = text(entry, {"validFrom", "vaccine_valid"});
    event.next_dose = text(entry, {"nextDose", "due_date"});
    return event;
}

Test test_of(const Value& entry, const MasterData& known) {
    Test event;
    event.disease = code(entry, {"pathogen", "disease"}, known);
    event.type = text(entry, {"type"});
    event.test_name = text(entry, {"brand"});
    event.manufacturer = text(entry, {"manufacturer"});
    event.sample_origin = text(entry, {"origin"});
    event.sample_time = with_full_zone(text(entry, {"date"}));
    event.result = text(entry, {"result"});
    event.country = code_text(entry, {"country"});
    event.centre.name = text(entry, {"centre"});
    return event;
}

}  // namespace

Reading read_ddcc(const Value& payload, const MasterData& master_data) {
    Reading reading;
    Person& person = reading.claims.person;
    person.name = text(payload, {"name"});
    person.birth_date = text(payload, {"birthDate"});
    person.sex = code_text(payload, {"sex"});
    if (std::string number = code_text(payload, {"identifier"}); !number.empty())
        person.identifiers.push_back({"id", std::move(number)});
    const Value* about = payload.find("certificate");
    const Value& certificate = about && about->is_object() ? *about : payload;
    reading.claims.certificate.id = text(certificate, {"hcid"});
    reading.claims.certificate.issuer_name = text(certificate, {"issuer"});
    reading.claims.certificate.version = text(certificate, {"version"});

    const Value* vaccination = payload.find("vaccination");
    const Value* test = payload.find("test");
    if (test && test->is_object())
        reading.claims.event = test_of(*test, master_data);
    else if (vaccination && vaccination->is_object())
        reading.claims.event = vaccination_of(*vaccination, master_data);
    else if (any_of(payload, {"vaccine"}))
        reading.claims.event = vaccination_of(payload, master_data);
    else
        reading.findings.push_back(
            {Step::decode,
             Outcome::rejected,
             {Reason::member_missing, "the certificate has no vaccination and no test"}});
    return reading;
}

}  // namespace vaxcert::hcert
