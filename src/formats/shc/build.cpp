// SPDX-License-Identifier: Apache-2.0
#include "formats/shc/build.hpp"

#include <algorithm>

#include <vaxcert/time.hpp>

#include "certificate/members.hpp"
#include "formats/shc/bundle.hpp"
#include "formats/shc/codes.hpp"
#include "formats/shc/settings.hpp"

namespace vaxcert::shc {
namespace {

using json::Array;
using json::Object;
using json::Value;

Error invalid(std::string what) {
    return {Reason::record_invalid, std::move(what)};
}

/// Given names and family name. Which is which a record does not say, so the last word is taken for
/// the family name, and a name that would not be read back as it is stands there whole as well.
Value human_name(const std::string& name) {
    std::vector<std::string> words;
    for (std::size_t at = 0; at < name.size();) {
        const std::size_t end = std::min(name.find(' ', at), name.size());
        if (end > at) words.push_back(name.substr(at, end - at));
        at = end + 1;
    }
    std::string joined;
    for (const std::string& word : words) joined += (joined.empty() ? "" : " ") + word;
    Object human = {{"family", words.back()}};
    words.pop_back();
    if (!words.empty()) human.push_back({"given", Array(words.begin(), words.end())});
    if (joined != name) human.push_back({"text", name});
    return Value(std::move(human));
}

Result<Value> patient(const Person& person, const Settings& settings) {
    if (person.name.find_first_not_of(' ') == person.name.npos)
        return invalid("the person's name is empty");
    Object patient = {{"resourceType", "Patient"}, {"name", Array{human_name(person.name)}}};
    if (!person.birth_date.empty()) {
        if (const auto date = Date::parse(person.birth_date); !date)
            return invalid("birth_date: " + date.error().detail);
        patient.push_back({"birthDate", person.birth_date});
    }
    if (const auto gender = gender_of_sex(person.sex); settings.state_sex && !gender.empty())
        patient.push_back({"gender", gender});
    return Value(std::move(patient));
}

Value coding(std::string_view system, std::string_view code) {
    return Value(Object{{"coding", Array{Value(Object{{"system", system}, {"code", code}})}}});
}

/// A date or a time as FHIR writes one; a time has a zone, which RFC 3339 demands as well.
Result<Done> check_date(std::string_view member, const std::string& text) {
    if (text.empty()) return invalid(std::string(member) + " is empty");
    if (Date::parse(text) || parse_time(text)) return Done{};
    return invalid(std::string(member) + " is neither a date nor a time of RFC 3339");
}

/// What of a vaccine a card can state: a code, and whether it is that of the product.
struct VaccineCode {
    std::string_view system, code;
    bool of_product = false;
    bool of_disease = false;
};

Result<VaccineCode> vaccine_code(const Vaccination& event, const Profile& profile,
                                 const Settings& settings) {
    const Product* product = find_product(profile.inner(), name_key(event.product));
    for (const std::string_view wanted : settings.code_systems) {
        const auto system = std::ranges::find(vaccine_systems(), wanted, &CodeSystem::name);
        const std::string_view code = product ? code_of_product(*product, wanted) : "";
        if (code.empty()) continue;
        const Product* meant = product_of_code(profile.inner(), wanted, code);
        return VaccineCode{
            system->url, code,
            wanted != "icd11" && meant == product && event.product == product->names.front(),
            product->disease == event.disease.display};
    }
    return Error{Reason::unknown_product,
                 "the vaccine has no code in the master data of the profile, in any of the code "
                 "systems of its health cards"};
}

Object immunization(const VaccineCode& code, const Vaccination& event, const Settings& settings) {
    Object resource = {{"resourceType", "Immunization"},
                       {"status", "completed"},
                       {"vaccineCode", coding(code.system, code.code)},
                       {"patient", Object{{"reference", "resource:0"}}},
                       {"occurrenceDateTime", event.date}};
    if (!event.centre.name.empty())
        resource.push_back(
            {"performer", Array{Value(Object{{"actor", Object{{"display", event.centre.name}}}})}});
    if (!event.batch.empty()) resource.push_back({"lotNumber", event.batch});
    if (settings.state_doses && event.dose) {
        Object protocol = {{"doseNumberPositiveInt", *event.dose}};
        if (event.total_doses) protocol.push_back({"seriesDosesPositiveInt", *event.total_doses});
        resource.push_back({"protocolApplied", Array{Value(std::move(protocol))}});
    }
    return resource;
}

/// Which members of what is in the record are in the card as well.
using Carried = std::vector<std::string_view>;

Result<Value> vaccination(const Vaccination& event, const Profile& profile,
                          const Settings& settings, Carried& carried) {
    if (const auto good = check_date("date", event.date); !good) return good.error();
    if (event.dose && (*event.dose < 1 || *event.dose > 99))
        return invalid("dose should be a whole number from 1 to 99");
    if (event.total_doses && (*event.total_doses < 1 || *event.total_doses > 99))
        return invalid("total_doses should be a whole number from 1 to 99");
    const auto code = vaccine_code(event, profile, settings);
    if (!code) return code.error();
    for (const std::string_view member :
         {"vaccination.batch", "vaccination.date", "vaccination.centre.name"})
        carried.push_back(member);
    if (code->of_product) carried.push_back("vaccination.product");
    if (code->of_disease && event.disease.code.empty()) carried.push_back("vaccination.disease");
    if (event.vaccine == Code{std::string(code->system), std::string(code->code), {}})
        carried.push_back("vaccination.vaccine");
    if (settings.state_doses && event.dose) {
        carried.push_back("vaccination.dose");
        carried.push_back("vaccination.total_doses");
    }
    return Value(immunization(*code, event, settings));
}

Result<Value> test(const Test& event, const Settings& settings, Carried& carried) {
    const auto type = std::ranges::find_if(settings.tests, [&](const TestCode& known) {
        return name_key(known.type) == name_key(event.type) &&
               name_key(known.disease) == name_key(event.disease.display);
    });
    if (type == settings.tests.end())
        return Error{Reason::unknown_product,
                     "the profile's health cards have no code for this kind of test and disease"};
    const std::string_view result = code_of_result(event.result);
    if (result.empty()) return invalid("result is none of Positive, Negative and Inconclusive");
    if (const auto good = check_date("sample_time", event.sample_time); !good) return good.error();
    Object resource = {{"resourceType", "Observation"},
                       {"status", "final"},
                       {"code", coding(loinc_system, type->loinc)},
                       {"subject", Object{{"reference", "resource:0"}}},
                       {"effectiveDateTime", event.sample_time}};
    if (!event.result_time.empty()) {
        if (!parse_time(event.result_time)) return invalid("result_time is no time of RFC 3339");
        resource.push_back({"issued", event.result_time});
    }
    if (!event.centre.name.empty())
        resource.push_back({"performer", Array{Value(Object{{"display", event.centre.name}})}});
    resource.push_back({"valueCodeableConcept", coding(snomed_system, result)});
    for (const std::string_view member :
         {"test.sample_time", "test.result_time", "test.result", "test.centre.name"})
        carried.push_back(member);
    if (event.type == type->type) carried.push_back("test.type");
    if (event.disease == Code{{}, {}, std::string(type->disease)})
        carried.push_back("test.disease");
    return Value(std::move(resource));
}

Result<Value> resource(const Event& event, const Profile& profile, const Settings& settings,
                       Carried& carried) {
    if (const auto* of_vaccine = std::get_if<Vaccination>(&event))
        return vaccination(*of_vaccine, profile, settings, carried);
    if (const auto* of_test = std::get_if<Test>(&event)) return test(*of_test, settings, carried);
    return invalid("a health card attests vaccinations and tests, no recovery");
}

}  // namespace

Result<Built> build_bundle(const Record& record, const Profile& profile) {
    const Settings settings = settings_of(profile);
    Carried carried = {"person.name", "person.birth_date", "earlier_events"};
    auto who = patient(record.claims.person, settings);
    if (!who) return who.error();
    if (who->find("gender")) carried.push_back("person.sex");
    Array resources;
    resources.push_back(*std::move(who));
    auto newest = resource(record.claims.event, profile, settings, carried);
    if (!newest) return newest.error();
    // Oldest first, as a history is written.
    const auto& earlier = record.claims.earlier_events;
    for (std::size_t i = earlier.size(); i-- > 0;) {
        Carried of_earlier;
        auto one = resource(earlier[i], profile, settings, of_earlier);
        if (!one) return one.error();
        resources.push_back(*std::move(one));
    }
    resources.push_back(*std::move(newest));

    Array entries;
    for (Value& each : resources)
        entries.emplace_back(Object{{"fullUrl", "resource:" + std::to_string(entries.size())},
                                    {"resource", std::move(each)}});
    return Built{Value(Object{{"resourceType", "Bundle"},
                              {"type", "collection"},
                              {"entry", Value(std::move(entries))}}),
                 left_out(record.claims, carried)};
}

}  // namespace vaxcert::shc
