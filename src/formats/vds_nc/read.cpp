// SPDX-License-Identifier: Apache-2.0
#include "formats/vds_nc/read.hpp"

#include <algorithm>
#include <array>
#include <iterator>

#include "base/country.hpp"
#include "profile/inner.hpp"

namespace vaxcert::vds_nc {
namespace {

using json::Value;

struct Word {
    std::string_view theirs, ours;
};
constexpr std::array<Word, 3> sexes = {{{"M", "Male"}, {"F", "Female"}, {"X", "Other"}}};
constexpr std::array<Word, 2> results = {{{"positive", "Positive"}, {"negative", "Negative"}}};

std::string ours(std::span<const Word> words, std::string_view text) {
    const auto at = std::ranges::find(words, text, &Word::theirs);
    return std::string(at == words.end() ? text : at->ours);
}

std::string_view theirs(std::span<const Word> words, std::string_view text) noexcept {
    const auto at = std::ranges::find(words, text, &Word::ours);
    return at == words.end() ? std::string_view() : at->theirs;
}

/// Two spaces stand between primary and secondary name.
std::string shown_name(std::string name) {
    if (const std::size_t at = name.find("  "); at != name.npos) name.replace(at, 2, ", ");
    return name;
}

Code icd11(std::string code) {
    if (code.empty()) return {};
    return {"http://id.who.int/icd/release/11/mms", std::move(code), {}};
}

void name_codes(const MasterData& master_data, Vaccination& event) {
    const std::string key = name_key(event.product);
    for (const Profile& profile : master_data.profiles()) {
        const Profile::Inner& known = profile.inner();
        const Concept* disease = concept_of_code(known, "icd11", event.disease.code);
        if (event.disease.display.empty() && disease) event.disease.display = disease->name;
        const Product* product = find_product(known, key);
        if (!product || product->icd11 != event.vaccine.code) continue;
        if (event.vaccine.display.empty()) event.vaccine.display = product->prophylaxis;
        if (event.disease.display.empty()) event.disease.display = product->disease;
    }
}

/// The doses, newest first.
std::vector<Event> vaccinations(const Value& message, const MasterData& master_data) {
    std::vector<Vaccination> events;
    for (const Value& vaccine : message.find("ve")->array())
        for (const Value& dose : vaccine.find("vd")->array()) {
            Vaccination event;
            event.disease = icd11(text_at(&vaccine, "dis"));
            event.vaccine = icd11(text_at(&vaccine, "des"));
            event.product = text_at(&vaccine, "nam");
            name_codes(master_data, event);
            event.date = text_at(&dose, "dvc");
            event.dose = static_cast<int>(dose.find("seq")->number().value);
            event.country = alpha_2(text_at(&dose, "ctr"));
            event.centre.name = text_at(&dose, "adm");
            event.batch = text_at(&dose, "lot");
            event.next_dose = text_at(&dose, "dvn");
            events.push_back(std::move(event));
        }
    std::ranges::stable_sort(events, [](const Vaccination& one, const Vaccination& other) {
        return one.date != other.date ? one.date > other.date : one.dose > other.dose;
    });
    return {std::make_move_iterator(events.begin()), std::make_move_iterator(events.end())};
}

Test test(const Value& message) {
    const Value* provider = message.find("sp");
    const Value* result = message.find("tr");
    Test event;
    event.disease.display = "COVID-19";  // the only one that icao.test is of
    event.type = text_at(result, "tc");
    event.result = result_of(text_at(result, "r"));
    event.sample_origin = text_at(result, "m");
    event.sample_time = text_at(message.find("dat"), "sc");
    event.result_time = text_at(message.find("dat"), "ri");
    event.country = alpha_2(text_at(provider, "ctr"));
    event.centre.name = text_at(provider, "spn");
    event.centre.address.line1 = text_at(provider->find("cd"), "a");
    return event;
}

Person person(const Value& message) {
    const Value* from = message.find("pid");
    Person person;
    person.name = shown_name(text_at(from, "n"));
    person.birth_date = text_at(from, "dob");
    person.sex = sex_of(text_at(from, "sex"));
    const auto add = [&](const char* type, std::string value) {
        if (!value.empty()) person.identifiers.push_back({type, std::move(value)});
    };
    add("passport", text_at(from, "i"));
    add("other", text_at(from, "ai"));
    add(text_at(from, "dt").starts_with('P') ? "passport" : "other", text_at(from, "dn"));
    return person;
}

}  // namespace

std::string sex_of(std::string_view letter) {
    return ours(sexes, letter);
}
std::string_view letter_of(std::string_view sex) noexcept {
    return theirs(sexes, sex);
}
std::string result_of(std::string_view word) {
    return ours(results, word);
}
std::string_view word_of(std::string_view result) noexcept {
    return theirs(results, result);
}

Claims read_claims(const Value& data, Kind kind, const MasterData& master_data) {
    const Value& message = *data.find("msg");
    Claims claims;
    claims.person = person(message);
    if (kind == Kind::test) {
        claims.event = test(message);
        claims.certificate.id = text_at(&message, "utci");
    } else {
        std::vector<Event> events = vaccinations(message, master_data);
        claims.event = std::move(events.front());
        claims.earlier_events.assign(std::make_move_iterator(events.begin() + 1),
                                     std::make_move_iterator(events.end()));
        claims.certificate.id = text_at(&message, "uvci");
    }
    claims.certificate.issuer = text_at(data.find("hdr"), "is");
    claims.certificate.version = "1";
    return claims;
}

}  // namespace vaxcert::vds_nc
