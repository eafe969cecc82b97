// SPDX-License-Identifier: Apache-2.0
// The payload as JSON, in which its schema is written.

#pragma once

#include <vaxcert/result.hpp>

#include "cbor/value.hpp"
#include "json/value.hpp"

namespace vaxcert::hcert {

/// CBOR as JSON. A date under tag 0 becomes its text, `undefined` becomes null, a float that is
/// whole becomes a whole number. What JSON has no word for is malformed: byte strings, keys that
/// are no texts, other tags, numbers that are not finite.
Result<json::Value> to_json(const cbor::Value& value);

/// JSON as CBOR: members that are null or empty are left out.
cbor::Value to_cbor(const json::Value& value);

}  // namespace vaxcert::hcert
