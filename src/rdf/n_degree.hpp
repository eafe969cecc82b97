// SPDX-License-Identifier: Apache-2.0
// RDFC-1.0 section 4.8: blank nodes that look alike are told apart by how their neighbors look, and
// the neighbors of those. Of this folder alone.

#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <tuple>
#include <vector>

#include <vaxcert/result.hpp>

#include "base/budget.hpp"
#include "crypto/hash.hpp"
#include "rdf/canonical_names.hpp"
#include "rdf/lines.hpp"

namespace vaxcert::rdf {

/// Temporary names, the i-th _:b<i>. Copied often and never long.
class TemporaryNames {
  public:
    std::uint32_t number_of(Node node) const noexcept {
        const auto at = std::ranges::find(nodes_, node);
        return at == nodes_.end() ? no_number : static_cast<std::uint32_t>(at - nodes_.begin());
    }
    std::uint32_t issue(Node node) {
        const std::uint32_t number = number_of(node);
        if (number != no_number) return number;
        nodes_.push_back(node);
        return static_cast<std::uint32_t>(nodes_.size() - 1);
    }
    const std::vector<Node>& nodes() const noexcept { return nodes_; }

  private:
    std::vector<Node> nodes_;
};

class NDegreeHasher {
  public:
    /// Keeps references to its arguments.
    NDegreeHasher(const Lines& lines, std::span<const crypto::HashValue> first_degree,
                  const CanonicalNames& canonical, crypto::HashAlgorithm algorithm,
                  const Budget& budget)
        : lines_(lines),
          first_degree_(first_degree),
          canonical_(canonical),
          algorithm_(algorithm),
          budget_(budget) {}

    /// A hash, and the temporary names as they stood when it was made.
    struct Named {
        crypto::HashValue hash;
        TemporaryNames names;
    };

    Result<Named> hash(Node node, TemporaryNames names) { return hash(node, std::move(names), 0); }

  private:
    /// A neighbor, and a hash of its relation to the node in question.
    struct Related {
        crypto::HashValue hash;
        Node node;
    };

    /// What was hashed for a relation: a hole of a line, and the name of the node in it.
    using RelationKey = std::tuple<const Line*, std::size_t, bool, std::uint32_t>;

    struct Path {
        std::string text;
        TemporaryNames names;
    };

    Result<Named> hash(Node node, TemporaryNames names, std::size_t depth);
    Result<Path> shortest_path(std::span<Node> neighbors, const TemporaryNames& names,
                               std::size_t depth);
    Result<Path> path_through(std::span<const Node> neighbors, const TemporaryNames& names,
                              const Path* best, std::size_t depth);
    std::vector<Related> related_to(Node node, const TemporaryNames& names);
    const crypto::HashValue& relation(const Line& line, std::size_t position,
                                      const TemporaryNames& names);
    void append_name(std::string& text, bool canonical, std::uint32_t number) const;

    const Lines& lines_;
    std::span<const crypto::HashValue> first_degree_;
    const CanonicalNames& canonical_;
    crypto::HashAlgorithm algorithm_;
    const Budget& budget_;
    std::size_t hash_calls_ = 0;
    std::size_t permutations_ = 0;
    std::map<RelationKey, crypto::HashValue> relations_;
};

/// Lower-case hexadecimal, as hashes stand in what is hashed again.
void append_hex(std::string& text, ByteView bytes);

}  // namespace vaxcert::rdf
