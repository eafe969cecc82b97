// SPDX-License-Identifier: Apache-2.0
// Expansion: a JSON-LD document without its context, every name written out.

#pragma once

#include <vaxcert/result.hpp>

#include "base/budget.hpp"
#include "json/value.hpp"
#include "jsonld/options.hpp"

namespace vaxcert::jsonld {

/// The expanded form of a document (JSON-LD 1.1 API section 5.1): an array of node objects.
///
/// An Error with Reason::bad_jsonld begins with the specification's error code, as
/// "invalid @id value". Safe to call from many threads.
Result<json::Value> expand(const json::Value& document, const Options& options,
                           const Budget& budget);

}  // namespace vaxcert::jsonld
