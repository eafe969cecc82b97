// SPDX-License-Identifier: Apache-2.0
#include "jsonld/quad_writer.hpp"

#include <array>
#include <charconv>
#include <utility>

#include "jsonld/iri.hpp"
#include "jsonld/remove_repeated.hpp"

namespace vaxcert::jsonld {
namespace {

using rdf::TermKind;

constexpr rdf::Term named(std::string_view iri) {
    return {.kind = TermKind::iri, .value = iri, .datatype = {}, .language = {}};
}

constexpr rdf::Term rdf_type = named("http://www.w3.org/1999/02/22-rdf-syntax-ns#type");
constexpr rdf::Term rdf_first = named("http://www.w3.org/1999/02/22-rdf-syntax-ns#first");
constexpr rdf::Term rdf_rest = named("http://www.w3.org/1999/02/22-rdf-syntax-ns#rest");
constexpr rdf::Term rdf_nil = named("http://www.w3.org/1999/02/22-rdf-syntax-ns#nil");

/// A graph whose name RDF cannot say. Nothing in it is written, but what it nests may be.
constexpr rdf::Term no_graph{
    .kind = TermKind::literal, .value = {}, .datatype = {}, .language = {}};

}  // namespace

QuadWriter::QuadWriter(const Options& options, const Budget& budget, Trouble& trouble)
    : options_(options), budget_(budget), trouble_(trouble) {
    dataset_.quads().reserve(64);
    if (is_legacy()) origins_.reserve(64);
}

rdf::Dataset QuadWriter::finish() {
    if (may_repeat_) remove_repeated(dataset_.quads(), origins_);
    return std::move(dataset_);
}

bool QuadWriter::nodes(const Items& items, const Term& graph) {
    Term ignored;
    for (const Item& item : items)
        if (!object(item, graph, ignored)) return false;
    return true;
}

bool QuadWriter::object(const Item& item, const Term& graph, Term& out) {
    switch (item.kind) {
        case Item::Kind::value:
            return literal(static_cast<const Value&>(item), graph, out);
        case Item::Kind::list:
            return list(static_cast<const List&>(item), graph, out);
        case Item::Kind::node:
            break;
    }
    return node(static_cast<const Node&>(item), graph, out);
}

bool QuadWriter::node(const Node& node, const Term& graph, Term& out) {
    out = {};
    if (!node.has_id) {
        if (!blank(out)) return false;
    } else if (node.id_is_null) {
        if (is_legacy()) return trouble_.bad("invalid @id value", "it stands for nothing");
        if (!lost("an id stands for nothing")) return false;
    } else if (is_blank(node.id)) {
        if (!blank(node.id, out)) return false;
    } else if (!iri(node.id, out, "the id of a node is no absolute IRI")) {
        return false;
    }
    if (node.has_id && !remember(node, out, graph)) return false;

    const Term subject = out;
    if (!types(node, subject, graph)) return false;
    for (const Property& property : node.properties)
        if (!values(property, subject, graph)) return false;
    for (const Property& property : node.reverse)
        if (!reversed(property, subject, graph)) return false;
    if (!nodes(node.included, graph)) return false;
    return !node.has_graph ||
           nodes(node.graph, subject.kind == TermKind::none ? no_graph : subject);
}

/// Notes whether this node was described before: then its quads may repeat.
bool QuadWriter::remember(const Node& node, const Term& term, const Term& graph) {
    const bool says_something = node.has_types || node.has_reverse || !node.properties.empty();
    if (says_something) describe(term);
    if (!node.has_index) return true;
    std::string key(graph.value);
    key.append(" ").append(node.id);
    const auto [known, is_new] = indexes_.try_emplace(std::move(key), node.index);
    return is_new || known->second == node.index ||
           trouble_.bad("conflicting indexes", "a node has two different @index values");
}

void QuadWriter::describe(const Term& term) {
    if (!described_.insert(term.value).second) may_repeat_ = true;
}

bool QuadWriter::types(const Node& node, const Term& subject, const Term& graph) {
    for (const Name& type : node.types) {
        bool again = false;
        for (const Name* earlier = node.types.first; earlier != &type && !may_repeat_;
             earlier = earlier->next)
            again = again || earlier->text == type.text;
        if (again) continue;
        Term object;
        if (type.is_null) {
            if (!lost("a type stands for nothing")) return false;
        } else if (is_blank(type.text)) {
            if (!blank(type.text, object)) return false;
        } else if (!iri(type.text, object, "a type is no absolute IRI")) {
            return false;
        }
        if (!add(subject, rdf_type, object, graph)) return false;
    }
    return true;
}

bool QuadWriter::values(const Property& property, const Term& subject, const Term& graph) {
    Term predicate;
    if (is_blank(property.iri)) {
        if (!lost("a property is a blank node")) return false;
    } else if (!iri(property.iri, predicate, "a property is no absolute IRI")) {
        return false;
    }
    // Where a property has many values, looking for each among the others is left to finish().
    constexpr std::size_t few = 16;
    std::array<std::size_t, few> mine{};
    std::size_t count = 0;
    for (const Item& item : property.values) {
        Term term;
        if (!object(item, graph, term)) return false;
        const Value* origin =
            item.kind == Item::Kind::value ? static_cast<const Value*>(&item) : nullptr;
        bool again = false;
        for (std::size_t i = 0; i < count && !may_repeat_ && !again; ++i)
            again = dataset_.quads()[mine[i]].object == term &&
                    (!is_legacy() || same_origin(origins_[mine[i]], origin));
        if (again) continue;
        if (count == few)
            may_repeat_ = true;
        else
            mine[count] = dataset_.quads().size();
        const std::size_t before = dataset_.quads().size();
        if (!add(subject, predicate, term, graph, origin)) return false;
        if (count < few && dataset_.quads().size() > before) ++count;
    }
    return true;
}

bool QuadWriter::reversed(const Property& property, const Term& object, const Term& graph) {
    Term predicate;
    if (is_blank(property.iri)) {
        if (!lost("a property is a blank node")) return false;
    } else if (!iri(property.iri, predicate, "a property is no absolute IRI")) {
        return false;
    }
    if (!property.values.empty() && !property.values.has_one()) may_repeat_ = true;
    for (const Item& item : property.values) {
        Term subject;
        if (!this->object(item, graph, subject)) return false;
        // A quad of this subject may also be written where it is described.
        describe(subject);
        if (!add(subject, predicate, object, graph)) return false;
    }
    return true;
}

bool QuadWriter::list(const List& list, const Term& graph, Term& out) {
    out = rdf_nil;
    Term cell;
    for (const Item& item : list.items) {
        Term next;
        if (!blank(next)) return false;
        if (cell.kind == TermKind::none)
            out = next;
        else if (!add(cell, rdf_rest, next, graph))
            return false;
        cell = next;
        Term first;
        if (!object(item, graph, first)) return false;
        if (first.kind == TermKind::none && is_legacy())
            return trouble_.bad("invalid set or list object", "RDF has no word for a list element");
        const Value* origin =
            item.kind == Item::Kind::value ? static_cast<const Value*>(&item) : nullptr;
        if (!add(cell, rdf_first, first, graph, origin)) return false;
    }
    return cell.kind == TermKind::none || add(cell, rdf_rest, rdf_nil, graph);
}

bool QuadWriter::add(const Term& subject, const Term& predicate, const Term& object,
                     const Term& graph, const Value* origin) {
    if (subject.kind == TermKind::none || predicate.kind == TermKind::none ||
        object.kind == TermKind::none || graph.kind == TermKind::literal)
        return true;
    const std::size_t quads = dataset_.quads().size() + 1;
    if (quads > budget_.quads)
        return trouble_.report(limit_exceeded("RDF quads", quads, budget_.quads));
    dataset_.add({subject, predicate, object, graph});
    if (is_legacy()) origins_.push_back(origin);
    return true;
}

bool QuadWriter::iri(std::string_view text, Term& out, const char* what) {
    const bool good =
        is_legacy() ? is_absolute(text, Profile::jsonld_js_2) : is_well_formed_iri(text);
    if (!good) return lost(what);
    out = {.kind = TermKind::iri, .value = dataset_.keep(text), .datatype = {}, .language = {}};
    return true;
}

bool QuadWriter::blank(Term& out) {
    std::array<char, 24> label{'b'};
    const char* end = std::to_chars(label.data() + 1, label.data() + label.size(), blanks_).ptr;
    if (++blanks_ > budget_.blank_nodes)
        return trouble_.report(limit_exceeded("blank nodes", blanks_, budget_.blank_nodes));
    out = {.kind = TermKind::blank,
           .value = dataset_.keep({label.data(), static_cast<std::size_t>(end - label.data())}),
           .datatype = {},
           .language = {}};
    return true;
}

bool QuadWriter::blank(std::string_view label, Term& out) {
    const auto [known, is_new] = labels_.try_emplace(label);
    if (is_new && !blank(known->second)) return false;
    out = known->second;
    return true;
}

}  // namespace vaxcert::jsonld
