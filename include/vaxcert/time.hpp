// SPDX-License-Identifier: Apache-2.0
// Instants in UTC, and dates as certificates state them. Nothing here reads a clock.

#pragma once

#include <chrono>
#include <compare>
#include <string>
#include <string_view>

#include <vaxcert/result.hpp>

namespace vaxcert {

/// An instant, in whole seconds since 1970-01-01T00:00:00Z.
using Time = std::chrono::sys_seconds;

/// Reads an RFC 3339 date-time ("2021-03-03T04:28:43.134Z", "2021-03-03T09:58:43+05:30"); a
/// fraction of a second is cut off. Upper case T and Z, no 24:00, no leap second, year 0000-9999.
Result<Time> parse_time(std::string_view text);

/// "2021-03-03T04:28:43Z"
std::string to_text(Time time);

/// A calendar date as a certificate states it: a year, a month or a day. It is compared as a date
/// and never passes through a time zone.
class Date {
  public:
    enum class Precision : std::uint8_t { year, month, day };

    /// Reads "2021", "2021-03" or "2021-03-03".
    static Result<Date> parse(std::string_view text);

    /// The day of an instant, in UTC.
    static Date of(Time time);

    Precision precision() const noexcept { return precision_; }
    int year() const noexcept { return year_; }

    /// 1 to 12, or 0 where only the year is stated.
    unsigned month() const noexcept { return month_; }

    /// 1 to 31, or 0 where no day is stated.
    unsigned day() const noexcept { return day_; }

    /// The first and the last day that are meant: one day, or a whole month or year.
    std::chrono::sys_days first_day() const;
    std::chrono::sys_days last_day() const;

    std::string text() const;

    bool operator==(const Date&) const = default;

  private:
    Date(int year, unsigned month, unsigned day, Precision precision)
        : year_(year), month_(month), day_(day), precision_(precision) {}

    int year_;
    unsigned month_;
    unsigned day_;
    Precision precision_;
};

}  // namespace vaxcert
