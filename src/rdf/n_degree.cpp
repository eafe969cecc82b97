// SPDX-License-Identifier: Apache-2.0
#include "rdf/n_degree.hpp"

#include <utility>

namespace vaxcert::rdf {
namespace {

/// Each level of the recursion costs stack. Nothing this deep stays within the budgets, unless it
/// was made to.
constexpr std::size_t most_levels = 1024;

/// Whether a path that has only begun can no longer become the least.
bool is_worse(const std::string& path, const auto* best) {
    return best && path.size() >= best->text.size() && path > best->text;
}

}  // namespace

void append_hex(std::string& text, ByteView bytes) {
    constexpr std::string_view digits = "0123456789abcdef";
    for (const std::uint8_t byte : bytes) {
        text += digits[byte >> 4];
        text += digits[byte & 15];
    }
}

Result<NDegreeHasher::Named> NDegreeHasher::hash(Node node, TemporaryNames names,
                                                 std::size_t depth) {
    if (++hash_calls_ > budget_.hash_calls)
        return limit_exceeded("hashes of blank nodes", hash_calls_, budget_.hash_calls);
    if (depth > most_levels) return limit_exceeded("blank nodes in a chain", depth, most_levels);

    // In the order of the hashes: all neighbors that have the same relation to this node.
    std::vector<Related> related = related_to(node, names);
    std::ranges::sort(related, [](const Related& a, const Related& b) {
        return std::tie(a.hash.bytes, a.node) < std::tie(b.hash.bytes, b.node);
    });
    std::string data;
    std::vector<Node> neighbors;
    for (auto first = related.begin(); first != related.end();) {
        const auto other = [&](const Related& one) { return one.hash != first->hash; };
        const auto last = std::find_if(first, related.end(), other);
        append_hex(data, first->hash);
        neighbors.clear();
        for (auto one = first; one != last; ++one) neighbors.push_back(one->node);
        auto path = shortest_path(neighbors, names, depth);
        if (!path) return path.error();
        data += path->text;
        names = std::move(path->names);
        first = last;
    }
    return Named{crypto::hash(algorithm_, as_bytes(data)), std::move(names)};
}

Result<NDegreeHasher::Path> NDegreeHasher::shortest_path(std::span<Node> neighbors,
                                                         const TemporaryNames& names,
                                                         std::size_t depth) {
    // The neighbors are sorted, so next_permutation() comes through all orders.
    Path best;
    bool found = false;
    do {
        if (++permutations_ > budget_.permutations)
            return limit_exceeded("orders of blank nodes", permutations_, budget_.permutations);
        auto path = path_through(neighbors, names, found ? &best : nullptr, depth);
        if (!path) return path.error();
        if (!found || path->text < best.text) best = *std::move(path);
        found = true;
    } while (std::ranges::next_permutation(neighbors).found);
    return best;
}

/// The path through the neighbors in this order, or the beginning of a path that is worse than the
/// best so far.
Result<NDegreeHasher::Path> NDegreeHasher::path_through(std::span<const Node> neighbors,
                                                        const TemporaryNames& names,
                                                        const Path* best, std::size_t depth) {
    Path path{{}, names};
    std::vector<Node> newly_named;
    for (const Node neighbor : neighbors) {
        if (canonical_.has(neighbor)) {
            append_name(path.text, true, canonical_.number_of(neighbor));
        } else {
            if (path.names.number_of(neighbor) == no_number) newly_named.push_back(neighbor);
            append_name(path.text, false, path.names.issue(neighbor));
        }
        if (is_worse(path.text, best)) return path;
    }
    for (const Node neighbor : newly_named) {
        auto result = hash(neighbor, path.names, depth + 1);
        if (!result) return result.error();
        append_name(path.text, false, path.names.issue(neighbor));
        path.text += '<';
        append_hex(path.text, result->hash);
        path.text += '>';
        path.names = std::move(result->names);
        if (is_worse(path.text, best)) return path;
    }
    return path;
}

std::vector<NDegreeHasher::Related> NDegreeHasher::related_to(Node node,
                                                              const TemporaryNames& names) {
    std::vector<Related> related;
    for (const std::uint32_t index : lines_.mentioning(node)) {
        const Line& line = lines_.all()[index];
        for (std::size_t position = 0; position < line.holes.size(); ++position) {
            const Node other = line.holes[position].node;
            if (other != no_node && other != node)
                related.push_back({relation(line, position, names), other});
        }
    }
    return related;
}

const crypto::HashValue& NDegreeHasher::relation(const Line& line, std::size_t position,
                                                 const TemporaryNames& names) {
    const Node node = line.holes[position].node;
    const bool is_canonical = canonical_.has(node);
    const std::uint32_t number = is_canonical ? canonical_.number_of(node) : names.number_of(node);

    const auto [at, is_new] =
        relations_.try_emplace(RelationKey{&line, position, is_canonical, number});
    if (is_new) {
        std::string text(1, "sog"[position]);
        if (position != 2) text.append("<").append(line.predicate).append(">");
        if (number == no_number)
            append_hex(text, first_degree_[node]);
        else
            append_name(text, is_canonical, number);
        at->second = crypto::hash(algorithm_, as_bytes(text));
    }
    return at->second;
}

void NDegreeHasher::append_name(std::string& text, bool canonical, std::uint32_t number) const {
    text += canonical ? "_:c14n" : "_:b";
    text += std::to_string(number);
}

}  // namespace vaxcert::rdf
