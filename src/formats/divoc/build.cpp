// SPDX-License-Identifier: Apache-2.0
#include "formats/divoc/build.hpp"

#include <chrono>
#include <cmath>
#include <string>

#include "formats/divoc/identity.hpp"
#include "formats/divoc/settings.hpp"
#include "profile/inner.hpp"

namespace vaxcert::divoc {
namespace {

using json::Array;
using json::Object;
using json::Value;

Error invalid(std::string what) {
    return {Reason::record_invalid, std::move(what)};
}

Object address(const Address& from, std::string_view country) {
    return {{"streetAddress", from.line1},
            {"streetAddress2", from.line2},
            {"district", from.district},
            {"city", from.city},
            {"addressRegion", from.region},
            {"addressCountry", from.country.empty() ? Value(country) : Value(from.country)},
            {"postalCode", from.postal_code}};
}

/// Full years from the birth to the day of issue, as the peer counts them: days by 365.25.
std::string age_on(Time now, const Date& birth) {
    const auto days = std::chrono::floor<std::chrono::days>(now) - birth.first_day();
    return std::to_string(static_cast<int>(std::floor(static_cast<double>(days.count()) / 365.25)));
}

struct Born {
    std::string date, age;
};

/// What the record knows of the person's birth. A date is never made up from an age.
Result<Born> born(const Person& person, Time now) {
    Born born{person.birth_date, person.age};
    if (born.date.empty()) return born;
    const auto date = Date::parse(born.date);
    if (!date) return invalid("birth_date: " + date.error().detail);
    if (date->first_day() > std::chrono::floor<std::chrono::days>(now))
        return invalid("birth_date lies after the day of issue");
    if (date->year() <= 1900)
        return invalid("birth_date of 1900 or earlier stands for \"unknown\"");
    if (born.age.empty() && date->precision() == Date::Precision::day)
        born.age = age_on(now, *date);
    return born;
}

Result<Value> subject(const Record& record, const Settings& settings, Kind kind, Time now) {
    const Person& person = record.claims.person;
    const auto id = subject_id(
        person.identifiers.empty() ? std::string_view() : person.identifiers.front().value,
        record.reference, settings);
    if (!id) return id.error();
    const auto birth = born(person, now);
    if (!birth) return birth.error();

    Object object = {
        {"type", "Person"}, {"id", *id}, {"refId", record.reference}, {"name", person.name}};
    if (!record.uhid.empty()) object.push_back({"uhid", record.uhid});
    object.push_back({"gender", person.sex});
    if (kind == Kind::test) {
        object.push_back({"dob", birth->date});
    } else {
        object.push_back({"age", birth->age});
    }
    object.push_back({"nationality", person.nationality});
    object.push_back({"address", address(person.address, settings.address_country)});
    if (kind == Kind::vaccination_v2) object.push_back({"dob", birth->date});

    for (const auto& [word, missing] :
         {std::pair{"age", birth->age.empty()}, std::pair{"birth_date", birth->date.empty()},
          std::pair{"nationality", person.nationality.empty()},
          std::pair{"sex", person.sex.empty()}})
        if (missing && lists(settings.issue_requires, word))
            return invalid(std::string("this profile asks for ") + word +
                           ", and the record has none");
    return Value(std::move(object));
}

/// id, links and certificateId, which all end in the same id: a verifier compares them.
Object event_ids(std::string_view id, const Settings& settings) {
    const std::string text(id);
    Object object = {{"id", std::string(settings.evidence_url) + text}};
    if (!settings.info_url.empty()) {
        object.push_back({"feedbackUrl", std::string(settings.info_url) + text});
        object.push_back({"infoUrl", std::string(settings.info_url) + text});
    }
    object.push_back({"certificateId", text});
    return object;
}

void add_place(Object& object, const std::string& verifier, const Centre& centre,
               const Settings& settings) {
    object.push_back({"verifier", Object{{"name", verifier}}});
    object.push_back(
        {"facility", Object{{"name", centre.name},
                            {"address", address(centre.address, settings.address_country)}}});
}

Result<Value> vaccination(const Vaccination& event, const Signing& signing,
                          const Settings& settings, Kind kind) {
    if (!event.dose || *event.dose < 1 || *event.dose > 99)
        return invalid("dose should be a whole number from 1 to 99");
    const Product* product = find_product(signing.profile.inner(), name_key(event.product));
    if (!product)
        return Error{
            Reason::unknown_product,
            "the vaccine is not in the profile's master data, so no verifier could tell it from "
            "its manufacturer; add it to the profile"};
    // DIVOC counts a missing total as two; we take the course of the vaccine.
    const int total = event.total_doses.value_or(product->course.value_or(2));
    if (total < 1 || total > 99)
        return invalid("total_doses should be a whole number from 1 to 99");

    Object object = event_ids(signing.certificate_id, settings);
    object.push_back({"type", Array{"Vaccination"}});
    object.push_back({"batch", event.batch});
    object.push_back({"vaccine", event.product});
    object.push_back({"manufacturer", event.manufacturer});
    if (kind == Kind::vaccination_v2) {
        object.push_back({"icd11Code", product->icd11});
        object.push_back({"prophylaxis", product->prophylaxis});
    }
    object.push_back({"date", event.date});
    object.push_back({"effectiveStart", event.valid_from});
    object.push_back({"effectiveUntil", event.valid_until});
    object.push_back(
        {"dose", json::Number{static_cast<double>(*event.dose), std::to_string(*event.dose)}});
    object.push_back(
        {"totalDoses", json::Number{static_cast<double>(total), std::to_string(total)}});
    add_place(object, event.vaccinator, event.centre, settings);
    return Value(std::move(object));
}

Value test(const Test& event, const Signing& signing, const Settings& settings) {
    Object object = event_ids(signing.certificate_id, settings);
    object.push_back({"type", Array{"TestDetails"}});
    object.push_back({"batch", event.batch});
    object.push_back({"testName", event.test_name});
    object.push_back({"testType", event.type});
    object.push_back({"manufacturer", event.manufacturer});
    object.push_back({"disease", event.disease.display});
    object.push_back({"sampleOrigin", event.sample_origin});
    object.push_back({"sampleCollectionTimestamp", event.sample_time});
    object.push_back({"resultTimestamp", event.result_time});
    object.push_back({"result", event.result});
    add_place(object, event.verifier, event.centre, settings);
    return Value(std::move(object));
}

/// CoWIN's times have three digits of a second.
std::string with_milliseconds(Time time) {
    std::string text = to_text(time);
    text.insert(text.size() - 1, ".000");
    return text;
}

}  // namespace

Result<Value> build(const Record& record, const Signing& signing) {
    const Settings settings = settings_of(signing.profile);
    const auto* test_event = std::get_if<Test>(&record.claims.event);
    const auto* vaccination_event = std::get_if<Vaccination>(&record.claims.event);
    if (!test_event && !vaccination_event)
        return invalid("DIVOC has certificates of vaccination and of tests, none of recovery");
    if (record.claims.person.name.empty()) return invalid("the person's name is empty");
    if (record.reference.empty()) return invalid("the reference (preEnrollmentCode) is empty");
    if (test_event && settings.test_context.empty())
        return invalid("this profile has no context for test certificates");

    const std::string_view context = test_event ? settings.test_context : settings.context;
    Kind kind{};
    kind_of_context(context, kind);
    auto who = subject(record, settings, kind, signing.now);
    if (!who) return who.error();
    auto what = test_event ? Result<Value>(test(*test_event, signing, settings))
                           : vaccination(*vaccination_event, signing, settings, kind);
    if (!what) return what.error();

    Array evidence;
    evidence.push_back(*std::move(what));
    return Value(Object{
        {"@context", Array{credentials_context, context}},
        {"type", Array{"VerifiableCredential", credential_type(kind)}},
        {"credentialSubject", *std::move(who)},
        {"issuer", signing.profile.inner().issuer},
        {"issuanceDate", with_milliseconds(signing.now)},
        {"evidence", std::move(evidence)},
        {"nonTransferable", "true"},
    });
}

}  // namespace vaxcert::divoc
