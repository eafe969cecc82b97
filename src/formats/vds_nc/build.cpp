// SPDX-License-Identifier: Apache-2.0
#include "formats/vds_nc/build.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "base/country.hpp"
#include "certificate/members.hpp"
#include "crypto/hash.hpp"
#include "encoding/base32.hpp"
#include "formats/vds_nc/message.hpp"
#include "formats/vds_nc/read.hpp"
#include "profile/inner.hpp"

namespace vaxcert::vds_nc {
namespace {

using json::Array;
using json::Object;
using json::Value;

Error invalid(std::string what) {
    return {Reason::record_invalid, std::move(what)};
}

/// Collects the members of a seal and what they could carry.
class Builder {
  public:
    Builder(const Signing& signing, const Settings& settings)
        : signing_(signing), settings_(settings) {}

    Result<Built> build(const Claims& claims);

  private:
    Result<Value> person(const Person& person, bool tested);
    Result<Value> vaccine(const Claims& claims);
    Result<Value> dose(const Vaccination& event, int place);
    Result<Value> test(const Claims& claims);

    void carry(std::string_view name) { carried_.push_back(name); }

    /// Says that a text went in whole, unless it had to be cut.
    std::string cut(std::string_view name, const std::string& text, std::size_t most) {
        if (characters(text) <= most) carry(name);
        return first_characters(text, most);
    }

    std::string country(std::string_view name, const std::string& stated) {
        if (stated.empty()) return settings_.issuer;
        carry(name);
        return std::string(alpha_3(stated));
    }

