// SPDX-License-Identifier: Apache-2.0
// The JSON notations of a record, a list of members each.

#pragma once

#include <vaxcert/record.hpp>

#include "json/value.hpp"

namespace vaxcert::record {

/// Our own: docs/schemas/record.schema.json.
Result<Record> from_own_notation(const json::Value& value);

/// Whether an object is a request to DIVOC's certify service.
bool is_divoc_request(const json::Value& value);

/// A certify request of version 1 or 3, or a test-certify request.
Result<Record> from_divoc_request(const json::Value& value);

}  // namespace vaxcert::record
