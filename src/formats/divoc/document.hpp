// SPDX-License-Identifier: Apache-2.0
// A DIVOC document as it is signed.

#pragma once

#include <string>

#include <vaxcert/result.hpp>

#include "base/budget.hpp"
#include "json/value.hpp"
#include "rdf/dataset.hpp"

namespace vaxcert::divoc {

/// The quads of a document without its proof, and their canonical text: what jsonld.js 2.0.2 made
/// of it, whatever the standard says today.
struct CanonicalDocument {
    rdf::Dataset dataset;
    std::string nquads;
};

Result<CanonicalDocument> canonicalize(const json::Value& document_without_proof,
                                       const Budget& budget);

}  // namespace vaxcert::divoc
