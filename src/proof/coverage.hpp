// SPDX-License-Identifier: Apache-2.0
// Which members of a document its signature really covers.

#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "json/value.hpp"
#include "jsonld/options.hpp"
#include "rdf/dataset.hpp"

namespace vaxcert::proof {

/// How a document was read when its quads were made.
struct Reading {
    /// Decides how a number is spelled in RDF.
    jsonld::Profile profile = jsonld::Profile::standard;

    /// Members, at any level, that say how to read others and claim nothing: "@context", "type".
    std::span<const std::string_view> keywords;
};

/// The leaves of a document that occur in none of the quads made of it, as JSON pointers (RFC 6901)
/// in the order of the document. A leaf is a text, a number or a boolean, and also null and an
/// empty array, which never leave a quad. A number or boolean occurs as a literal with a datatype;
/// a text as a literal, or as the name of a node. An empty id names nothing.
///
/// Every leaf of a certificate that is shown must occur: JSON-LD processors drop what they cannot
/// say, and nothing else tells. That a leaf occurs does not say where: leaves that share a
/// predicate can be exchanged, which is for the format's own guards.
std::vector<std::string> uncovered_leaves(const json::Value& document, const rdf::Dataset& dataset,
                                          const Reading& reading);

}  // namespace vaxcert::proof
