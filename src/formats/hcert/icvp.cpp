// SPDX-License-Identifier: Apache-2.0
// WHO's International Certificate of Vaccination or Prophylaxis (logical model DVC 0.3.0): one or
// several vaccinations. The model of 2024 (0.1.0) had one, as a map; all public examples are of it.

#include <algorithm>
#include <array>
#include <functional>

#include "certificate/members.hpp"
#include "formats/hcert/codes.hpp"
#include "formats/hcert/subclaims.hpp"

namespace vaxcert::hcert {
namespace {

using json::Object;
using json::Value;

std::string text(const Value& object, std::string_view member) {
    const Value* value = object.find(member);
    if (!value) return {};
    if (value->is_number()) return value->number().text;
    return value->is_string() ? value->string() : std::string();
}

/// Of "YellowFeverProductd8a09f80...", the words before "Product".
std::string family_of(const std::string& code) {
    const std::size_t end = code.find("Product");
    if (end == code.npos) return {};
    std::string words;
    for (const char c : code.substr(0, end)) {
        if (c >= 'A' && c <= 'Z' && !words.empty() && words.back() >= 'a' && words.back() <= 'z')
            words += ' ';
        words += c;
    }
    return words;
}

/// HL7 v2 table 0001 and FHIR's words mean the same.
std::string sex_word(const std::string& code) {
    if (code == "M" || code == "male") return "Male";
    if (code == "F" || code == "female") return "Female";
    return code == "O" || code == "other" ? "Other" : code;
}

Vaccination vaccination_of(const Value& entry, const MasterData& known) {
    Vaccination event;
    const std::string code = text(entry, "vp");
    event.vaccine = {code.starts_with("XM") ? "http://id.who.int/icd/release/11/mms"
                                            : "http://smart.who.int/icvp/ICVPProductIds",
                     code, family_of(code)};
    if (const Product* product = product_of(known, system::icvp, code)) {
        event.product = product->names.front();
        if (!product->manufacturers.empty()) event.manufacturer = product->manufacturers.front();
        event.disease.display = product->disease;
    }
    if (std::string disease = text(entry, "tg"); !disease.empty())
        event.disease = {"http://id.who.int/icd/release/11/mms", std::move(disease), {}};
    if (event.disease.display.empty()) event.disease.display = family_of(code);
    if (std::string brand = text(entry, "mp"); !brand.empty()) event.product = std::move(brand);
    if (std::string maker = text(entry, "ma"); !maker.empty())
        event.manufacturer = std::move(maker);
    event.date = text(entry, "dt");
    event.batch = text(entry, "bo");
    if (const Value* dose = entry.find("dn");
        dose && dose->is_number() && dose->number().value >= 0 && dose->number().value < 1000)
        event.dose = static_cast<int>(dose->number().value);
    event.vaccinator = text(entry, "cn");
    event.centre.name = text(entry, "is");
    event.valid_from = text(entry, "vls");
    event.valid_until = text(entry, "vle");
    return event;
}

/// For putting the newest first.
std::string day_of(const Event& event) {
    return std::get<Vaccination>(event).date;
}

Finding lacks(const char* what) {
    return {Step::policy,
            Outcome::accepted,
            {Reason::member_missing, std::string("the certificate does not state ") + what}};
}

}  // namespace

Reading read_icvp(const Value& payload, const MasterData& master_data) {
    Reading reading;
    Person& person = reading.claims.person;
    person.name = text(payload, "n");
    person.birth_date = text(payload, "dob");
    person.sex = sex_word(text(payload, "s"));
    person.nationality = text(payload, "ntl");
    if (std::string number = text(payload, "nid"); !number.empty())
        person.identifiers.push_back({text(payload, "ndt"), std::move(number)});

    std::vector<Event> events;
    const Value* vaccinations = payload.find("v");
    if (vaccinations && vaccinations->is_object())
        events.emplace_back(vaccination_of(*vaccinations, master_data));
    if (vaccinations && vaccinations->is_array())
        for (const Value& entry : vaccinations->array())
            if (entry.is_object())
                events.insert(events.begin(), Event(vaccination_of(entry, master_data)));
    std::ranges::stable_sort(events, std::greater(), day_of);
    if (events.empty()) {
        reading.findings.push_back(
            {Step::decode,
             Outcome::rejected,
             {Reason::member_missing, "the certificate has no vaccination"}});
        return reading;
    }
    const auto& newest = std::get<Vaccination>(events.front());
    if (events.size() > 1)
        reading.findings.push_back(
            {Step::policy,
             Outcome::accepted,
             {Reason::shape_not_expected, "the certificate has " + std::to_string(events.size()) +
                                              " vaccinations; only the newest is judged, that of " +
                                              newest.date}});
    if (newest.vaccinator.empty() && newest.centre.name.empty())
        reading.findings.push_back(lacks("who vaccinated, neither the clinician nor the centre"));
    reading.claims.event = std::move(events.front());
    events.erase(events.begin());
    reading.claims.earlier_events = std::move(events);
    return reading;
}

Result<Value> write_icvp(const Record& record, const Signing& signing, const Settings&) {
    const Person& person = record.claims.person;
    const auto* event = std::get_if<Vaccination>(&record.claims.event);
    if (!event) return Error{Reason::record_invalid, "an ICVP is a certificate of vaccination"};
    const Product* product = find_product(signing.profile.inner(), name_key(event->product));
    const std::string_view code = product ? code_in(product->codes, system::icvp) : "";
    if (code.empty())
        return Error{Reason::unknown_product,
                     "the vaccine has no code \"icvp\" in the profile's master data: WHO's list of "
                     "prequalified products has it"};
    const auto missing = [](const char* member) {
        return Error{Reason::record_invalid, std::string("an ICVP needs ") + member};
    };
    if (person.name.empty()) return missing("person.name");
    if (person.birth_date.size() != 10) return missing("person.birth_date, year, month and day");
    if (event->date.size() < 10) return missing("vaccination.date");
    if (event->batch.empty()) return missing("vaccination.batch");
    if (event->vaccinator.empty() && event->centre.name.empty())
        return missing("vaccination.vaccinator or vaccination.centre.name");

    Object payload = {{"n", person.name}, {"dob", person.birth_date}};
    const std::string sex = person.sex.substr(0, 1);
    if (sex == "M" || sex == "F") payload.push_back({"s", sex});
    if (!person.nationality.empty()) payload.push_back({"ntl", person.nationality});
    if (!person.identifiers.empty()) {
        payload.push_back({"nid", person.identifiers.front().value});
        payload.push_back({"ndt", person.identifiers.front().type});
    }
    json::Array entries;
    entries.push_back(Value(Object{{"vp", code},
                                   {"dt", event->date.substr(0, 10)},
                                   {"bo", event->batch},
                                   {"cn", event->vaccinator},
                                   {"is", event->centre.name},
                                   {"vls", event->valid_from},
                                   {"vle", event->valid_until}}));
    payload.push_back({"v", Value(std::move(entries))});
    return Value(std::move(payload));
}

std::string id_in_icvp(const Value&) {
    return {};
}

std::vector<std::string> left_out_of_icvp(const Claims& claims) {
    constexpr std::array<std::string_view, 15> carried = {
        "person.name",
        "person.birth_date",
        "person.sex",
        "person.nationality",
        "person.identifiers",
        "vaccination.disease",
        "vaccination.vaccine",
        "vaccination.product",
        "vaccination.manufacturer",
        "vaccination.batch",
        "vaccination.date",
        "vaccination.vaccinator",
        "vaccination.centre.name",
        "vaccination.valid_from",
        "vaccination.valid_until",
    };
    return left_out(claims, carried);
}

}  // namespace vaxcert::hcert
