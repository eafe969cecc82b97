// SPDX-License-Identifier: Apache-2.0
#include "certlogic/instant.hpp"

#include <array>
#include <cstdio>

#include <vaxcert/time.hpp>

namespace vaxcert::certlogic {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;
using std::chrono::sys_days;
using std::chrono::year_month_day;

Error bad(const char* what) {
    return {Reason::bad_date, what};
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/// The next `count` digits, or -1 where there is anything else.
int digits(std::string_view& text, std::size_t count) {
    if (text.size() < count) return -1;
    int value = 0;
    for (const char c : text.substr(0, count)) {
        if (!is_digit(c)) return -1;
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

milliseconds take_fraction(std::string_view& text) {
    int value = 0;
    int weight = 100;
    while (!text.empty() && is_digit(text.front())) {
        value += (text.front() - '0') * weight;
        weight /= 10;
        text.remove_prefix(1);
    }
    return milliseconds(value);
}

/// What to subtract to get UTC; the text must end with it.
Result<minutes> take_offset(std::string_view text) {
    if (text.empty() || text == "Z") return minutes(0);
    const bool east = text.front() == '+';
    if (!east && text.front() != '-') return bad("a time ends in Z or an offset such as +05:30");
    text.remove_prefix(1);
    const std::size_t colon = text.find(':');
    std::string_view hour = text.substr(0, colon);
    std::string_view minute = colon == text.npos ? std::string_view() : text.substr(colon + 1);
    if (colon == text.npos && text.size() > 2) {
        minute = text.substr(text.size() - 2);
        hour = text.substr(0, text.size() - 2);
    }
    if (hour.empty() || hour.size() > 2 || (minute.size() != 2 && colon != text.npos))
        return bad("an offset is written +h, +hh, +hmm, +hhmm, +h:mm or +hh:mm");
    const int h = digits(hour, hour.size());
    const int m = minute.empty() ? 0 : digits(minute, 2);
    if (h < 0 || h > 23 || m < 0 || m > 59) return bad("there is no such offset from UTC");
    const minutes offset = hours(h) + minutes(m);
    return east ? offset : -offset;
}

Result<milliseconds> take_time(std::string_view text) {
    const int hour = digits(text, 2);
    const bool colon = skip(text, ':');
    const int minute = digits(text, 2);
    const bool second_colon = skip(text, ':');
    const int second = digits(text, 2);
    if (!colon || !second_colon || hour < 0 || hour > 23 || minute < 0 || minute > 59 ||
        second < 0 || second > 59)
        return bad("a time of day is written hh:mm:ss");
    milliseconds time = hours(hour) + minutes(minute) + seconds(second);
    if (skip(text, '.')) {
        if (text.empty() || !is_digit(text.front())) return bad("a fraction has digits");
        time += take_fraction(text);
    }
    const auto offset = take_offset(text);
    if (!offset) return offset.error();
    return time - *offset;
}

}  // namespace

Result<Instant> parse_birth_date(std::string_view text) {
    const auto date = Date::parse(text);
    if (!date) return date.error();
    return Instant(date->last_day());
}

Result<Instant> parse_instant(std::string_view text) {
    const std::size_t cut = text.find('T');
    const auto day = parse_birth_date(text.substr(0, cut));
    if (!day || cut == text.npos) return day;
    if (cut != 10) return bad("a time of day follows a whole date");
    const auto time = take_time(text.substr(cut + 1));
    if (!time) return time.error();
    return *day + *time;
}

Result<Instant> plus(Instant instant, std::int64_t amount, Unit unit) {
    constexpr std::int64_t most = 100'000'000;
    if (amount > most || amount < -most) return bad("the amount of time is too large");
    const sys_days midnight = std::chrono::floor<days>(instant);
    const milliseconds time_of_day = instant - midnight;
    const year_month_day date(midnight);
    Instant shifted;
    if (unit == Unit::hour) {
        shifted = instant + hours(amount);
    } else if (unit == Unit::day) {
        shifted = instant + days(amount);
    } else {
        const std::int64_t months = unit == Unit::year ? amount * 12 : amount;
        const std::int64_t month =
            int{date.year()} * std::int64_t{12} + unsigned{date.month()} - 1 + months;
        if (month < 12 || month >= 10000 * 12) return bad("the year is not between 1 and 9999");
        const auto first = std::chrono::year(static_cast<int>(month / 12)) /
                           std::chrono::month(static_cast<unsigned>(month % 12 + 1)) / 1;
        shifted = sys_days(first) + days(unsigned{date.day()} - 1) + time_of_day;
    }
    const int year = int{year_month_day(std::chrono::floor<days>(shifted)).year()};
    if (year < 1 || year > 9999) return bad("the year is not between 1 and 9999");
    return shifted;
}

std::string to_text(Instant instant) {
    const auto whole = std::chrono::floor<seconds>(instant);
    std::array<char, 8> fraction{};
    std::snprintf(fraction.data(), fraction.size(), ".%03dZ",
                  static_cast<int>((instant - whole).count()));
    std::string text = vaxcert::to_text(Time(whole));
    text.pop_back();
    return text + fraction.data();
}

}  // namespace vaxcert::certlogic
