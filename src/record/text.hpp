// SPDX-License-Identifier: Apache-2.0
// The single values of a record: what their text must look like, whether it stands in a CSV cell
// or in a JSON string.

#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <vaxcert/result.hpp>

namespace vaxcert::record {

/// What is wrong with a value: the stable word, and what was expected instead.
struct Complaint {
    Reason reason = Reason::record_invalid;
    const char* expected = "";
};

/// Nothing, if the value could be read. Each reader fills `to` and does not look at what was there.
using Reading = std::optional<Complaint>;

/// Any text in UTF-8 without control characters; tabs and line breaks may stand in it.
Reading read_text(std::string_view text, std::string& to);

/// YYYY-MM-DD
Reading read_day(std::string_view text, std::string& to);

/// YYYY, YYYY-MM or YYYY-MM-DD, as far as a date of birth is known.
Reading read_birth_date(std::string_view text, std::string& to);

/// YYYY-MM-DD, or dd-Mon-yyyy as DIVOC's tables have it, which becomes YYYY-MM-DD.
Reading read_birth_day(std::string_view text, std::string& to);

/// RFC 3339, kept as written.
Reading read_time(std::string_view text, std::string& to);

/// RFC 3339 or YYYY-MM-DD, kept as written.
Reading read_day_or_time(std::string_view text, std::string& to);

/// A whole number from 1 to 999, in digits.
Reading read_count(std::string_view text, std::optional<int>& to);

/// An age in whole years, 0 to 150.
Reading read_age(std::string_view text, std::string& to);

/// "Positive", "Negative", "Inconclusive" or "Void".
Reading read_test_result(std::string_view text, std::string& to);

/// Whether there is nothing to see in a text.
bool blank(std::string_view text) noexcept;

/// A name from the input, made fit for an error: short, and without control characters.
std::string printable_name(std::string_view name);

}  // namespace vaxcert::record
