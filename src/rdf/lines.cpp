// SPDX-License-Identifier: Apache-2.0
#include "rdf/lines.hpp"

#include <algorithm>
#include <cstring>

#include "rdf/node_numbers.hpp"
#include "rdf/term_text.hpp"

namespace vaxcert::rdf {
namespace {

Error malformed(const char* what) {
    return {Reason::bad_nquads, what};
}

bool is_iri_or_blank(const Term& term) {
    return term.kind == TermKind::iri || term.kind == TermKind::blank;
}

const char* wrong_kind_in(const Quad& quad) {
    if (!is_iri_or_blank(quad.subject)) return "a subject is neither an IRI nor a blank node";
    if (quad.predicate.kind != TermKind::iri) return "a predicate is not an IRI";
    if (quad.object.kind == TermKind::none) return "an object is missing";
    if (quad.graph.kind == TermKind::literal) return "a graph name is a literal";
    return nullptr;
}

/// The character that would let an IRI end, or its line end, before it does, and so let the text of
/// one quad pass for other quads. Legacy IRIs may hold ">", since certificates with such exist.
char breaks_out(Spelling spelling) {
    return spelling == Spelling::standard ? '>' : '\n';
}

bool breaks_out(std::string_view iri, Spelling spelling) {
    return !iri.empty() && std::memchr(iri.data(), breaks_out(spelling), iri.size()) != nullptr;
}

bool breaks_out(const Quad& quad, Spelling spelling) {
    const auto term_breaks_out = [&](const Term& term) {
        return term.kind == TermKind::iri && breaks_out(term.value, spelling);
    };
    return term_breaks_out(quad.subject) || term_breaks_out(quad.predicate) ||
           term_breaks_out(quad.object) || term_breaks_out(quad.graph) ||
           breaks_out(quad.object.datatype, spelling) || breaks_out(quad.object.language, spelling);
}

/// Writes one line after the other into text that has room for all.
class LineWriter {
  public:
    LineWriter(char* out, Spelling spelling, NodeNumbers& numbers)
        : out_(out), spelling_(spelling), numbers_(numbers) {}

    Line write(const Quad& quad) {
        Line line;
        line.text = out_;
        line.predicate = quad.predicate.value;
        line.holes[0] = write(quad.subject);
        *out_++ = ' ';
        write(quad.predicate);
        *out_++ = ' ';
        line.holes[1] = write(quad.object);
        if (quad.graph.kind != TermKind::none) {
            *out_++ = ' ';
            line.holes[2] = write(quad.graph);
        }
        out_ = write_text(out_, " .\n");
        line.size = static_cast<std::uint32_t>(out_ - line.text);
        start_ = out_;
        return line;
    }

    const char* end() const noexcept { return out_; }

  private:
    Hole write(const Term& term) {
        if (term.kind != TermKind::blank) {
            out_ = write_term(out_, term, spelling_);
            return {};
        }
        out_ = write_text(out_, "_:z");
        return {numbers_.number_of(term.value), static_cast<std::uint32_t>(out_ - 1 - start_)};
    }

    char* out_;
    const char* start_ = out_;  ///< of the line
    Spelling spelling_;
    NodeNumbers& numbers_;
};

bool is_ascii(const char* begin, const char* end) {
    std::uint64_t all = 0;
    for (; end - begin >= 8; begin += 8) {
        std::uint64_t eight = 0;
        std::memcpy(&eight, begin, 8);
        all |= eight;
    }
    for (; begin != end; ++begin) all |= static_cast<unsigned char>(*begin);
    return (all & UINT64_C(0x8080808080808080)) == 0;
}

}  // namespace

Result<Lines> Lines::of(const Dataset& dataset, Spelling spelling, const Budget& budget,
                        std::pmr::memory_resource& arena) {
    const auto quads = dataset.quads();
    if (quads.size() > budget.quads) return limit_exceeded("quads", quads.size(), budget.quads);

    std::size_t room = 0;
    for (const Quad& quad : quads) {
        if (const char* wrong = wrong_kind_in(quad)) return malformed(wrong);
        if (breaks_out(quad, spelling))
            return malformed("an IRI holds a character it may not hold");
        const std::size_t most = most_bytes(quad);
        if (most > UINT32_MAX) return limit_exceeded("bytes of a quad", most, UINT32_MAX);
        room += most;
    }

    char* const text = static_cast<char*>(arena.allocate(room, 1));
    Lines lines(arena);
    NodeNumbers numbers(arena);
    LineWriter writer(text, spelling, numbers);
    lines.lines_.reserve(quads.size());
    for (const Quad& quad : quads) {
        lines.lines_.push_back(writer.write(quad));
        if (numbers.labels().size() > budget.blank_nodes)
            return limit_exceeded("blank nodes", numbers.labels().size(), budget.blank_nodes);
    }
    lines.labels_ = std::move(numbers.labels());
    if (spelling == Spelling::legacy && !is_ascii(text, writer.end()))
        lines.order_ = LineOrder::utf16_code_units;
    lines.sort(spelling == Spelling::standard, arena);
    lines.index_mentions(arena);
    return lines;
}

void Lines::sort(bool once_each, std::pmr::memory_resource& arena) {
    std::pmr::vector<SortedLine> sorted(lines_.size(), &arena);
    for (std::uint32_t i = 0; i < lines_.size(); ++i) sorted[i] = {lines_[i].view(), i};
    sort_lines(sorted, order_, arena);

    std::pmr::vector<Line> in_order(&arena);
    in_order.reserve(sorted.size());
    const auto nodes_of = [this](const SortedLine& line) { return lines_[line.index].nodes(); };
    for (auto first = sorted.begin(); first != sorted.end();) {
        // Lines with the same text are the same quad if their holes are for the same nodes.
        auto last = first + 1;
        while (last != sorted.end() && last->text == first->text) ++last;
        if (once_each && last - first > 1) std::ranges::sort(first, last, {}, nodes_of);
        for (auto line = first; line != last; ++line)
            if (line == first || !once_each || nodes_of(*line) != nodes_of(*(line - 1)))
                in_order.push_back(lines_[line->index]);
        first = last;
    }
    lines_ = std::move(in_order);
}

void Lines::index_mentions(std::pmr::memory_resource& arena) {
    const auto for_each_mention = [this](auto&& visit) {
        for (std::uint32_t i = 0; i < lines_.size(); ++i) {
            const auto [s, o, g] = lines_[i].nodes();
            if (s != no_node) visit(s, i);
            if (o != no_node && o != s) visit(o, i);
            if (g != no_node && g != s && g != o) visit(g, i);
        }
    };
    first_mention_.assign(labels_.size() + 1, 0);
    for_each_mention([this](Node node, std::uint32_t) { ++first_mention_[node + 1]; });
    for (std::size_t i = 1; i < first_mention_.size(); ++i)
        first_mention_[i] += first_mention_[i - 1];
    mentions_.resize(first_mention_.back());
    std::pmr::vector<std::uint32_t> next(first_mention_.begin(), first_mention_.end() - 1, &arena);
    for_each_mention([&](Node node, std::uint32_t line) { mentions_[next[node]++] = line; });
}

}  // namespace vaxcert::rdf
