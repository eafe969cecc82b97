// SPDX-License-Identifier: Apache-2.0
// The neutral model to EU DCC, schema 1.3.3. What a strict reader would refuse is not written.

#include <array>

#include "certificate/members.hpp"
#include "formats/hcert/certificate_id.hpp"
#include "formats/hcert/codes.hpp"
#include "formats/hcert/dcc_check.hpp"
#include "formats/hcert/name.hpp"
#include "formats/hcert/subclaims.hpp"

namespace vaxcert::hcert {
namespace {

using json::Object;
using json::Value;

Error invalid(std::string what) {
    return {Reason::record_invalid, std::move(what)};
}

Result<Value> name_of(const Person& person) {
    const NameParts parts = split_name(person.name);
    if (parts.family.empty()) return invalid("person.name is empty");
    auto family = transliterate(parts.family);
    if (!family) return family.error();
    auto given = transliterate(parts.given);
    if (!given) return given.error();
    Object name = {{"fn", parts.family}, {"fnt", *family}};
    if (!parts.given.empty()) {
        name.push_back({"gn", parts.given});
        name.push_back({"gnt", *given});
    }
    return Value(std::move(name));
}

/// The code of a disease: its own, or that of its name in the master data.
Result<std::string> disease_code(const Code& disease, const Profile::Inner& profile) {
    if (disease.system == "http://snomed.info/sct" && !disease.code.empty()) return disease.code;
    const std::string_view name =
        disease.display.empty() ? std::string_view("COVID-19") : std::string_view(disease.display);
    const Concept* found = find_concept(profile, name_key(name));
    const std::string_view code = found ? code_in(found->codes, system::snomed) : "";
    if (code.empty())
        return Error{Reason::unknown_product,
                     "the disease has no SNOMED CT code in the profile's master data: add it to "
                     "\"codes\""};
    return std::string(code);
}

/// The day of what is stated as a date or a time, as it was written.
std::string day_of(const std::string& text) {
    return text.substr(0, 10);
}

Value number(int value) {
    return json::Number{static_cast<double>(value), std::to_string(value)};
}

Result<Value> entry_of(const Vaccination& event, const Profile::Inner& profile) {
    const Product* product = find_product(profile, name_key(event.product));
    if (!product)
        return Error{Reason::unknown_product, "the vaccine is not in the profile's master data"};
    for (const std::string_view needed : {system::vaccine, system::product, system::manufacturer})
        if (code_in(product->codes, needed).empty())
            return Error{Reason::unknown_product,
                         "the vaccine has no code \"" + std::string(needed) +
                             "\" in the profile's master data, which an EU DCC needs"};
    Code disease = event.disease;
    if (disease.code.empty() && disease.display.empty()) disease.display = product->disease;
    const auto target = disease_code(disease, profile);
    if (!target) return target.error();
    if (!event.dose) return invalid("vaccination.dose: an EU DCC states which dose it was");
    return Value(Object{
        {"tg", *target},
        {"vp", code_in(product->codes, system::vaccine)},
        {"mp", code_in(product->codes, system::product)},
        {"ma", code_in(product->codes, system::manufacturer)},
        {"dn", number(*event.dose)},
        {"sd", number(event.total_doses.value_or(product->course.value_or(*event.dose)))},
        {"dt", day_of(event.date)},
    });
}

Result<Value> entry_of(const Test& event, const Profile::Inner& profile) {
    const auto target = disease_code(event.disease, profile);
    if (!target) return target.error();
    const Concept* kind = find_concept(profile, name_key(event.type));
    const std::string_view type = kind ? code_in(kind->codes, system::test_type) : "";
    if (type.empty())
        return Error{
            Reason::unknown_product,
            "test.type has no code \"loinc\" in the profile's master data, which an EU DCC "
            "needs"};
    if (event.result != "Negative" && event.result != "Positive")
        return invalid("test.result: an EU DCC knows Negative and Positive");
    return Value(Object{
        {"tg", *target},
        {"tt", type},
        {"nm", event.test_name},
        {"sc", event.sample_time},
        {"tr", event.result == "Negative" ? "260415000" : "260373001"},
        {"tc", event.centre.name},
    });
}

Result<Value> entry_of(const Recovery& event, const Profile::Inner& profile) {
    const auto target = disease_code(event.disease, profile);
    if (!target) return target.error();
    return Value(Object{{"tg", *target},
                        {"fr", day_of(event.first_positive)},
                        {"df", day_of(event.valid_from)},
                        {"du", day_of(event.valid_until)}});
}

const std::string& country_in(const Event& event) {
    return std::visit([](const auto& each) -> const std::string& { return each.country; }, event);
}

}  // namespace

Result<Value> write_dcc(const Record& record, const Signing& signing, const Settings& settings) {
    constexpr std::array<const char*, 3> kinds = {"v", "t", "r"};
    const Claims& claims = record.claims;
    auto name = name_of(claims.person);
    if (!name) return name.error();
    auto entry = std::visit(
        [&](const auto& event) { return entry_of(event, signing.profile.inner()); }, claims.event);
    if (!entry) return entry.error();
    const std::string& country = country_in(claims.event);
    entry->set("co", country.size() == 2 ? std::string_view(country) : settings.country);
    entry->set("is", settings.authority);
    entry->set("ci", settings.id_prefix.empty()
                         ? std::string(signing.certificate_id)
                         : with_check_character(std::string(settings.id_prefix) +
                                                std::string(signing.certificate_id)));
    Value payload(
        Object{{"ver", "1.3.3"}, {"nam", *std::move(name)}, {"dob", claims.person.birth_date}});
    json::Array entries;
    entries.push_back(*std::move(entry));
    payload.set(kinds.at(claims.event.index()), Value(std::move(entries)));
    if (const auto problems = check_dcc(payload); !problems.empty())
        return invalid("the EU DCC of this record: " + problems.front());
    return payload;
}

std::string id_in_dcc(const Value& payload) {
    for (const char* kind : {"v", "t", "r"})
        if (const Value* entries = payload.find(kind))
            return entries->array().front().find("ci")->string();
    return {};
}

std::vector<std::string> left_out_of_dcc(const Claims& claims) {
    constexpr std::array<std::string_view, 21> carried = {
        "person.name",
        "person.birth_date",
        "vaccination.disease",
        "vaccination.product",
        "vaccination.manufacturer",
        "vaccination.date",
        "vaccination.dose",
        "vaccination.total_doses",
        "vaccination.country",
        "test.disease",
        "test.type",
        "test.test_name",
        "test.sample_time",
        "test.result",
        "test.country",
        "test.centre.name",
        "recovery.disease",
        "recovery.first_positive",
        "recovery.valid_from",
        "recovery.valid_until",
        "recovery.country",
    };
    return left_out(claims, carried);
}

}  // namespace vaxcert::hcert
