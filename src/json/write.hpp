// SPDX-License-Identifier: Apache-2.0
// What plain and canonical JSON text have in common.

#pragma once

#include <string>
#include <string_view>

#include "json/value.hpp"

namespace vaxcert::json {

/// Appends a string in quotes, with no escape but those it must have (RFC 8785 section 3.2.2.2).
void append_string(std::string_view string, std::string& text);

/// Appends a value that is neither an array nor an object.
void append_scalar(const Value& value, std::string& text);

}  // namespace vaxcert::json
