// SPDX-License-Identifier: Apache-2.0
// Scalars, and the end of expansion: what an object turned out to be (steps 15 to 20).

#include "jsonld/expander.hpp"

namespace vaxcert::jsonld {

bool Expander::expand_value(const Context& context, const Definition* definition,
                            const json::Value& scalar, Items& out) {
    if (scalar.is_string()) return expand_text(context, definition, scalar.string(), &scalar, out);
    Value* value = arena_.make<Value>();
    value->json = &scalar;
    if (definition && definition->coercion == Coercion::to_datatype) {
        value->has_type = true;
        value->type = definition->datatype;
    }
    out.add(value);
    return true;
}

/// `json` is where the text stands in the input, if it does.
bool Expander::expand_text(const Context& context, const Definition* definition,
                           std::string_view text, const json::Value* json, Items& out) {
    const Coercion coercion = definition ? definition->coercion : Coercion::unset;
    if (coercion == Coercion::to_id || coercion == Coercion::to_vocab) {
        const Iri id =
            iri(context, text, {.to_vocab = coercion == Coercion::to_vocab, .to_document = true});
        Node* node = arena_.make<Node>();
        node->has_id = true;
        node->id = id.text;
        node->id_is_null = id.is_null;
        out.add(node);
        return true;
    }
    Value* value = arena_.make<Value>();
    value->json = json;
    value->text = text;
    if (coercion == Coercion::to_datatype) {
        value->has_type = true;
        value->type = definition->datatype;
    } else if (coercion == Coercion::to_json) {
        value->is_json = true;
    } else {
        const bool own_language = definition && definition->has_language;
        value->language = own_language ? definition->language : context.settings.language;
        value->has_language = !value->language.empty();
        const bool own_direction = definition && definition->direction != Direction::unset;
        const Direction direction =
            own_direction ? definition->direction : context.settings.direction;
        if (direction != Direction::none) value->direction = direction;
    }
    out.add(value);
    return true;
}

Expander::Shape Expander::finish(Frame& frame, Items& out) {
    Draft& draft = frame.draft;
    if (draft.has_value) return finish_value(frame, out);
    if (draft.has_list || draft.has_set) return finish_list_or_set(frame, out);

    Node& node = *draft.node;
    const bool has_more = node.has_types || node.has_index || node.has_graph || node.has_included ||
                          node.has_reverse || !node.properties.empty() ||
                          draft.direction != Direction::unset;
    if (draft.has_language && !has_more && !node.has_id)
        return lost("an object says nothing but a language", Shape::null);
    if (frame.active.is_top() && !has_more && !draft.has_language)
        return lost("a node says nothing about itself", Shape::null);
    if (draft.has_language || draft.direction != Direction::unset) {
        if (lost("a node has a language or direction", Shape::single) == Shape::failed)
            return Shape::failed;
        node.has_language = draft.has_language;
        node.language = draft.language;
        node.direction = draft.direction;
    }
    out.add(&node);
    return Shape::single;
}

Expander::Shape Expander::finish_value(Frame& frame, Items& out) {
    const Draft& draft = frame.draft;
    const Node& node = *draft.node;
    const auto bad = [&](const char* code, const char* found) {
        trouble_.bad(code, found);
        return Shape::failed;
    };
    if (node.has_id || node.has_graph || node.has_included || node.has_reverse || draft.has_list ||
        draft.has_set || !node.properties.empty())
        return bad("invalid value object", "a value says something that only a node may");
    if (node.has_types && (draft.has_language || draft.direction != Direction::unset))
        return bad("invalid value object", "a value has a type and a language or direction");

    const bool is_json = draft.is_json && !draft.has_type_array;
    if (draft.value->is_null() && !is_json) return lost("a value is null", Shape::null);
    if (draft.has_language && !draft.value->is_string())
        return bad("invalid language-tagged value", "only a string has a language");
    std::string_view type;
    if (node.has_types && !is_json) {
        const Name* only = node.types.has_one() ? node.types.first : nullptr;
        if (!only || draft.has_type_array || only->is_null || is_blank(only->text) ||
            !is_absolute(only->text, options_.profile))
            return bad("invalid typed value", "the type of a value is one absolute IRI");
        type = only->text;
    }
    if (frame.active.is_top()) return lost("a value belongs to nothing", Shape::null);

    Value* value = arena_.make<Value>();
    value->has_index = node.has_index;
    value->index = node.index;
    value->json = draft.value;
    if (draft.value->is_string()) value->text = draft.value->string();
    value->is_json = is_json;
    value->has_type = !type.empty();
    value->type = type;
    value->has_language = draft.has_language;
    value->language = draft.language;
    value->direction = draft.direction;
    out.add(value);
    return Shape::single;
}

Expander::Shape Expander::finish_list_or_set(Frame& frame, Items& out) {
    const Draft& draft = frame.draft;
    const Node& node = *draft.node;
    if ((draft.has_list && draft.has_set) || node.has_id || node.has_types || node.has_graph ||
        node.has_included || node.has_reverse || draft.has_language ||
        draft.direction != Direction::unset || !node.properties.empty()) {
        trouble_.bad("invalid set or list object", "it says something besides its members");
        return Shape::failed;
    }
    if (draft.has_set) {
        out.add(draft.set);
        return draft.set_shape;
    }
    if (frame.active.is_top()) return lost("a list belongs to nothing", Shape::null);
    List* list = arena_.make<List>();
    list->has_index = node.has_index;
    list->index = node.index;
    list->items = draft.list;
    out.add(list);
    return Shape::single;
}

}  // namespace vaxcert::jsonld
