// SPDX-License-Identifier: Apache-2.0
// Reads the grammar of "RDF 1.1 N-Quads", section 4, name by name.

#include <functional>
#include <optional>
#include <string>
#include <unordered_set>

#include "base/utf8.hpp"
#include "rdf/nquads.hpp"

namespace vaxcert::rdf {
namespace {

bool is_letter(char32_t c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

bool is_digit(char32_t c) {
    return c >= '0' && c <= '9';
}

/// PN_CHARS_BASE
bool may_start_name(char32_t c) {
    struct Range {
        char32_t first, last;
    };
    static constexpr Range ranges[] = {
        {U'A', U'Z'},     {U'a', U'z'},     {0xC0, 0xD6},     {0xD8, 0xF6},       {0xF8, 0x2FF},
        {0x370, 0x37D},   {0x37F, 0x1FFF},  {0x200C, 0x200D}, {0x2070, 0x218F},   {0x2C00, 0x2FEF},
        {0x3001, 0xD7FF}, {0xF900, 0xFDCF}, {0xFDF0, 0xFFFD}, {0x10000, 0xEFFFF},
    };
    for (const Range& range : ranges)
        if (c >= range.first && c <= range.last) return true;
    return false;
}

/// PN_CHARS_U
bool may_start_label(char32_t c) {
    return may_start_name(c) || c == '_' || c == ':';
}

/// PN_CHARS
bool may_continue_label(char32_t c) {
    return may_start_label(c) || is_digit(c) || c == '-' || c == 0xB7 ||
           (c >= 0x300 && c <= 0x36F) || (c >= 0x203F && c <= 0x2040);
}

/// What IRIREF keeps out.
bool is_barred_from_iri(char32_t c) {
    return c <= 0x20 || std::u32string_view(U"<>\"{}|^`\\").find(c) != std::u32string_view::npos;
}

/// RFC 3986: scheme ":" at the start.
bool is_absolute(std::string_view iri) {
    if (iri.empty() || !is_letter(static_cast<unsigned char>(iri[0]))) return false;
    for (const char c : iri) {
        if (c == ':') return true;
        const auto letter = static_cast<unsigned char>(c);
        if (!is_letter(letter) && !is_digit(letter) && c != '+' && c != '-' && c != '.')
            return false;
    }
    return false;
}

/// A reader of one line after the other. Each function that reads something answers whether it
/// stood there; the first thing that did not is the error of the whole.
class Reader {
  public:
    Reader(std::string_view text, Dataset& dataset) : text_(text), dataset_(dataset) {}

    bool at_end() const { return position_ == text_.size(); }

    /// A line with or without a quad on it, and its end.
    bool read_line(std::optional<Quad>& quad) {
        quad.reset();
        skip_blanks();
        if (!at_end() && text_[position_] != '#' && !is_line_end(text_[position_])) {
            quad.emplace();
            if (!read_quad(*quad)) return false;
            skip_blanks();
        }
        if (!at_end() && text_[position_] == '#' && !skip_comment()) return false;
        return read_line_end();
    }

    Error error() const {
        return {Reason::bad_nquads, "line " + std::to_string(line_) + ": " + wrong_};
    }

  private:
    bool read_quad(Quad& quad) {
        if (!read_iri_or_blank(quad.subject, "a subject")) return false;
        skip_blanks();
        if (!next_is('<')) return fail("a predicate is expected, and it is an IRI");
        if (!read_iri(quad.predicate)) return false;
        skip_blanks();
        if (next_is('"') ? !read_literal(quad.object)
                         : !read_iri_or_blank(quad.object, "an object"))
            return false;
        skip_blanks();
        if ((next_is('<') || next_is('_')) && !read_iri_or_blank(quad.graph, "a graph"))
            return false;
        skip_blanks();
        if (!next_is('.')) return fail("a full stop is expected after the terms");
        ++position_;
        return true;
    }

    bool read_iri_or_blank(Term& term, const char* what) {
        if (next_is('<')) return read_iri(term);
        if (next_is('_')) return read_blank(term);
        return fail(std::string(what) + " is expected");
    }

    bool read_iri(Term& term) {
        term.kind = TermKind::iri;
        return read_iri_text(term.value);
    }

    bool read_iri_text(std::string_view& iri) {
        ++position_;
        scratch_.clear();
        while (!next_is('>')) {
            if (at_end()) return fail("an IRI does not end");
            char32_t c = 0;
            const bool escaped = next_is('\\');
            if (escaped ? !read_numeric_escape(c) : !read_character(c)) return false;
            if (is_barred_from_iri(c)) return fail("an IRI holds a character it may not hold");
            append_utf8(c, scratch_);
        }
        ++position_;
        if (!is_absolute(scratch_)) return fail("an IRI is not absolute");
        iri = dataset_.keep(scratch_);
        return true;
    }

    bool read_blank(Term& term) {
        term.kind = TermKind::blank;
        ++position_;
        if (!next_is(':')) return fail("a blank node starts with _:");
        const std::size_t start = ++position_;
        std::size_t end = start;
        char32_t c = 0;
        while (decode(c) && (end == start ? may_start_label(c) || is_digit(c)
                                          : may_continue_label(c) || c == '.'))
            // A label may hold full stops, but not end in one.
            if (c != '.') end = position_;
        position_ = end;
        if (end == start) return fail("a blank node has no label");
        term.value = dataset_.keep(text_.substr(start, end - start));
        return true;
    }

    bool read_literal(Term& term) {
        term.kind = TermKind::literal;
        ++position_;
        scratch_.clear();
        while (!next_is('"')) {
            if (at_end() || is_line_end(text_[position_])) return fail("a literal does not end");
            char32_t c = 0;
            if (next_is('\\') ? !read_escape(c) : !read_character(c)) return false;
            append_utf8(c, scratch_);
        }
        ++position_;
        term.value = dataset_.keep(scratch_);
        if (next_is('@')) return read_language(term.language);
        if (!text_.substr(position_).starts_with("^^")) return true;
        position_ += 2;
        if (!next_is('<')) return fail("a datatype is expected after ^^");
        if (!read_iri_text(term.datatype)) return false;
        if (term.datatype == xsd_string) term.datatype = {};
        return true;
    }

    /// LANGTAG
    bool read_language(std::string_view& language) {
        const std::size_t start = ++position_;
        bool first = true;
        do {
            if (!first) ++position_;
            const std::size_t part = position_;
            while (!at_end() && (is_letter(next()) || (!first && is_digit(next())))) ++position_;
            if (position_ == part) return fail("a language tag lacks a part");
            first = false;
        } while (next_is('-'));
        language = dataset_.keep(text_.substr(start, position_ - start));
        return true;
    }

    bool read_escape(char32_t& c) {
        static constexpr std::string_view letters = "tbnrf\"'\\";
        static constexpr std::string_view meanings = "\t\b\n\r\f\"'\\";
        const std::size_t after = position_ + 1;
        const std::size_t found =
            after < text_.size() ? letters.find(text_[after]) : std::string_view::npos;
        if (found == std::string_view::npos) return read_numeric_escape(c);
        c = static_cast<unsigned char>(meanings[found]);
        position_ += 2;
        return true;
    }

    /// UCHAR
    bool read_numeric_escape(char32_t& c) {
        const std::string_view rest = text_.substr(position_);
        const std::size_t digits = rest.starts_with("\\u") ? 4 : rest.starts_with("\\U") ? 8 : 0;
        if (digits == 0 || rest.size() < 2 + digits) return fail("an escape is not one of N-Quads");
        c = 0;
        for (const char digit : rest.substr(2, digits)) {
            static constexpr std::string_view hex = "0123456789abcdefABCDEF";
            const std::size_t value = hex.find(digit);
            if (value == std::string_view::npos) return fail("an escape lacks a hexadecimal digit");
            c = c * 16 + static_cast<char32_t>(value < 16 ? value : value - 6);
        }
        if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF))
            return fail("an escape names no character");
        position_ += 2 + digits;
        return true;
    }

