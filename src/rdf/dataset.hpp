// SPDX-License-Identifier: Apache-2.0
// RDF 1.1: terms, quads, and a dataset that owns their text.

#pragma once

#include <cstdint>
#include <memory>
#include <memory_resource>
#include <span>
#include <string_view>
#include <vector>

namespace vaxcert::rdf {

enum class TermKind : std::uint8_t { none, iri, blank, literal };

/// A term looks at text that its Dataset (or a constant) owns.
struct Term {
    TermKind kind = TermKind::none;  ///< none: the default graph
    std::string_view value;          ///< an IRI, a blank node label without "_:", or a lexical form
    std::string_view datatype;       ///< of a literal; empty: xsd:string or rdf:langString
    std::string_view language;       ///< of a literal; empty: none

    bool operator==(const Term&) const = default;
};

struct Quad {
    Term subject, predicate, object, graph;

    bool operator==(const Quad&) const = default;
};

/// Quads in the order they were added, and the text their terms look at. Not a set: who needs one
/// removes duplicates. Moves, but does not copy.
class Dataset {
  public:
    Dataset() : text_(std::make_unique<std::pmr::monotonic_buffer_resource>(8192)) {}

    /// A copy of `text` that lives as long as this dataset.
    std::string_view keep(std::string_view text);

    void add(const Quad& quad) { quads_.push_back(quad); }

    std::span<const Quad> quads() const noexcept { return quads_; }
    std::vector<Quad>& quads() noexcept { return quads_; }

  private:
    std::unique_ptr<std::pmr::monotonic_buffer_resource> text_;
    std::vector<Quad> quads_;
};

}  // namespace vaxcert::rdf
