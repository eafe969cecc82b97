// SPDX-License-Identifier: Apache-2.0
#include "rdf/first_degree.hpp"

#include <algorithm>

#include "rdf/sort_lines.hpp"
#include "rdf/term_text.hpp"

namespace vaxcert::rdf {
namespace {

/// Writes a node's name, which is _:z until then, into all lines that mention it.
void call(Node node, char name, Lines& lines) {
    for (const std::uint32_t index : lines.mentioning(node)) {
        const Line& line = lines.all()[index];
        for (const Hole& hole : line.holes)
            if (hole.node == node) line.text[hole.at] = name;
    }
}

}  // namespace

std::pmr::vector<HashedNode> first_degree_hashes(Lines& lines, crypto::HashAlgorithm algorithm,
                                                 std::pmr::memory_resource& arena) {
    std::pmr::vector<HashedNode> hashed(lines.node_count(), &arena);
    std::pmr::vector<SortedLine> sorted(&arena);
    std::pmr::vector<char> text(&arena);
    for (Node node = 0; node < hashed.size(); ++node) {
        // The node itself is _:a, and every other one _:z.
        call(node, 'a', lines);
        const auto mentions = lines.mentioning(node);
        sorted.resize(mentions.size());
        std::size_t size = 0;
        for (std::size_t i = 0; i < mentions.size(); ++i) {
            sorted[i].text = lines.all()[mentions[i]].view();
            size += sorted[i].text.size();
        }
        sort_lines(sorted, lines.order(), arena);
        if (text.size() < size) text.resize(size);
        char* end = text.data();
        for (const SortedLine& line : sorted) end = write_text(end, line.text);
        hashed[node] = {crypto::hash(algorithm, as_bytes({text.data(), end})), node};
        call(node, 'z', lines);
    }
    const auto bytes_of = [](const HashedNode& one) { return one.hash.bytes; };
    std::ranges::sort(hashed, {}, bytes_of);
    return hashed;
}

}  // namespace vaxcert::rdf
