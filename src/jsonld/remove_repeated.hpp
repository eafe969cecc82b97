// SPDX-License-Identifier: Apache-2.0
// A dataset is a set; two profiles disagree about of what.

#pragma once

#include <vector>

#include "jsonld/expanded.hpp"
#include "rdf/dataset.hpp"

namespace vaxcert::jsonld {

/// Whether jsonld.js took two values for one: the same JSON, type, language and index. Nothing is
/// the same as nothing.
bool same_origin(const Value* one, const Value* other);

/// Leaves each quad once. Where there are origins, quads are the same only if these are too.
void remove_repeated(std::vector<rdf::Quad>& quads, const std::vector<const Value*>& origins);

}  // namespace vaxcert::jsonld
