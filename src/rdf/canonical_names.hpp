// SPDX-License-Identifier: Apache-2.0
// The names that blank nodes have been given so far. Of this folder alone.

#pragma once

#include <cstddef>
#include <cstdint>
#include <memory_resource>
#include <span>
#include <vector>

#include "rdf/lines.hpp"

namespace vaxcert::rdf {

inline constexpr std::uint32_t no_number = UINT32_MAX;

/// Nodes in the order in which they were named, the i-th _:c14n<i>.
class CanonicalNames {
  public:
    CanonicalNames(std::size_t node_count, std::pmr::memory_resource& arena)
        : numbers_(node_count, no_number, &arena), nodes_(&arena) {
        nodes_.reserve(node_count);
    }

    void issue(Node node) {
        if (has(node)) return;
        numbers_[node] = static_cast<std::uint32_t>(nodes_.size());
        nodes_.push_back(node);
    }
    bool has(Node node) const { return numbers_[node] != no_number; }
    std::uint32_t number_of(Node node) const { return numbers_[node]; }
    std::span<const Node> nodes() const noexcept { return nodes_; }

  private:
    std::pmr::vector<std::uint32_t> numbers_;
    std::pmr::vector<Node> nodes_;
};

}  // namespace vaxcert::rdf
