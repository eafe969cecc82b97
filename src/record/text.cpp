// SPDX-License-Identifier: Apache-2.0
#include "record/text.hpp"

#include <algorithm>
#include <array>

#include <vaxcert/time.hpp>

#include "base/utf8.hpp"

namespace vaxcert::record {
namespace {

bool digit(char c) {
    return c >= '0' && c <= '9';
}

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool control(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && c != '\t' && c != '\n' && c != '\r') || byte == 0x7f;
}

/// U+0080 to U+009F, which terminals obey as they do escape sequences.
bool has_c1_control(std::string_view utf8) {
    for (std::size_t at = utf8.find('\xc2'); at != utf8.npos; at = utf8.find('\xc2', at + 1))
        if (static_cast<unsigned char>(utf8[at + 1]) < 0xa0) return true;
    return false;
}

/// 1 to 12, or 0 for anything that is no English month of three letters.
unsigned month_named(std::string_view name) {
    constexpr std::array<std::string_view, 12> months = {"jan", "feb", "mar", "apr", "may", "jun",
                                                         "jul", "aug", "sep", "oct", "nov", "dec"};
    for (unsigned i = 0; i < months.size(); ++i)
        if (std::ranges::equal(name, months.at(i), {}, lower)) return i + 1;
    return 0;
}

bool is_day(std::string_view text) {
    const auto date = Date::parse(text);
    return date && date->precision() == Date::Precision::day;
}

/// The number a text of 1 to `digits` digits stands for, or -1.
int number_in(std::string_view text, std::size_t digits) {
    if (text.empty() || text.size() > digits || !std::ranges::all_of(text, digit)) return -1;
    int number = 0;
    for (const char c : text) number = number * 10 + (c - '0');
    return number;
}

}  // namespace

Reading read_text(std::string_view text, std::string& to) {
    if (first_bad_utf8(text) != text.npos)
        return Complaint{Reason::bad_utf8, "text in UTF-8 was expected"};
    if (std::ranges::any_of(text, control) || has_c1_control(text))
        return Complaint{Reason::record_invalid, "text without control characters was expected"};
    to.assign(text);
    return {};
}

Reading read_day(std::string_view text, std::string& to) {
    if (!is_day(text))
        return Complaint{Reason::bad_date, "a calendar date YYYY-MM-DD was expected"};
    to.assign(text);
    return {};
}

Reading read_birth_date(std::string_view text, std::string& to) {
    if (!Date::parse(text))
        return Complaint{Reason::bad_date, "a date YYYY-MM-DD, YYYY-MM or YYYY was expected"};
    to.assign(text);
    return {};
}

Reading read_birth_day(std::string_view text, std::string& to) {
    std::string day(text);
    if (text.size() == 11 && text[2] == '-' && text[6] == '-') {
        const unsigned month = month_named(text.substr(3, 3));
        const std::string two_digits = {static_cast<char>('0' + month / 10),
                                        static_cast<char>('0' + month % 10)};
        day.assign(text.substr(7)).append("-").append(two_digits).append("-");
        day.append(text.substr(0, 2));
    }
    if (!is_day(day))
        return Complaint{Reason::bad_date,
                         "a calendar date YYYY-MM-DD or dd-Mon-yyyy was expected"};
    to = std::move(day);
    return {};
}

Reading read_time(std::string_view text, std::string& to) {
    if (!parse_time(text))
        return Complaint{Reason::bad_date,
                         "a time such as 2021-03-03T04:28:43Z (RFC 3339) was expected"};
    to.assign(text);
    return {};
}

Reading read_day_or_time(std::string_view text, std::string& to) {
    if (!is_day(text) && !parse_time(text))
        return Complaint{Reason::bad_date,
                         "a date YYYY-MM-DD or a time such as 2021-03-03T04:28:43Z was expected"};
    to.assign(text);
    return {};
}

Reading read_count(std::string_view text, std::optional<int>& to) {
    const int number = number_in(text, 3);
    if (number < 1)
        return Complaint{Reason::record_invalid, "a whole number from 1 to 999 was expected"};
    to = number;
    return {};
}

Reading read_age(std::string_view text, std::string& to) {
    const int years = number_in(text, 3);
    if (years < 0 || years > 150)
        return Complaint{Reason::record_invalid, "an age in whole years was expected"};
    to.assign(text);
    return {};
}

Reading read_test_result(std::string_view text, std::string& to) {
    constexpr std::array<std::string_view, 4> results = {"Positive", "Negative", "Inconclusive",
                                                         "Void"};
    if (std::ranges::find(results, text) == results.end())
        return Complaint{Reason::record_invalid,
                         "Positive, Negative, Inconclusive or Void was expected"};
    to.assign(text);
    return {};
}

bool blank(std::string_view text) noexcept {
    return text.find_first_not_of(" \t\r\n") == text.npos;
}

std::string printable_name(std::string_view name) {
    constexpr std::size_t longest = 48;
    std::string printable;
    for (const char c : name.substr(0, longest)) {
        const auto byte = static_cast<unsigned char>(c);
        printable += byte < 0x20 || byte > 0x7e ? '?' : c;
    }
    return name.size() > longest ? printable + "..." : printable;
}

}  // namespace vaxcert::record
