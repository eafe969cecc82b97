// SPDX-License-Identifier: Apache-2.0
// Which members of a document its signature really covers.

#pragma once

#include <string>
#include <vector>

#include "json/value.hpp"
#include "rdf/dataset.hpp"

namespace vaxcert::proof {

/// The leaves of a document that occur in none of the quads made of it, as JSON pointers (RFC
/// 6901): a leaf is a text, number or boolean, and also null and an empty array, which never leave
/// a quad.
/// @context and type are names and not looked at.
///
/// Every leaf of a certificate that is shown must be in here: JSON-LD processors drop what they
/// cannot say, and nothing else tells.
std::vector<std::string> uncovered_leaves(const json::Value& document, const rdf::Dataset& dataset);

}  // namespace vaxcert::proof
