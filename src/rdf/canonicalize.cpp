// SPDX-License-Identifier: Apache-2.0
// RDFC-1.0 section 4.4. In all certificates we know, every blank node has a hash of its own from
// its own quads; then nothing but this file runs.

#include "rdf/canonicalize.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

#include "rdf/lines.hpp"
#include "rdf/n_degree.hpp"
#include "rdf/sort_lines.hpp"
#include "rdf/term_text.hpp"

namespace vaxcert::rdf {
namespace {

struct HashedNode {
    crypto::HashValue hash;
    Node node = no_node;
};

/// Section 4.6: the hash of the quads that mention `node`, in which it is called _:a and every
/// other blank node _:z. Changes the lines and changes them back.
class FirstDegreeHasher {
  public:
    FirstDegreeHasher(Lines& lines, crypto::Hasher& hasher) : lines_(lines), hasher_(hasher) {}

    crypto::HashValue hash(Node node) {
        const auto mentions = lines_.mentioning(node);
        call(node, mentions, 'a');
        sorted_.clear();
        for (const std::uint32_t index : mentions)
            sorted_.push_back({lines_.all()[index].view(), index});
        sort_lines(sorted_, lines_.order());
        for (const SortedLine& line : sorted_) hasher_.update(as_bytes(line.text));
        call(node, mentions, 'z');
        return hasher_.finish();
    }

  private:
    void call(Node node, std::span<const std::uint32_t> mentions, char name) {
        for (const std::uint32_t index : mentions) {
            const Line& line = lines_.all()[index];
            for (const Hole& hole : line.holes)
                if (hole.node == node) line.text[hole.at] = name;
        }
    }

    Lines& lines_;
    crypto::Hasher& hasher_;
    std::vector<SortedLine> sorted_;
};

/// All nodes in the order of their hashes.
std::vector<HashedNode> first_degree_hashes(Lines& lines, crypto::Hasher& hasher) {
    FirstDegreeHasher first_degree(lines, hasher);
    std::vector<HashedNode> hashed(lines.node_count());
    for (Node node = 0; node < hashed.size(); ++node)
        hashed[node] = {first_degree.hash(node), node};
    std::ranges::sort(hashed, {}, [](const HashedNode& one) { return one.hash.bytes; });
    return hashed;
}

/// Steps 4 and 5: names for the nodes whose hash is theirs alone, then for groups that share one.
class Namer {
  public:
    Namer(const Lines& lines, std::vector<HashedNode> hashed, crypto::Hasher& hasher,
          const Budget& budget)
        : lines_(lines),
          hashed_(std::move(hashed)),
          hasher_(hasher),
          budget_(budget),
          names_(lines.node_count()) {}

    Result<CanonicalNames> name_all() {
        std::vector<std::span<const HashedNode>> groups;
        for (auto first = hashed_.begin(); first != hashed_.end();) {
            const auto other = [&](const HashedNode& one) { return one.hash != first->hash; };
            const auto last = std::find_if(first, hashed_.end(), other);
            if (last - first == 1)
                names_.issue(first->node);
            else
                groups.emplace_back(first, last);
            first = last;
        }
        if (!groups.empty())
            if (auto named = name_groups(groups); !named) return named.error();
        return std::move(names_);
    }

  private:
    Result<Done> name_groups(const std::vector<std::span<const HashedNode>>& groups) {
        std::vector<crypto::HashValue> first_degree(lines_.node_count());
        for (const HashedNode& one : hashed_) first_degree[one.node] = one.hash;
        NDegreeHasher n_degree(lines_, first_degree, names_, hasher_, budget_);

        for (const auto& group : groups) {
            std::vector<NDegreeHasher::Named> results;
            for (const HashedNode& one : group) {
                if (names_.has(one.node)) continue;
                TemporaryNames temporary;
                temporary.issue(one.node);
                auto result = n_degree.hash(one.node, std::move(temporary));
                if (!result) return result.error();
                results.push_back(*std::move(result));
            }
            std::ranges::stable_sort(results, {}, [](const auto& one) { return one.hash.bytes; });
            for (const auto& result : results)
                for (const Node node : result.names.nodes()) names_.issue(node);
        }
        return Done{};
    }

    const Lines& lines_;
    std::vector<HashedNode> hashed_;
    crypto::Hasher& hasher_;
    const Budget& budget_;
    CanonicalNames names_;
};

char* write_line(char* out, const Line& line, const CanonicalNames& names) {
    std::size_t from = 0;
    for (const Hole& hole : line.holes) {
        if (hole.node == no_node) continue;
        out = write_text(out, line.view().substr(from, hole.at - from));
        out = write_text(out, "c14n");
        out = std::to_chars(out, out + 10, names.number_of(hole.node)).ptr;
        from = hole.at + 1;
    }
    return write_text(out, line.view().substr(from));
}

/// Step 6: the lines with their canonical names, in order.
std::string write_all(const Lines& lines, const CanonicalNames& names) {
    constexpr std::size_t longest_name = sizeof "c14n4294967295";
    std::size_t size = 0;
    for (const Line& line : lines.all()) size += line.size + 3 * longest_name;

    const auto text = std::make_unique_for_overwrite<char[]>(size);
    char* out = text.get();
    std::vector<SortedLine> sorted;
    sorted.reserve(lines.all().size());
    for (const Line& line : lines.all()) {
        if (line.has_holes()) {
            char* const start = out;
            out = write_line(out, line, names);
            sorted.push_back({{start, out}, 0});
        } else {
            sorted.push_back({line.view(), 0});
        }
    }
    sort_lines(sorted, lines.order());

    std::string nquads;
    nquads.reserve(size);
    for (const SortedLine& line : sorted) nquads += line.text;
    return nquads;
}

}  // namespace

Result<Canonical> canonicalize(const Dataset& dataset, const CanonicalizeOptions& options,
                               const Budget& budget) {
    auto lines = Lines::of(dataset, options.spelling, budget);
    if (!lines) return lines.error();

    crypto::Hasher hasher(options.hash);
    const auto names =
        Namer(*lines, first_degree_hashes(*lines, hasher), hasher, budget).name_all();
    if (!names) return names.error();

    Canonical canonical{write_all(*lines, *names), {}};
    canonical.labels.reserve(names->nodes().size());
    for (const Node node : names->nodes()) canonical.labels.push_back(lines->label(node));
    return canonical;
}

}  // namespace vaxcert::rdf
