// SPDX-License-Identifier: Apache-2.0
// The expansion algorithm (JSON-LD 1.1 API section 5.1), from JSON to the arena form.

#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "base/budget.hpp"
#include "json/value.hpp"
#include "jsonld/arena.hpp"
#include "jsonld/contexts.hpp"
#include "jsonld/expand_iri.hpp"
#include "jsonld/expanded.hpp"
#include "jsonld/options.hpp"
#include "jsonld/trouble.hpp"

namespace vaxcert::jsonld {

class Expander {
  public:
    Expander(const Options& options, const Budget& budget, Arena& arena, Trouble& trouble)
        : options_(options),
          budget_(budget),
          arena_(arena),
          trouble_(trouble),
          contexts_(options, budget, arena, trouble) {}

    /// The items of a whole document. They live as long as the arena and this expander, since some
    /// of their text is that of contexts. False with trouble reported.
    bool expand_document(const json::Value& document, Items& out);

  private:
    enum class Role : std::uint8_t { none, graph, reverse, term };

    /// The active property: what the element at hand is a value of.
    struct Active {
        Role role = Role::none;
        std::string_view term = {};
        Hash hash = 0;
        const Definition* definition = nullptr;  ///< of the term in the context at hand

        bool is_top() const { return role == Role::none || role == Role::graph; }
        void look_again(const Context& context) {
            if (role == Role::term) definition = context.find(term, hash);
        }
        unsigned container() const { return definition ? definition->container : 0U; }
    };

    /// What a piece of JSON expanded to, besides the items it added.
    enum class Shape : std::uint8_t { failed, null, single, array };

    /// Every keyword and property a JSON object may say, while it is not yet known whether it is a
    /// value, a list, a set or a node.
    struct Draft {
        Node* node;
        bool has_value = false;
        const json::Value* value = nullptr;  ///< nullptr: null, or @value is absent
        bool has_type_array = false;
        bool is_json = false;  ///< the last of its types is @json
        bool has_language = false;
        std::string_view language;
        Direction direction = Direction::unset;
        bool has_list = false;
        Items list;
        bool has_set = false;
        Shape set_shape = Shape::null;
        Items set;
    };

    /// One JSON object under way, and what holds for all of its members.
    struct Frame {
        const Context* context = nullptr;
        const Context* type_context = nullptr;  ///< before any type of this object had its say
        Active active;
        Draft& draft;
        const json::Value* object = nullptr;  ///< whose members are read

        Active active_here() const {
            Active here = active;
            here.look_again(*context);
            return here;
        }
    };

    /// A member whose key stands for @nest.
    struct Nest {
        std::string_view key;
        Hash hash;
        const Definition* definition;
        const json::Value* value;
    };

    struct Scope;

    Shape expand(const Context* context, Active active, const json::Value& element, bool from_map,
                 Items& out);
    Shape expand_scalar(const Context* context, Active active, const json::Value& scalar,
                        Items& out);
    Shape expand_array(const Context* context, const Active& active, const json::Array& array,
                       bool from_map, Items& out);
    Shape expand_object(const Context* context, Active active, const json::Value& object,
                        bool from_map, Items& out);

    const Context* context_of(const Context* context, Active& active, const json::Value& object,
                              bool from_map);
    const Context* with_types(const Context* context, const json::Value& object);
    bool says_only_id_or_value(const Context& context, const json::Value& object);
    bool is_json_typed(const Context& context, const json::Value& object);

    bool read_members(Frame& frame, const json::Value& object);
    bool read_member(Frame& frame, const json::Member& member, std::vector<Nest>& nests);
    bool read_keyword(Frame& frame, Keyword keyword, const json::Value& value);
    bool read_id(Frame& frame, const json::Value& value);
    bool read_types(Frame& frame, const json::Value& value);
    bool read_value(Frame& frame, const json::Value& value);
    bool read_included(Frame& frame, const json::Value& value);
    bool read_reverse(Frame& frame, const json::Value& value);
    bool read_nest(Frame& frame, const Nest& nest);
    bool read_property(Frame& frame, std::string_view property, const Active& key,
                       const json::Value& value);
    bool add_reverse(Node& node, std::string_view property, const Items& items);
    bool unknown_member();

    bool read_language_map(const Context& context, const Definition& definition,
                           const json::Value& map, Items& out);
    bool read_map(const Context& context, const Active& key, const json::Value& map, Items& out);
    bool add_index(const Context& context, const Definition& definition, std::string_view index,
                   bool is_none, Item& item);

    Shape finish(Frame& frame, Items& out);
    Shape finish_value(Frame& frame, Items& out);
    Shape finish_list_or_set(Frame& frame, Items& out);

    bool expand_value(const Context& context, const Definition* definition,
                      const json::Value& scalar, Items& out);
    bool expand_text(const Context& context, const Definition* definition, std::string_view text,
                     const json::Value* json, Items& out);
    Node* graph_of(const Items& items);
    Iri iri(const Context& context, std::string_view value, Relative relative);
    Shape lost(const char* what, Shape otherwise);
    bool lost_member(const char* what);

    const Options& options_;
    const Budget& budget_;
    Arena& arena_;
    Trouble& trouble_;
    Contexts contexts_;
    std::size_t depth_ = 0;
};

}  // namespace vaxcert::jsonld
