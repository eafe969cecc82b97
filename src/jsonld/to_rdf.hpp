// SPDX-License-Identifier: Apache-2.0
// What a JSON-LD document says, as RDF.

#pragma once

#include <vaxcert/result.hpp>

#include "base/budget.hpp"
#include "json/value.hpp"
#include "jsonld/options.hpp"
#include "rdf/dataset.hpp"

namespace vaxcert::jsonld {

/// The quads of a document (JSON-LD 1.1 API section 8), without duplicates.
///
/// The profile jsonld_js_2 keeps two quads that look the same where the JSON differs (1 and the
/// same integer written as an xsd:integer value object), since that is what was signed.
/// Safe to call from many threads.
Result<rdf::Dataset> to_rdf(const json::Value& document, const Options& options,
                            const Budget& budget);

}  // namespace vaxcert::jsonld
