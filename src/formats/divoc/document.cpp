// SPDX-License-Identifier: Apache-2.0
#include "formats/divoc/document.hpp"

#include "jsonld/to_rdf.hpp"
#include "rdf/canonicalize.hpp"

namespace vaxcert::divoc {

Result<CanonicalDocument> canonicalize(const json::Value& document_without_proof,
                                       const Budget& budget) {
    auto dataset = jsonld::to_rdf(document_without_proof, jsonld::Options::for_divoc(), budget);
    if (!dataset) return dataset.error();
    auto canonical = rdf::canonicalize(*dataset, {.spelling = rdf::Spelling::legacy}, budget);
    if (!canonical) return canonical.error();
    return CanonicalDocument{*std::move(dataset), std::move(canonical->nquads)};
}

}  // namespace vaxcert::divoc
