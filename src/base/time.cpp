// SPDX-License-Identifier: Apache-2.0
#include <vaxcert/time.hpp>

#include <array>
#include <cstdio>

namespace vaxcert {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;
using std::chrono::sys_days;
using std::chrono::year_month_day;

Error bad_date(const char* what) {
    return {Reason::bad_date, what};
}

/// Reads the next `count` digits, or -1 where there is anything else.
int digits(std::string_view& text, std::size_t count) {
    if (text.size() < count) return -1;
    int value = 0;
    for (const char c : text.substr(0, count)) {
        if (c < '0' || c > '9') return -1;
        value = value * 10 + (c - '0');
    }
    text.remove_prefix(count);
    return value;
}

bool skip(std::string_view& text, char expected) {
    if (text.empty() || text.front() != expected) return false;
    text.remove_prefix(1);
    return true;
}

year_month_day calendar(int year, unsigned month, unsigned day) {
    return {std::chrono::year(year), std::chrono::month(month), std::chrono::day(day)};
}

/// Reads YYYY-MM-DD off the front.
Result<sys_days> take_day(std::string_view& text) {
    const int year = digits(text, 4);
    const bool dash = skip(text, '-');
    const int month = digits(text, 2);
    const bool second_dash = skip(text, '-');
    const int day = digits(text, 2);
    if (year < 0 || !dash || month < 0 || !second_dash || day < 0)
        return bad_date("a date is written YYYY-MM-DD");
    const auto date = calendar(year, static_cast<unsigned>(month), static_cast<unsigned>(day));
    if (!date.ok()) return bad_date("there is no such day in the calendar");
    return sys_days(date);
}

/// Reads Z or +hh:mm off the front: what to subtract to get UTC.
Result<minutes> take_offset(std::string_view& text) {
    if (skip(text, 'Z')) return minutes(0);
    const bool east = !text.empty() && text.front() == '+';
    if (!east && (text.empty() || text.front() != '-'))
        return bad_date("a time ends in Z or an offset such as +05:30");
    text.remove_prefix(1);
    const int hour = digits(text, 2);
    const bool colon = skip(text, ':');
    const int minute = digits(text, 2);
    if (hour < 0 || hour > 23 || !colon || minute < 0 || minute > 59)
        return bad_date("an offset is written +hh:mm and is below 24 hours");
    const minutes offset = hours(hour) + minutes(minute);
    return east ? offset : -offset;
}

}  // namespace

Result<Time> parse_time(std::string_view text) {
    const auto day = take_day(text);
    if (!day) return day.error();
    if (!skip(text, 'T')) return bad_date("date and time are joined by an upper-case T");
    const int hour = digits(text, 2);
    const bool colon = skip(text, ':');
    const int minute = digits(text, 2);
    const bool second_colon = skip(text, ':');
    const int second = digits(text, 2);
    if (hour < 0 || !colon || minute < 0 || !second_colon || second < 0)
        return bad_date("a time is written hh:mm:ss");
    if (hour > 23 || minute > 59 || second > 59) return bad_date("there is no such time of day");
    if (skip(text, '.') && digits(text, 1) < 0)
        return bad_date("a fraction of a second has digits");
    while (digits(text, 1) >= 0) {
    }
    const auto offset = take_offset(text);
    if (!offset) return offset.error();
    if (!text.empty()) return bad_date("there is something after the time");
    return Time(*day) + hours(hour) + minutes(minute) + seconds(second) - *offset;
}

std::string to_text(Time time) {
    const auto day = std::chrono::floor<days>(time);
    const year_month_day date(day);
    const std::chrono::hh_mm_ss clock(time - day);
    std::array<char, 48> text{};
    std::snprintf(text.data(), text.size(), "%04d-%02u-%02uT%02d:%02d:%02dZ", int(date.year()),
                  unsigned(date.month()), unsigned(date.day()), int(clock.hours().count()),
                  int(clock.minutes().count()), int(clock.seconds().count()));
    return text.data();
}

Result<Date> Date::parse(std::string_view text) {
    const int year = digits(text, 4);
    if (year < 0) return bad_date("a date begins with a year of four digits");
    if (year == 0) return bad_date("there is no year 0");
    if (text.empty()) return Date(year, 0, 0, Precision::year);
    if (!skip(text, '-')) return bad_date("a date is written YYYY, YYYY-MM or YYYY-MM-DD");
    const int month = digits(text, 2);
    if (month < 1 || month > 12) return bad_date("a month is written 01 to 12");
    if (text.empty()) return Date(year, static_cast<unsigned>(month), 0, Precision::month);
    if (!skip(text, '-')) return bad_date("a date is written YYYY, YYYY-MM or YYYY-MM-DD");
    const int day = digits(text, 2);
    if (day < 0 || !text.empty()) return bad_date("a date is written YYYY, YYYY-MM or YYYY-MM-DD");
    const auto date = calendar(year, static_cast<unsigned>(month), static_cast<unsigned>(day));
    if (!date.ok()) return bad_date("there is no such day in the calendar");
    return Date(year, static_cast<unsigned>(month), static_cast<unsigned>(day), Precision::day);
}

Date Date::of(Time time) {
    const year_month_day date(std::chrono::floor<days>(time));
    return {int(date.year()), unsigned(date.month()), unsigned(date.day()), Precision::day};
}

sys_days Date::first_day() const {
    return calendar(year_, month_ ? month_ : 1, day_ ? day_ : 1);
}

sys_days Date::last_day() const {
    if (precision_ == Precision::day) return first_day();
    const std::chrono::month month(month_ ? month_ : 12);
    return std::chrono::year(year_) / month / std::chrono::last;
}

std::string Date::text() const {
    std::array<char, 32> text{};
    switch (precision_) {
        case Precision::year:
            std::snprintf(text.data(), text.size(), "%04d", year_);
            break;
        case Precision::month:
            std::snprintf(text.data(), text.size(), "%04d-%02u", year_, month_);
            break;
        case Precision::day:
            std::snprintf(text.data(), text.size(), "%04d-%02u-%02u", year_, month_, day_);
            break;
    }
    return text.data();
}

}  // namespace vaxcert