    const Signing& signing_;
    const Settings& settings_;
    std::vector<std::string_view> carried_;
};

bool is_passport(const Identifier& identifier) {
    return name_key(identifier.type) == "passport";
}

/// The number of a seal has at most twelve characters. A longer id stands for itself by 60 bits of
/// its hash.
std::string seal_id(std::string_view certificate_id) {
    if (characters(certificate_id) <= most_id) return std::string(certificate_id);
    return encoding::to_base32(crypto::sha256(as_bytes(certificate_id))).substr(0, most_id);
}

/// A record's name is written "Primary, Secondary" or as it is.
std::string seal_name(std::string name) {
    if (const std::size_t at = name.find(", "); at != name.npos) name.replace(at, 2, "  ");
    return name;
}

/// Whether a code that is stated comes back from a seal, which has the one of ICD-11 and names by
/// the master data.
bool is_told(const Code& stated, std::string_view icd11, std::string_view name) {
    const bool code =
        stated.code.empty() ||
        (stated.code == icd11 && stated.system == "http://id.who.int/icd/release/11/mms");
    return code && (stated.display.empty() || stated.display == name);
}

std::string_view icd11_of(const Concept* disease) {
    return disease ? code_in(disease->codes, "icd11") : std::string_view();
}

/// The day of a date, which may have a time.
Result<std::string> day_of(const char* member, const std::string& text) {
    const auto date = Date::parse(std::string_view(text).substr(0, 10));
    const bool has_time = text.size() > 10;
    if (!date || date->precision() != Date::Precision::day || (has_time && !parse_time(text)))
        return invalid(std::string(member) + " should be a whole date");
    return date->text();
}

Result<Value> Builder::person(const Person& person, bool tested) {
    if (person.name.empty()) return invalid("the person's name is empty");
    Object object = {{"n", cut("person.name", seal_name(person.name), most_name)}};
    if (!person.birth_date.empty()) {
        const auto born = day_of("birth_date", person.birth_date);
        if (!born) return born.error();
        object.push_back({"dob", *born});
        carry("person.birth_date");
    }
    std::size_t told = 0;
    const auto add = [&](const char* member, const Identifier& identifier) {
        object.push_back({member, identifier.value});
        ++told;
    };
    const auto passport = std::ranges::find_if(person.identifiers, is_passport);
    const auto other = std::ranges::find_if_not(person.identifiers, is_passport);
    const auto none = person.identifiers.end();
    if (tested) {
        if (passport == none)
            return invalid("a seal of a test names a passport, and the record has none");
        object.push_back({"dt", "P"});
        add("dn", *passport);
    } else {
        if (passport != none) add("i", *passport);
        if (other != none) add("ai", *other);
        if (const std::string_view letter = letter_of(person.sex); !letter.empty()) {
            object.push_back({"sex", letter});
            carry("person.sex");
        }
    }
    // "other" is all that a seal says of what another document is.
    const bool kinds_told = other == none || other->type == "other";
    if (told == person.identifiers.size() && kinds_told) carry("person.identifiers");
    return Value(std::move(object));
}

Result<Value> Builder::dose(const Vaccination& event, int place) {
    const auto day = day_of("the date of a dose", event.date);
    if (!day) return day.error();
    const int number = event.dose.value_or(place);
    if (number < 1 || number > 99) return invalid("dose should be a whole number from 1 to 99");
    if (event.centre.name.empty()) return invalid("the vaccination centre is empty");
    if (characters(event.batch) > most_batch)
        return invalid("the batch has more than 20 characters");
    Object object = {{"dvc", *day},
                     {"seq", number},
                     {"ctr", country("vaccination.country", event.country)},
                     {"adm", cut("vaccination.centre.name", event.centre.name, most_centre)}};
    if (!event.batch.empty()) object.push_back({"lot", event.batch});
    if (!event.next_dose.empty()) {
        const auto next = day_of("next_dose", event.next_dose);
        if (!next) return next.error();
        object.push_back({"dvn", *next});
    }
    carry("vaccination.batch");
    carry("vaccination.next_dose");
    carry("vaccination.dose");
    if (event.date == *day) carry("vaccination.date");
    return Value(std::move(object));
}

Result<Value> Builder::vaccine(const Claims& claims) {
    std::vector<const Vaccination*> events;
    for (const Event& event : claims.earlier_events)
        events.insert(events.begin(), std::get_if<Vaccination>(&event));
    events.push_back(std::get_if<Vaccination>(&claims.event));
    if (std::ranges::find(events, nullptr) != events.end())
        return invalid("a seal is of vaccinations or of one test, not of both");

    const Profile::Inner& profile = signing_.profile.inner();
    Array vaccines;
    std::vector<std::pair<const Product*, Array>> by_product;
    bool vaccines_told = true, diseases_told = true;
    for (std::size_t i = 0; i < events.size(); ++i) {
        const Product* product = find_product(profile, name_key(events[i]->product));
        if (!product || product->icd11.empty())
            return Error{Reason::unknown_product,
                         "the vaccine is not in the profile's master data with its ICD-11 code"};
        auto entry = dose(*events[i], static_cast<int>(i) + 1);
        if (!entry) return entry.error();
        if (by_product.empty() || by_product.back().first != product)
            by_product.emplace_back(product, Array());
        by_product.back().second.push_back(*std::move(entry));
        if (events[i]->product == product->names.front()) carry("vaccination.product");
        const Concept* disease = find_concept(profile, name_key(product->disease));
        vaccines_told &= is_told(events[i]->vaccine, product->icd11, product->prophylaxis);
        diseases_told &= is_told(events[i]->disease, icd11_of(disease), product->disease);
    }
    for (auto& [product, doses] : by_product) {
        Object object = {{"des", product->icd11}, {"nam", product->names.front()}};
        const auto code = icd11_of(find_concept(profile, name_key(product->disease)));
        if (!code.empty()) object.push_back({"dis", code});
        object.push_back({"vd", std::move(doses)});
        vaccines.push_back(std::move(object));
    }
    if (vaccines_told) carry("vaccination.vaccine");
    if (diseases_told) carry("vaccination.disease");
    return Value(std::move(vaccines));
}

/// What a seal calls kinds of test; empty for none it has a word for.
std::string_view kind_of_test(const std::string& type) {
    const std::string key = name_key(type);
    const auto says = [&](std::string_view word) { return key.find(word) != key.npos; };
    if (says("pcr")) return "molecular(PCR)";
    if (says("molecular") || says("naat")) return "molecular(other)";
    if (says("antigen") || key == "rat") return "antigen";
    if (says("antibody")) return "antibody";
    return {};
}

Result<Value> Builder::test(const Claims& claims) {
    const Test& event = std::get<Test>(claims.event);
    if (!claims.earlier_events.empty()) return invalid("a seal of a test is of one test");
    if (event.centre.name.empty()) return invalid("the test centre is empty");
    for (const std::string& time : {event.sample_time, event.result_time})
        if (!parse_time(time)) return invalid("sample_time and result_time should be there");
    const std::string_view kind = kind_of_test(event.type);
    const std::string_view result = word_of(event.result);
    if (kind.empty() || result.empty())
        return invalid("a seal has no word for this kind of test, or for its result");

    const std::string& address = event.centre.address.line1;
    Object outcome = {{"tc", kind}, {"r", result}};
    if (!event.sample_origin.empty()) outcome.push_back({"m", event.sample_origin});
    Object object = {
        {"sp", Object{{"spn", event.centre.name},
                      {"ctr", country("test.country", event.country)},
                      {"cd", Object{{"p", settings_.phone},
                                    {"e", settings_.email},
                                    {"a", address.empty() ? settings_.address : address}}}}},
        {"dat", Object{{"sc", event.sample_time}, {"ri", event.result_time}}},
        {"tr", std::move(outcome)},
    };
    for (const std::string_view name :
         {"test.result", "test.sample_time", "test.result_time", "test.sample_origin",
          "test.centre.name", "test.centre.address.line1"})
        carry(name);
    if (event.type == kind) carry("test.type");
    if (event.disease.display == "COVID-19") carry("test.disease");
    return Value(std::move(object));
}

Result<Built> Builder::build(const Claims& claims) {
    const bool tested = std::holds_alternative<Test>(claims.event);
    if (std::holds_alternative<Recovery>(claims.event))
        return invalid("there are seals of vaccinations and of tests, none of recovery");
    auto who = person(claims.person, tested);
    if (!who) return who.error();
    auto what = tested ? test(claims) : vaccine(claims);
    if (!what) return what.error();

    std::string id = seal_id(signing_.certificate_id);
    Object message = {{tested ? "utci" : "uvci", id}, {"pid", *std::move(who)}};
    if (tested) {
        for (json::Member& member : what->object()) message.push_back(std::move(member));
    } else {
        message.push_back({"ve", *std::move(what)});
    }
    Object header = {
        {"t", tested ? test_type : vaccination_type}, {"v", 1}, {"is", settings_.issuer}};
    Value data(Object{{"hdr", std::move(header)}, {"msg", std::move(message)}});
    if (const auto good = check_data(data); !good) return invalid(good.error().detail);
    return Built{std::move(data), std::move(id), left_out(claims, carried_)};
}

}  // namespace

Result<Built> build(const Record& record, const Signing& signing, const Settings& settings) {
    return Builder(signing, settings).build(record.claims);
}

}  // namespace vaxcert::vds_nc
