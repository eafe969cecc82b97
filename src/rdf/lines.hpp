// SPDX-License-Identifier: Apache-2.0
// A dataset as N-Quads lines with holes where its blank nodes are. Every quad is spelled once; all
// hashes and the canonical form are taken from these lines. Of this folder alone.

#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory_resource>
#include <span>
#include <string_view>
#include <vector>

#include <vaxcert/result.hpp>

#include "base/budget.hpp"
#include "rdf/dataset.hpp"
#include "rdf/nquads.hpp"
#include "rdf/sort_lines.hpp"

namespace vaxcert::rdf {

/// A blank node, by its number in the order met.
using Node = std::uint32_t;
inline constexpr Node no_node = UINT32_MAX;

/// A blank node in a line: written "_:z", and `at` is where the z is.
struct Hole {
    Node node = no_node;
    std::uint32_t at = 0;
};

struct Line {
    char* text = nullptr;
    std::uint32_t size = 0;
    std::array<Hole, 3> holes{};  ///< subject, object, graph; no_node where that is no blank node
    std::string_view predicate;

    std::string_view view() const noexcept { return {text, size}; }
    std::array<Node, 3> nodes() const noexcept {
        return {holes[0].node, holes[1].node, holes[2].node};
    }
    bool has_holes() const noexcept {
        return holes[0].node != no_node || holes[1].node != no_node || holes[2].node != no_node;
    }
};

class Lines {
  public:
    /// Sorted, and for Spelling::standard each line once. Refuses a term where none of its kind can
    /// be, and an IRI that would not end where its line says it does. All memory is the arena's.
    static Result<Lines> of(const Dataset& dataset, Spelling spelling, const Budget& budget,
                            std::pmr::memory_resource& arena);

    std::span<Line> all() noexcept { return lines_; }
    std::span<const Line> all() const noexcept { return lines_; }

    /// How the lines of this dataset are put in order.
    LineOrder order() const noexcept { return order_; }

    std::size_t node_count() const noexcept { return labels_.size(); }
    std::string_view label(Node node) const { return labels_[node]; }

    /// The lines, by index, that mention a node.
    std::span<const std::uint32_t> mentioning(Node node) const {
        return std::span(mentions_).subspan(first_mention_[node],
                                            first_mention_[node + 1] - first_mention_[node]);
    }

  private:
    explicit Lines(std::pmr::memory_resource& arena)
        : lines_(&arena), labels_(&arena), first_mention_(&arena), mentions_(&arena) {}

    void sort(bool once_each, std::pmr::memory_resource& arena);
    void index_mentions(std::pmr::memory_resource& arena);

    std::pmr::vector<Line> lines_;
    std::pmr::vector<std::string_view> labels_;
    std::pmr::vector<std::uint32_t> first_mention_, mentions_;
    LineOrder order_ = LineOrder::code_points;
};

}  // namespace vaxcert::rdf
