// SPDX-License-Identifier: Apache-2.0
// Writes an expanded document as quads.
//
// The specification merges nodes of one name into a map first. Quads are a set, so writing them
// down as they are met and leaving out the repeated ones says the same.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/budget.hpp"
#include "jsonld/expanded.hpp"
#include "jsonld/options.hpp"
#include "jsonld/trouble.hpp"
#include "rdf/dataset.hpp"

namespace vaxcert::jsonld {

class QuadWriter {
  public:
    QuadWriter(const Options& options, const Budget& budget, Trouble& trouble);

    /// Top-level items. False with trouble reported, as in all functions here.
    bool write(const Items& items) { return nodes(items, {}); }

    rdf::Dataset finish();

  private:
    using Term = rdf::Term;

    // Each writes what is to be said about an item, and answers what stands for it: a term of no
    // kind where RDF has no word for it.
    bool object(const Item& item, const Term& graph, Term& out);
    bool node(const Node& node, const Term& graph, Term& out);
    bool list(const List& list, const Term& graph, Term& out);
    bool literal(const Value& value, const Term& graph, Term& out);
    bool text(const Value& value, std::string_view text, const Term& graph, Term& out);
    bool compound(const Value& value, const Term& graph, Term& out);

    bool nodes(const Items& items, const Term& graph);
    bool types(const Node& node, const Term& subject, const Term& graph);
    bool values(const Property& property, const Term& subject, const Term& graph);
    bool reversed(const Property& property, const Term& object, const Term& graph);
    bool add(const Term& subject, const Term& predicate, const Term& object, const Term& graph,
             const Value* origin = nullptr);

    bool iri(std::string_view text, Term& out, const char* what);
    bool blank(Term& out);
    bool blank(std::string_view label, Term& out);
    bool remember(const Node& node, const Term& term, const Term& graph);
    void describe(const Term& term);
    void set_datatype(Term& term, std::string_view datatype);
    bool lost(const char* what) { return !options_.safe || trouble_.loss(what); }
    bool is_legacy() const { return options_.profile == Profile::jsonld_js_2; }

    const Options& options_;
    const Budget& budget_;
    Trouble& trouble_;
    rdf::Dataset dataset_;

    /// The value each quad comes from, if any. jsonld.js told repeated values apart before they
    /// became literals, so there two quads may look the same.
    std::vector<const Value*> origins_;
    bool may_repeat_ = false;

    std::size_t blanks_ = 0;
    std::unordered_map<std::string_view, Term> labels_;
    std::unordered_set<std::string_view> described_;  ///< ids of nodes that said something
    std::unordered_map<std::string, std::string_view> indexes_;  ///< by graph and id
};

}  // namespace vaxcert::jsonld
