// SPDX-License-Identifier: Apache-2.0
#include "formats/vds_nc/message.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <span>

#include <vaxcert/time.hpp>

namespace vaxcert::vds_nc {
namespace {

using json::Value;

enum class Form : std::uint8_t { text, date, date_time, country, sex };

struct Rule {
    std::string_view name;
    bool required;
    Form form;
    std::size_t most;
};

constexpr std::array<Rule, 1> vaccination_rules = {{{"uvci", true, Form::text, most_id}}};
constexpr std::array<Rule, 5> person_rules = {{
    {"n", true, Form::text, most_name},
    {"dob", false, Form::date, 10},
    {"i", false, Form::text, most_document},
    {"ai", false, Form::text, most_other_id},
    {"sex", false, Form::sex, 1},
}};
constexpr std::array<Rule, 3> vaccine_rules = {{
    {"des", true, Form::text, 6},
    {"nam", true, Form::text, 100},
    {"dis", false, Form::text, 6},
}};
constexpr std::array<Rule, 5> dose_rules = {{
    {"dvc", true, Form::date, 10},
    {"ctr", true, Form::country, 3},
    {"adm", true, Form::text, most_centre},
    {"lot", false, Form::text, most_batch},
    {"dvn", false, Form::date, 10},
}};
constexpr std::array<Rule, 1> test_rules = {{{"utci", true, Form::text, most_id}}};
constexpr std::array<Rule, 4> tested_rules = {{
    {"n", true, Form::text, most_name},
    {"dob", true, Form::date, 10},
    {"dt", true, Form::text, 2},
    {"dn", true, Form::text, 24},
}};
constexpr std::array<Rule, 2> provider_rules = {{
    {"spn", true, Form::text, 100},
    {"ctr", true, Form::country, 3},
}};
constexpr std::array<Rule, 2> time_rules = {{
    {"sc", true, Form::date_time, 35},
    {"ri", true, Form::date_time, 35},
}};
constexpr std::array<Rule, 3> result_rules = {{
    {"tc", true, Form::text, 100},
    {"r", true, Form::text, 100},
    {"m", false, Form::text, 100},
}};

bool is_capitals(std::string_view text, std::size_t least, std::size_t most) {
    return text.size() >= least && text.size() <= most &&
           std::ranges::all_of(text, [](char c) { return c >= 'A' && c <= 'Z'; });
}

bool has_form(std::string_view text, const Rule& rule) {
    switch (rule.form) {
        case Form::text:
            return !text.empty();
        case Form::date: {
            const auto date = Date::parse(text);
            return date && date->precision() == Date::Precision::day;
        }
        case Form::date_time:
            return parse_time(text).has_value();
        case Form::country:
            return is_capitals(text, 1, 3);  // Doc 9303-3: three letters, and "D"
        case Form::sex:
            return text == "M" || text == "F" || text == "X";
    }
    return false;
}

Error at(std::string_view where, std::string_view name, std::string what, Reason reason) {
    return {reason, '"' + std::string(where) + '.' + std::string(name) + "\" " + std::move(what)};
}

/// The first thing that is wrong with an object, or nothing.
std::optional<Error> check(const Value* object, std::string_view where,
                           std::span<const Rule> rules) {
    if (!object) return Error{Reason::member_missing, '"' + std::string(where) + "\" is missing"};
    if (!object->is_object())
        return Error{Reason::shape_not_expected,
                     '"' + std::string(where) + "\" should be an object"};
    for (const Rule& rule : rules) {
        const Value* value = object->find(rule.name);
        if (!value) {
            if (rule.required) return at(where, rule.name, "is missing", Reason::member_missing);
            continue;
        }
        if (!value->is_string() || !has_form(value->string(), rule))
            return at(where, rule.name, "is not a text of the form prescribed",
                      Reason::shape_not_expected);
        const std::size_t size = characters(value->string());
        if (size > rule.most)
            return at(where, rule.name,
                      "has " + std::to_string(size) + " characters; at most " +
                          std::to_string(rule.most) + " are allowed",
                      Reason::shape_not_expected);
    }
    return {};
}

/// The elements of an array that has some.
Result<const json::Array*> elements(const Value& object, std::string_view where,
                                    std::string_view name) {
    const Value* value = object.find(name);
    if (!value) return at(where, name, "is missing", Reason::member_missing);
    if (!value->is_array() || value->array().empty())
        return at(where, name, "should be a list that is not empty", Reason::shape_not_expected);
    return &value->array();
}

std::optional<Error> check_sequence(const Value& dose) {
    const Value* seq = dose.find("seq");
    if (!seq) return at("msg.ve.vd", "seq", "is missing", Reason::member_missing);
    if (seq->is_number()) {
        const double number = seq->number().value;
        if (number >= 0 && number <= 99 && number == static_cast<int>(number)) return {};
    }
    return at("msg.ve.vd", "seq", "should be a whole number of at most two digits",
              Reason::shape_not_expected);
}

std::optional<Error> check_vaccination(const Value& message) {
    if (auto wrong = check(&message, "msg", vaccination_rules)) return wrong;
    const Value* person = message.find("pid");
    if (auto wrong = check(person, "msg.pid", person_rules)) return wrong;
    if (!person->find("dob") && !person->find("i"))
        return Error{Reason::member_missing,
                     "\"msg.pid\" has neither a birth date nor a travel document"};
    const auto vaccines = elements(message, "msg", "ve");
    if (!vaccines) return vaccines.error();
    for (const Value& vaccine : **vaccines) {
        if (auto wrong = check(&vaccine, "msg.ve", vaccine_rules)) return wrong;
        const auto doses = elements(vaccine, "msg.ve", "vd");
        if (!doses) return doses.error();
        for (const Value& dose : **doses) {
            if (auto wrong = check(&dose, "msg.ve.vd", dose_rules)) return wrong;
            if (auto wrong = check_sequence(dose)) return wrong;
        }
    }
    return {};
}

std::optional<Error> check_test(const Value& message) {
    if (auto wrong = check(&message, "msg", test_rules)) return wrong;
    if (auto wrong = check(message.find("pid"), "msg.pid", tested_rules)) return wrong;
    if (auto wrong = check(message.find("sp"), "msg.sp", provider_rules)) return wrong;
    if (auto wrong = check(message.find("dat"), "msg.dat", time_rules)) return wrong;
    return check(message.find("tr"), "msg.tr", result_rules);
}

}  // namespace

std::size_t characters(std::string_view text) noexcept {
    return static_cast<std::size_t>(std::ranges::count_if(
        text, [](char c) { return (static_cast<unsigned char>(c) & 0xc0U) != 0x80; }));
}

std::string first_characters(std::string_view text, std::size_t most) {
    std::size_t at = 0;
    for (std::size_t count = 0; at < text.size(); ++at)
        if ((static_cast<unsigned char>(text[at]) & 0xc0U) != 0x80 && ++count > most) break;
    return std::string(text.substr(0, at));
}

std::string text_at(const Value* object, std::string_view name) {
    const Value* value = object ? object->find(name) : nullptr;
    return value && value->is_string() ? value->string() : std::string();
}

Result<Kind> check_data(const Value& data) {
    const Value* header = data.find("hdr");
    const Value* message = data.find("msg");
    if (!header || !header->is_object() || !message || !message->is_object())
        return Error{Reason::member_missing,
                     "\"data\" should have the objects \"hdr\" and \"msg\""};
    const std::string type = text_at(header, "t");
    if (type != vaccination_type && type != test_type)
        return Error{Reason::unsupported_format,
                     "\"hdr.t\" is neither icao.vacc nor icao.test: a seal of another use"};
    const Value* version = header->find("v");
    if (!version || !version->is_number() || version->number().value != 1)
        return Error{Reason::unsupported_format, "\"hdr.v\" is not 1, the only version known"};
    if (!is_capitals(text_at(header, "is"), 1, 3))
        return at("hdr", "is", "should be the one to three capitals of a country",
                  Reason::shape_not_expected);
    const Kind kind = type == test_type ? Kind::test : Kind::vaccination;
    const auto wrong = kind == Kind::test ? check_test(*message) : check_vaccination(*message);
    if (wrong) return *wrong;
    return kind;
}

}  // namespace vaxcert::vds_nc
