// SPDX-License-Identifier: Apache-2.0
// JSON Canonicalization Scheme (RFC 8785).

#pragma once

#include <string>

#include "json/value.hpp"

namespace vaxcert::json {

/// The canonical text of a value: members sorted by UTF-16 code units, numbers and strings as
/// ECMAScript prints them.
std::string to_jcs(const Value& value);

}  // namespace vaxcert::json
