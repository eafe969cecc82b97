// SPDX-License-Identifier: Apache-2.0
// RDFC-1.0 section 4.4. In all certificates we know, every blank node has a hash of its own from
// its own quads; then nothing but this file runs.

#include "rdf/canonicalize.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <memory_resource>
#include <span>
#include <utility>

#include "rdf/canonical_names.hpp"
#include "rdf/first_degree.hpp"
#include "rdf/lines.hpp"
#include "rdf/n_degree.hpp"
#include "rdf/sort_lines.hpp"
#include "rdf/term_text.hpp"

namespace vaxcert::rdf {
namespace {

/// Steps 4 and 5: names for the nodes whose hash is theirs alone, then for groups that share one.
class Namer {
  public:
    Namer(const Lines& lines, std::span<const HashedNode> hashed, crypto::HashAlgorithm algorithm,
          const Budget& budget, std::pmr::memory_resource& arena)
        : lines_(lines),
          hashed_(hashed),
          algorithm_(algorithm),
          budget_(budget),
          names_(lines.node_count(), arena) {}

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
        NDegreeHasher n_degree(lines_, first_degree, names_, algorithm_, budget_);

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
    std::span<const HashedNode> hashed_;
    crypto::HashAlgorithm algorithm_;
    const Budget& budget_;
    CanonicalNames names_;
};

/// Calls `visit` with the numbers below `count` in the order of their decimal text: 0, 1, 10,
/// 11, 2.
template <class Visit>
void in_text_order(std::uint32_t number, std::uint32_t count, const Visit& visit) {
    for (std::uint32_t last = number + 10 - number % 10; number < last && number < count;
         ++number) {
        visit(number);
        if (number != 0 && number <= count / 10) in_text_order(10 * number, count, visit);
    }
}

/// The lines with their canonical names, almost always in order: names can move a line only to
/// where other lines have its subject, unless lines differ in nothing but a blank node elsewhere.
class NamedLines {
  public:
    NamedLines(const Lines& lines, const CanonicalNames& names, std::pmr::memory_resource& arena)
        : names_(names), named_(&arena) {
        constexpr std::size_t longest_name = sizeof "c14n4294967295";
        std::size_t room = 0;
        for (const Line& line : lines.all())
            if (line.has_holes()) room += line.size + 3 * longest_name;
        out_ = static_cast<char*>(arena.allocate(room, 1));
        named_.reserve(lines.all().size());

        for (const Line& line : lines.all())
            if (line.holes[0].node == no_node) add(line);
        const auto node_count = static_cast<std::uint32_t>(names.nodes().size());
        in_text_order(0, node_count, [&](std::uint32_t number) {
            const Node node = names.nodes()[number];
            for (const std::uint32_t index : lines.mentioning(node))
                if (lines.all()[index].holes[0].node == node) add(lines.all()[index]);
        });
        sort_lines(named_, lines.order(), arena);
    }

    std::string text() const {
        std::string text(size_, '\0');
        char* end = text.data();
        for (const SortedLine& line : named_) end = write_text(end, line.text);
        return text;
    }

  private:
    void add(const Line& line) {
        std::string_view text = line.view();
        if (line.has_holes()) {
            char* const start = out_;
            out_ = write(out_, line);
            text = {start, out_};
        }
        named_.push_back({text, 0});
        size_ += text.size();
    }

    char* write(char* out, const Line& line) const {
        std::size_t from = 0;
        for (const Hole& hole : line.holes) {
            if (hole.node == no_node) continue;
            out = write_text(out, line.view().substr(from, hole.at - from));
            out = write_text(out, "c14n");
            out = std::to_chars(out, out + 10, names_.number_of(hole.node)).ptr;
            from = hole.at + 1;
        }
        return write_text(out, line.view().substr(from));
    }

    const CanonicalNames& names_;
    std::pmr::vector<SortedLine> named_;
    std::size_t size_ = 0;
    char* out_ = nullptr;
};

}  // namespace

Result<Canonical> canonicalize(const Dataset& dataset, const CanonicalizeOptions& options,
                               const Budget& budget) {
    // A certificate fits in here, and then all it takes is one allocation.
    std::pmr::monotonic_buffer_resource arena(24576);

    auto lines = Lines::of(dataset, options.spelling, budget, arena);
    if (!lines) return lines.error();
    const auto hashed = first_degree_hashes(*lines, options.hash, arena);
    const auto names = Namer(*lines, hashed, options.hash, budget, arena).name_all();
    if (!names) return names.error();

    Canonical canonical{NamedLines(*lines, *names, arena).text(), {}};
    canonical.labels.reserve(names->nodes().size());
    for (const Node node : names->nodes()) canonical.labels.push_back(lines->label(node));
    return canonical;
}

}  // namespace vaxcert::rdf
