// SPDX-License-Identifier: Apache-2.0
// What a good DIVOC signature leaves open, and how it is settled. RDF is a set: members that share
// a predicate are signed as a set of values, not as which value is whose.

#pragma once

#include <vector>

#include <vaxcert/finding.hpp>
#include <vaxcert/profile.hpp>

#include "formats/divoc/kind.hpp"
#include "json/value.hpp"
#include "rdf/dataset.hpp"

namespace vaxcert::divoc {

/// A signed document and what was signed of it.
struct Signed {
    Kind kind = Kind::vaccination_v1;
    const json::Value& document;
    const rdf::Dataset& dataset;  ///< the quads the signature is over
};

/// Everything that keeps the claims from being believed as they stand. `profile` may be nullptr:
/// then nothing is known of vaccines, and what needs that stays undecided.
std::vector<Finding> check_guards(const Signed& what, const Profile* profile);

}  // namespace vaxcert::divoc
