// SPDX-License-Identifier: Apache-2.0
// The one door by which JSON comes in, and plain text by which it goes out.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <vaxcert/result.hpp>

#include "base/budget.hpp"
#include "json/value.hpp"

namespace vaxcert::json {

/// Refuses what readers disagree about: a name twice in one object (also when one of them is
/// written with escapes), a byte order mark, NUL, a lone surrogate, bad UTF-8, anything but white
/// space after the value, a number beyond a double; and whatever is deeper, longer or more numerous
/// than `budget` allows. Any kind of value may stand at the top.
Result<Value> parse(std::string_view text, const Budget& budget);

/// Minified JSON, members in their order, nothing escaped that need not be; numbers as ECMAScript
/// prints them (RFC 8785 section 3.2.2.3).
std::string to_text(const Value& value);

/// The member `name` of `object` if it has that kind, or an Error that says what is missing or was
/// found instead. `reason` is the caller's.
Result<const Value*> member_at(const Value& object, std::string_view name, Value::Kind kind,
                               Reason reason = Reason::bad_json);

/// A whole number from 0 to 2^53, or a text of its digits, as some write a number.
std::optional<std::uint64_t> counter_in(const Value& value);

/// A number as ECMAScript prints it: "1e+21", "0.1", "-0" as "0".
std::string number_text(double number);

}  // namespace vaxcert::json