    bool read_character(char32_t& c) { return decode(c) || fail("the text is not UTF-8"); }

    bool decode(char32_t& c) {
        const std::size_t length = utf8_length(text_, position_);
        if (length == 0) return false;
        c = utf8_code_point(text_, position_, length);
        position_ += length;
        return true;
    }

    bool skip_comment() {
        while (!at_end() && !is_line_end(text_[position_])) {
            char32_t c = 0;
            if (!read_character(c)) return false;
        }
        return true;
    }

    /// EOL. Anything else here has come too late for its line.
    bool read_line_end() {
        if (at_end()) return true;
        if (!is_line_end(text_[position_])) return fail("something follows the end of the quad");
        while (!at_end() && is_line_end(text_[position_])) line_ += text_[position_++] == '\n';
        return true;
    }

    void skip_blanks() {
        while (next_is(' ') || next_is('\t')) ++position_;
    }

    static bool is_line_end(char c) { return c == '\n' || c == '\r'; }
    char32_t next() const { return static_cast<unsigned char>(text_[position_]); }
    bool next_is(char c) const { return !at_end() && text_[position_] == c; }

    bool fail(std::string wrong) {
        wrong_ = std::move(wrong);
        return false;
    }

    std::string_view text_;
    Dataset& dataset_;
    std::size_t position_ = 0;
    std::size_t line_ = 1;
    std::string scratch_;
    std::string wrong_;
};

struct QuadHash {
    std::size_t operator()(const Quad& quad) const {
        std::size_t hash = 0;
        for (const Term* term : {&quad.subject, &quad.predicate, &quad.object, &quad.graph})
            for (const std::string_view text : {term->value, term->datatype, term->language})
                hash = hash * 31 + std::hash<std::string_view>{}(text);
        return hash;
    }
};

}  // namespace

Result<Dataset> parse_nquads(std::string_view text, const Budget& budget) {
    Dataset dataset;
    Reader reader(text, dataset);
    std::unordered_set<Quad, QuadHash> seen;
    std::optional<Quad> quad;
    while (!reader.at_end()) {
        if (!reader.read_line(quad)) return reader.error();
        if (!quad || !seen.insert(*quad).second) continue;
        if (seen.size() > budget.quads) return limit_exceeded("quads", seen.size(), budget.quads);
        dataset.add(*quad);
    }
    return dataset;
}

}  // namespace vaxcert::rdf
