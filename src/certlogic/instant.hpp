// SPDX-License-Identifier: Apache-2.0
// Instants of CertLogic: milliseconds, shifted as ECMAScript's Date shifts them.

#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

#include <vaxcert/result.hpp>

namespace vaxcert::certlogic {

using Instant = std::chrono::sys_time<std::chrono::milliseconds>;

enum class Unit : std::uint8_t { year, month, day, hour };

/// Reads YYYY, YYYY-MM, YYYY-MM-DD, or a date-time with or without a fraction and an offset (Z,
/// +h, +hh, +hmm, +hhmm, +h:mm, +hh:mm). A partial date is its last day, a missing time is
/// midnight, a missing offset is Z, and what is finer than a millisecond is cut off.
Result<Instant> parse_instant(std::string_view text);

/// The same for a date of birth, which has no time of day.
Result<Instant> parse_birth_date(std::string_view text);

/// `amount` units later, which may be negative. A day that the month lacks runs on into the next
/// one: 2020-02-29 and one year is 2021-03-01. An error beyond the years 1 to 9999.
Result<Instant> plus(Instant instant, std::int64_t amount, Unit unit);

/// "2021-06-01T00:00:00.000Z"
std::string to_text(Instant instant);

}  // namespace vaxcert::certlogic
