// SPDX-License-Identifier: Apache-2.0
// Steps 13 and 14 of expansion: what each member of a JSON object says.

#include <algorithm>
#include <span>

#include "jsonld/expander.hpp"

namespace vaxcert::jsonld {
namespace {

std::span<const json::Value> as_array(const json::Value& value) {
    return value.is_array() ? std::span<const json::Value>(value.array()) : std::span(&value, 1);
}

}  // namespace

bool Expander::read_members(Frame& frame, const json::Value& object) {
    frame.object = &object;
    std::vector<Nest> nests;
    for (const json::Member& member : object.object())
        if (!read_member(frame, member, nests)) return false;
    return std::ranges::all_of(nests, [&](const Nest& nest) { return read_nest(frame, nest); });
}

bool Expander::read_member(Frame& frame, const json::Member& member, std::vector<Nest>& nests) {
    const std::string_view key = member.name;
    const Hash hash = hash_of(key);
    const Definition* definition = frame.context->find(key, hash);
    Iri property;
    if (definition && key[0] != '@')
        property = {definition->iri, definition->keyword, definition->is_null};
    else
        property = iri(*frame.context, key, {.to_vocab = true});

    if (property.keyword == Keyword::context) return true;
    if (property.keyword == Keyword::nest) {
        nests.push_back({key, hash, definition, &member.value});
        return true;
    }
    if (property.keyword != Keyword::no) return read_keyword(frame, property.keyword, member.value);

    const bool strict = options_.safe || options_.profile == Profile::jsonld_js_2;
    const bool is_known =
        !property.is_null && (strict && !definition ? is_absolute(property.text, options_.profile)
                                                    : property.text.find(':') != key.npos);
    if (!is_known) return unknown_member();
    return read_property(frame, property.text, {Role::term, key, hash, definition}, member.value);
}

bool Expander::unknown_member() {
    if (options_.profile == Profile::jsonld_js_2)
        return trouble_.report(
            {Reason::unknown_member, "a member that no context of the document defines"});
    return lost_member("a member that no context of the document defines");
}

bool Expander::read_keyword(Frame& frame, Keyword keyword, const json::Value& value) {
    if (frame.active.role == Role::reverse)
        return trouble_.bad("invalid reverse property map", name(keyword));
    Draft& draft = frame.draft;
    Node& node = *draft.node;
    const auto collides = [&](bool is_there) {
        return is_there && !trouble_.bad("colliding keywords", name(keyword));
    };
    const bool is_1_0 = options_.mode == ProcessingMode::json_ld_1_0;
    switch (keyword) {
        case Keyword::id:
            return !collides(node.has_id) && read_id(frame, value);
        case Keyword::type:
            return read_types(frame, value);
        case Keyword::graph:
            if (collides(node.has_graph)) return false;
            node.has_graph = true;
            return expand(frame.context, {.role = Role::graph}, value, false, node.graph) !=
                   Shape::failed;
        case Keyword::included:
            return is_1_0 || read_included(frame, value);
        case Keyword::value:
            return !collides(draft.has_value) && read_value(frame, value);
        case Keyword::language:
            if (collides(draft.has_language)) return false;
            if (!value.is_string())
                return trouble_.bad("invalid language-tagged string", "@language is no string");
            if (options_.safe && !is_well_formed_language(value.string()))
                return trouble_.loss("a @language is no language tag");
            draft.has_language = true;
            draft.language = to_lower(value.string(), arena_);
            return true;
        case Keyword::direction: {
            if (is_1_0) return true;
            if (collides(draft.direction != Direction::unset)) return false;
            const auto direction = to_direction(value);
            if (!direction || *direction == Direction::none)
                return trouble_.bad("invalid base direction", "@direction is neither ltr nor rtl");
            draft.direction = *direction;
            return true;
        }
        case Keyword::index:
            if (collides(node.has_index)) return false;
            if (!value.is_string()) return trouble_.bad("invalid @index value", "it is no string");
            node.has_index = true;
            node.index = value.string();
            return true;
        case Keyword::list:
            if (frame.active.is_top()) return lost_member("a list that belongs to nothing");
            if (collides(draft.has_list)) return false;
            draft.has_list = true;
            return expand(frame.context, frame.active_here(), value, false, draft.list) !=
                   Shape::failed;
        case Keyword::set:
            if (collides(draft.has_set)) return false;
            draft.has_set = true;
            draft.set_shape = expand(frame.context, frame.active_here(), value, false, draft.set);
            return draft.set_shape != Shape::failed;
        case Keyword::reverse:
            return !collides(node.has_reverse) && read_reverse(frame, value);
        default:
            return lost_member("a keyword that says nothing here");
    }
}

bool Expander::read_id(Frame& frame, const json::Value& value) {
    if (!value.is_string())
        return trouble_.bad("invalid @id value",
                            std::string("it is no ") + json::name(value.kind()));
    Node& node = *frame.draft.node;
    const Iri id = iri(*frame.context, value.string(), {.to_document = true});
    node.has_id = true;
    node.id = id.text;
    node.id_is_null = id.is_null;
    return true;
}

bool Expander::read_types(Frame& frame, const json::Value& value) {
    Draft& draft = frame.draft;
    const bool again = draft.node->has_types;
    draft.node->has_types = true;
    draft.has_type_array = value.is_array() || again;
    for (const json::Value& type : as_array(value)) {
        if (!type.is_string())
            return trouble_.bad("invalid type value",
                                std::string("a type is no ") + json::name(type.kind()));
        const Iri expanded =
            iri(*frame.type_context, type.string(), {.to_vocab = true, .to_document = true});
        Name* name = arena_.make<Name>(expanded.text);
        name->is_null = expanded.is_null;
        draft.node->types.add(name);
        draft.is_json = expanded.keyword == Keyword::json;
    }
    return true;
}

bool Expander::read_value(Frame& frame, const json::Value& value) {
    Draft& draft = frame.draft;
    draft.has_value = true;
    draft.value = &value;
    const bool is_scalar = !value.is_object() && !value.is_array();
    if (is_scalar) return true;
    if (!is_json_typed(*frame.context, *frame.object) ||
        options_.mode == ProcessingMode::json_ld_1_0)
        return trouble_.bad("invalid value object value",
                            std::string("@value is no ") + json::name(value.kind()));
    return true;
}

bool Expander::read_included(Frame& frame, const json::Value& value) {
    Items items;
    const Shape shape = expand(frame.context, {}, value, false, items);
    if (shape == Shape::failed) return false;
    const auto is_node = [](const Item& item) { return item.kind == Item::Kind::node; };
    bool good = shape != Shape::null;
    for (const Item& item : items) good = good && is_node(item);
    if (!good) return trouble_.bad("invalid @included value", "it holds something but nodes");
    frame.draft.node->has_included = true;
    frame.draft.node->included.add(items);
    return true;
}

bool Expander::read_reverse(Frame& frame, const json::Value& value) {
    if (!value.is_object())
        return trouble_.bad("invalid @reverse value",
                            std::string("it is no ") + json::name(value.kind()));
    Items items;
    const Shape shape = expand(frame.context, {.role = Role::reverse}, value, false, items);
    if (shape == Shape::failed) return false;
    Node& node = *frame.draft.node;
    for (Item& item : items) {
        if (item.kind != Item::Kind::node) continue;
        Node& map = static_cast<Node&>(item);
        // What is reversed twice points forward again.
        for (const Property& property : map.reverse)
            node.properties.at(property.iri, arena_).values.add(property.values);
        for (const Property& property : map.properties)
            if (!add_reverse(node, property.iri, property.values)) return false;
    }
    return true;
}

bool Expander::add_reverse(Node& node, std::string_view property, const Items& items) {
    for (const Item& item : items)
        if (item.kind != Item::Kind::node)
            return trouble_.bad("invalid reverse property value", "only a node can point back");
    node.has_reverse = true;
    node.reverse.at(property, arena_).values.add(items);
    return true;
}

/// Members of a nested object belong to the object around it.
bool Expander::read_nest(Frame& frame, const Nest& nest) {
    Frame inside = frame;
    inside.active = {Role::term, nest.key, nest.hash, nest.definition};
    if (nest.definition && nest.definition->scope) {
        inside.context = contexts_.with_scope(*frame.context, *nest.definition, Scoped::property);
        if (!inside.context) return false;
    }
    for (const json::Value& nested : as_array(*nest.value)) {
        bool good = nested.is_object();
        if (good)
            for (const json::Member& member : nested.object())
                good = good && iri(*inside.context, member.name, {.to_vocab = true}).keyword !=
                                   Keyword::value;
        if (!good) return trouble_.bad("invalid @nest value", "it holds something but members");
        if (++depth_ > budget_.json_depth)
            return trouble_.report(limit_exceeded("JSON nesting", depth_, budget_.json_depth));
        if (!read_members(inside, nested)) return false;
        --depth_;
    }
    return true;
}

bool Expander::read_property(Frame& frame, std::string_view property, const Active& key,
                             const json::Value& value) {
    const unsigned container = key.container();
    Items items;
    Shape shape = Shape::array;
    if (key.definition && key.definition->coercion == Coercion::to_json) {
        Value* literal = arena_.make<Value>();
        literal->json = &value;
        literal->is_json = true;
        items.add(literal);
    } else if ((container & in_language) && value.is_object()) {
        if (!read_language_map(*frame.context, *key.definition, value, items)) return false;
    } else if ((container & (in_index | in_type | in_id)) && value.is_object()) {
        if (!read_map(*frame.context, key, value, items)) return false;
    } else {
        shape = expand(frame.context, key, value, false, items);
    }
    if (shape == Shape::failed) return false;
    if (shape == Shape::null) return lost_member("a member says nothing: null");

    if (container & in_list) {
        const bool is_list = shape == Shape::single && items.first->kind == Item::Kind::list;
        if (!is_list) {
            List* list = arena_.make<List>();
            list->items = items;
            items = {};
            items.add(list);
        }
    }
    if ((container & in_graph) && !(container & (in_id | in_index))) {
        Items graphs;
        for (Item* item = items.first; item;) {
            Item* next = item->next;
            Items one;
            one.add(item);
            graphs.add(graph_of(one));
            item = next;
        }
        items = graphs;
    }
    if (items.empty() && !lost_member("a member says nothing: an empty array")) return false;
    Node& node = *frame.draft.node;
    if (key.definition && key.definition->reverse) return add_reverse(node, property, items);
    node.properties.at(property, arena_).values.add(items);
    return true;
}

}  // namespace vaxcert::jsonld
