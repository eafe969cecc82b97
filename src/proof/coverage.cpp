// SPDX-License-Identifier: Apache-2.0
#include "proof/coverage.hpp"

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <functional>

#include "jsonld/numbers.hpp"

namespace vaxcert::proof {
namespace {

using json::Value;

/// What a text was met as; bits.
using Role = std::uint8_t;
constexpr Role as_name = 1;
constexpr Role as_literal = 2;
constexpr Role as_typed_literal = 4;

/// All names and lexical forms of a dataset, in a hash table.
class Said {
  public:
    explicit Said(const rdf::Dataset& dataset)
        : entries_(std::bit_ceil(4 * dataset.quads().size() + 4)) {
        std::string_view last_subject;
        for (const rdf::Quad& quad : dataset.quads()) {
            // A quad after the other is about the same node.
            if (quad.subject.value.data() != last_subject.data()) add(quad.subject);
            last_subject = quad.subject.value;
            add(quad.object);
        }
    }

    bool has(std::string_view text, Role role) const {
        return (entries_[place_of(text)].role & role) != 0;
    }

  private:
    struct Entry {
        std::string_view text;
        Role role = 0;  ///< none: the place is free
    };

    void add(const rdf::Term& term) {
        if (term.kind == rdf::TermKind::blank) return;
        Entry& entry = entries_[place_of(term.value)];
        entry.text = term.value;
        if (term.kind == rdf::TermKind::iri)
            entry.role = static_cast<Role>(entry.role | as_name);
        else
            entry.role = static_cast<Role>(entry.role | as_literal |
                                           (term.datatype.empty() ? 0 : as_typed_literal));
    }

    /// Where a text is, or would be. At least half of the places are free.
    std::size_t place_of(std::string_view text) const {
        const std::size_t last = entries_.size() - 1;
        std::size_t place = std::hash<std::string_view>{}(text)&last;
        while (entries_[place].role != 0 && entries_[place].text != text)
            place = (place + 1) & last;
        return place;
    }

    std::vector<Entry> entries_;
};

/// Where we are in the document: a list on the stack, made into text only when there is something
/// to report.
struct Place {
    const Place* parent = nullptr;
    std::string_view member;  ///< no text of its own in an array
    std::size_t index = 0;

    std::string pointer() const {
        if (!parent) return {};
        std::string text = parent->pointer() + '/';
        if (member.data() == nullptr) return text + std::to_string(index);
        for (const char c : member) {
            if (c == '~')
                text += "~0";
            else if (c == '/')
                text += "~1";
            else
                text += c;
        }
        return text;
    }
};

class Search {
  public:
    Search(const rdf::Dataset& dataset, const Reading& reading)
        : said_(dataset), reading_(reading) {}

    void look_at(const Value& value, const Place& place) {
        switch (value.kind()) {
            case Value::Kind::object:
                for (const json::Member& member : value.object())
                    if (!is_keyword(member.name)) look_at(member.value, {&place, member.name, 0});
                return;
            case Value::Kind::array:
                for (std::size_t i = 0; i < value.array().size(); ++i)
                    look_at(value.array()[i], {&place, {}, i});
                if (value.array().empty()) found_.push_back(place.pointer());
                return;
            case Value::Kind::null:
            case Value::Kind::boolean:
            case Value::Kind::number:
            case Value::Kind::string:
                if (!is_covered(value, place)) found_.push_back(place.pointer());
                return;
        }
    }

    std::vector<std::string> found() && { return std::move(found_); }

  private:
    bool is_covered(const Value& leaf, const Place& place) const {
        if (leaf.is_boolean())
            return said_.has(leaf.boolean() ? "true" : "false", as_typed_literal);
        if (leaf.is_number()) return is_covered(leaf.number().value);
        if (!leaf.is_string()) return false;
        const bool is_name = place.member == "id" || place.member == "@id";
        return said_.has(leaf.string(), as_name | as_literal) &&
               !(is_name && leaf.string().empty());
    }

    bool is_covered(double number) const {
        const auto written = [&](bool as_double) {
            const auto literal = jsonld::to_literal(number, as_double, reading_.profile);
            return said_.has(literal.text(), as_typed_literal);
        };
        return written(false) || written(true);
    }

    bool is_keyword(std::string_view name) const {
        return std::ranges::find(reading_.keywords, name) != reading_.keywords.end();
    }

    Said said_;
    const Reading& reading_;
    std::vector<std::string> found_;
};

}  // namespace

std::vector<std::string> uncovered_leaves(const Value& document, const rdf::Dataset& dataset,
                                          const Reading& reading) {
    Search search(dataset, reading);
    search.look_at(document, {});
    return std::move(search).found();
}

}  // namespace vaxcert::proof
