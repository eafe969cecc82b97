// SPDX-License-Identifier: Apache-2.0
// Objects that are maps of values: by language, index, id or type (steps 13.7 and 13.8 of
// expansion).

#include "jsonld/expander.hpp"

namespace vaxcert::jsonld {
namespace {

std::span<const json::Value> as_array(const json::Value& value) {
    return value.is_array() ? std::span<const json::Value>(value.array()) : std::span(&value, 1);
}

bool is_graph_object(const Item& item) {
    if (item.kind != Item::Kind::node) return false;
    const Node& node = static_cast<const Node&>(item);
    return node.has_graph && !node.has_types && !node.has_included && !node.has_reverse &&
           node.properties.empty();
}

}  // namespace

Node* Expander::graph_of(const Items& items) {
    Node* graph = arena_.make<Node>();
    graph->has_graph = true;
    graph->graph = items;
    return graph;
}

bool Expander::read_language_map(const Context& context, const Definition& definition,
                                 const json::Value& map, Items& out) {
    Direction direction = context.settings.direction;
    if (definition.direction != Direction::unset) direction = definition.direction;
    for (const auto& [language, values] : map.object()) {
        const bool is_none = iri(context, language, {.to_vocab = true}).keyword == Keyword::none;
        if (!is_none && options_.safe && !is_well_formed_language(language))
            return trouble_.loss("a key of a language map is no language tag");
        for (const json::Value& item : as_array(values)) {
            if (item.is_null()) {
                if (!lost_member("null in a language map")) return false;
                continue;
            }
            if (!item.is_string())
                return trouble_.bad("invalid language map value",
                                    std::string("it is no ") + json::name(item.kind()));
            Value* value = arena_.make<Value>();
            value->json = &item;
            value->text = item.string();
            value->has_language = !is_none;
            if (!is_none) value->language = to_lower(language, arena_);
            if (direction != Direction::none) value->direction = direction;
            out.add(value);
        }
    }
    return true;
}

bool Expander::read_map(const Context& context, const Active& key, const json::Value& map,
                        Items& out) {
    const Definition& definition = *key.definition;
    const unsigned container = definition.container;
    for (const auto& [index, values] : map.object()) {
        const Context* inside = &context;
        if ((container & (in_id | in_type)) && context.settings.previous)
            inside = context.settings.previous;
        if (container & in_type) {
            const Definition* type = inside->find(index);
            if (type && type->scope)
                inside = contexts_.with_scope(*inside, *type, Scoped::map_type);
            if (!inside) return false;
        }
        const Iri expanded = iri(context, index, {.to_vocab = true});
        const bool is_none = expanded.keyword == Keyword::none;

        Active active = key;
        active.look_again(*inside);
        Items items;
        // A single value is read as an array of one.
        for (const json::Value& value : as_array(values))
            if (expand(inside, active, value, true, items) == Shape::failed) return false;

        for (Item* item = items.first; item;) {
            Item* next = item->next;
            if ((container & in_graph) && !is_graph_object(*item)) {
                Items one;
                one.add(item);
                item = graph_of(one);
            }
            if ((container & in_index) && !add_index(context, definition, index, is_none, *item))
                return false;
            if (item->kind == Item::Kind::node && !is_none) {
                Node& node = static_cast<Node&>(*item);
                if ((container & in_id) && !node.has_id) {
                    const Iri id = iri(context, index, {.to_document = true});
                    node.has_id = true;
                    node.id = id.text;
                    node.id_is_null = id.is_null;
                }
                if (container & in_type) {
                    Chain<Name> types;
                    Name* type = arena_.make<Name>(expanded.text);
                    type->is_null = expanded.is_null;
                    types.add(type);
                    types.add(node.types);
                    node.types = types;
                    node.has_types = true;
                }
            }
            out.add(item);
            item = next;
        }
    }
    return true;
}

bool Expander::add_index(const Context& context, const Definition& definition,
                         std::string_view index, bool is_none, Item& item) {
    if (is_none) return true;
    const bool is_property = definition.has_index && definition.index != "@index";
    if (!is_property) {
        if (!item.has_index) item.index = index;
        item.has_index = true;
        return true;
    }
    if (item.kind != Item::Kind::node)
        return trouble_.bad("invalid value object", "a value has a property for its index");
    const Definition* key = context.find(definition.index);
    const Iri property = iri(context, definition.index, {.to_vocab = true});
    Items values;
    if (!expand_text(context, key, index, nullptr, values)) return false;
    Items& existing = static_cast<Node&>(item).properties.at(property.text, arena_).values;
    values.add(existing);
    existing = values;
    return true;
}

}  // namespace vaxcert::jsonld
