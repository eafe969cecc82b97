// SPDX-License-Identifier: Apache-2.0
// N-Quads: a dataset as lines of text.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <vaxcert/result.hpp>

#include "base/budget.hpp"
#include "rdf/dataset.hpp"

namespace vaxcert::rdf {

inline constexpr std::string_view xsd_string = "http://www.w3.org/2001/XMLSchema#string";

/// Whose spelling a canonical form has. They differ in escapes and in the order of lines, so a
/// signature made over one seldom verifies over the other.
enum class Spelling : std::uint8_t {
    /// RDFC-1.0: canonical N-Quads, lines in the order of their code points.
    standard,

    /// The JavaScript of the linked-data proofs of 2018 (rdf-canonize before version 4): only
    /// " \ LF and CR are escaped, IRIs stand as they are, lines in the order of UTF-16 code units.
    legacy,
};

/// Reads N-Quads (RDF 1.1) strictly: UTF-8, absolute IRIs without any character that the grammar
/// keeps out of them (not even written as an escape), escapes that name a character. A quad that
/// comes twice is kept once. The order of the lines, and their labels, are kept.
///
///     const auto dataset = parse_nquads("_:b0 <http://schema.org/name> \"Asha\" .\n", budget);
Result<Dataset> parse_nquads(std::string_view text, const Budget& budget);

/// One line a quad, in the order of the dataset and with its labels.
std::string to_nquads(const Dataset& dataset, Spelling spelling = Spelling::standard);

}  // namespace vaxcert::rdf
