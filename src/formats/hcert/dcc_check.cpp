// SPDX-License-Identifier: Apache-2.0
#include "formats/hcert/dcc_check.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <string_view>

#include <vaxcert/time.hpp>

#include "formats/hcert/zone.hpp"

namespace vaxcert::hcert {
namespace {

using json::Value;

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool is_text(const Value& value) {
    return value.is_string();
}

bool is_short_text(const Value& value) {
    if (!value.is_string()) return false;
    const auto is_first_byte = [](char c) {
        return (static_cast<unsigned char>(c) & 0xc0) != 0x80;
    };
    return std::ranges::count_if(value.string(), is_first_byte) <= 80;
}

bool is_transliterated(const Value& value) {
    return is_short_text(value) &&
           value.string().find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ<") == std::string::npos;
}

bool is_count(const Value& value) {
    if (!value.is_number()) return false;
    const double number = value.number().value;
    return number >= 1 && number < 1e9 && number == static_cast<double>(static_cast<long>(number));
}

bool is_date(const Value& value) {
    if (!value.is_string()) return false;
    const auto date = Date::parse(value.string());
    return date && date->precision() == Date::Precision::day;
}

bool is_date_time(const Value& value) {
    return value.is_string() && parse_time(with_full_zone(value.string())).has_value();
}

/// The pattern of the schema: the empty text, a year, or a year with a month and perhaps a day,
/// whatever these digits mean.
bool is_birth_date(const Value& value) {
    if (!value.is_string()) return false;
    const std::string& text = value.string();
    if (text.empty()) return true;
    if (!text.starts_with("19") && !text.starts_with("20")) return false;
    if (text.size() != 4 && text.size() != 7 && text.size() != 10) return false;
    for (std::size_t i = 0; i < text.size(); ++i)
        if (i == 4 || i == 7 ? text[i] != '-' : !is_digit(text[i])) return false;
    return true;
}

bool is_version(const Value& value) {
    if (!value.is_string()) return false;
    int dots = 0;
    bool digit_before = false;
    for (const char c : value.string()) {
        if (c == '.' && digit_before) {
            ++dots;
            digit_before = false;
        } else if (is_digit(c)) {
            digit_before = true;
        } else {
            return false;
        }
    }
    return dots == 2 && digit_before;
}

struct Member {
    std::string_view name;
    bool required;
    bool (*is_right)(const Value& value);
    std::string_view should;
};

constexpr std::string_view text = "a text", short_text = "a text of at most 80 characters",
                           day = "a date, YYYY-MM-DD", time = "a time of ISO 8601 with its zone",
                           count = "a whole number from 1",
                           capitals = "at most 80 of the letters A to Z and <";

constexpr std::array<Member, 4> name_members = {{{"fn", false, is_short_text, short_text},
                                                 {"gn", false, is_short_text, short_text},
                                                 {"fnt", false, is_transliterated, capitals},
                                                 {"gnt", false, is_transliterated, capitals}}};
constexpr std::array<Member, 10> vaccination_members = {{{"tg", true, is_text, text},
                                                         {"vp", true, is_text, text},
                                                         {"mp", true, is_text, text},
                                                         {"ma", true, is_text, text},
                                                         {"dn", true, is_count, count},
                                                         {"sd", true, is_count, count},
                                                         {"dt", true, is_date, day},
                                                         {"co", true, is_text, text},
                                                         {"is", true, is_short_text, short_text},
                                                         {"ci", true, is_short_text, short_text}}};
constexpr std::array<Member, 10> test_members = {{{"tg", true, is_text, text},
                                                  {"tt", true, is_text, text},
                                                  {"sc", true, is_date_time, time},
                                                  {"tr", true, is_text, text},
                                                  {"co", true, is_text, text},
                                                  {"is", true, is_short_text, short_text},
                                                  {"ci", true, is_short_text, short_text},
                                                  {"nm", false, is_short_text, short_text},
                                                  {"ma", false, is_text, text},
                                                  {"tc", false, is_short_text, short_text}}};
constexpr std::array<Member, 7> recovery_members = {{{"tg", true, is_text, text},
                                                     {"fr", true, is_date, day},
                                                     {"df", true, is_date, day},
                                                     {"du", true, is_date, day},
                                                     {"co", true, is_text, text},
                                                     {"is", true, is_short_text, short_text},
                                                     {"ci", true, is_short_text, short_text}}};

class Checker {
  public:
    void check_members(const Value& object, std::span<const Member> members,
                       const std::string& where) {
        for (const Member& member : members) {
            const std::string name = where + std::string(member.name);
            const Value* value = object.find(member.name);
            if (!value) {
                if (member.required) complain(name + " is not there");
            } else if (!member.is_right(*value)) {
                complain(name + " should be " + std::string(member.should));
            }
        }
    }

    void check_name(const Value* name) {
        if (!name || !name->is_object()) return complain("nam should be an object");
        check_members(*name, name_members, "nam.");
        if (!name->find("fnt") && !name->find("gnt")) complain("nam should have fnt or gnt");
    }

    void check_events(const Value& payload, std::string_view name, std::span<const Member> members,
                      int& kinds) {
        const Value* events = payload.find(name);
        if (!events) return;
        ++kinds;
        const std::string where(name);
        if (!events->is_array()) return complain(where + " should be an array");
        if (events->array().size() != 1)
            complain(where + " should have one entry, and has " +
                     std::to_string(events->array().size()));
        for (const Value& event : events->array()) {
            if (event.is_object())
                check_members(event, members, where + "[0].");
            else
                complain(where + " should hold objects");
        }
    }

    void complain(std::string what) { problems_.push_back(std::move(what)); }
    std::vector<std::string> take() { return std::move(problems_); }

  private:
    std::vector<std::string> problems_;
};

}  // namespace

std::vector<std::string> check_dcc(const Value& payload) {
    Checker checker;
    constexpr std::array<Member, 2> top = {
        {{"ver", true, is_version, "three numbers joined by dots"},
         {"dob", true, is_birth_date, "a date, YYYY, YYYY-MM, YYYY-MM-DD or empty"}}};
    checker.check_members(payload, top, "");
    checker.check_name(payload.find("nam"));
    int kinds = 0;
    checker.check_events(payload, "v", vaccination_members, kinds);
    checker.check_events(payload, "t", test_members, kinds);
    checker.check_events(payload, "r", recovery_members, kinds);
    if (kinds != 1)
        checker.complain("one of v, t and r should be there, and " + std::to_string(kinds) +
                         " are");
    return checker.take();
}

}  // namespace vaxcert::hcert
