// SPDX-License-Identifier: Apache-2.0
#include "jsonld/expander.hpp"

#include <algorithm>
#include <span>

namespace vaxcert::jsonld {

/// IRI expansion in a finished context.
struct Expander::Scope {
    Expander& expander;
    const Context& context;

    bool prepare(std::string_view) const { return true; }
    const Definition* find(std::string_view term) const { return context.find(term); }
    const Settings& settings() const { return context.settings; }
    std::optional<std::string_view> base() const {
        switch (context.settings.base_kind) {
            case Settings::Base::none:
                return std::nullopt;
            case Settings::Base::given:
                return context.settings.base;
            case Settings::Base::of_call:
                break;
        }
        return expander.options_.base;
    }
    Profile profile() const { return expander.options_.profile; }
    std::string_view keep(std::string_view head, std::string_view tail) const {
        return expander.arena_.keep(head, tail);
    }
};

Iri Expander::iri(const Context& context, std::string_view value, Relative relative) {
    Scope scope{*this, context};
    return *expand_iri(scope, value, relative);
}

Expander::Shape Expander::lost(const char* what, Shape otherwise) {
    if (!options_.safe) return otherwise;
    trouble_.loss(what);
    return Shape::failed;
}

bool Expander::lost_member(const char* what) {
    return !options_.safe || trouble_.loss(what);
}

bool Expander::expand_document(const json::Value& document, Items& out) {
    const Context* context = contexts_.initial();
    if (!context) return false;
    Items items;
    if (expand(context, {}, document, false, items) == Shape::failed) return false;

    // A document that is nothing but a graph is the default graph.
    if (items.has_one() && items.first->kind == Item::Kind::node) {
        const Node& only = static_cast<const Node&>(*items.first);
        if (only.has_graph && !only.has_id && !only.has_types && !only.has_index &&
            !only.has_included && !only.has_reverse && only.properties.empty())
            items = only.graph;
    }
    out.add(items);
    return true;
}

Expander::Shape Expander::expand(const Context* context, Active active, const json::Value& element,
                                 bool from_map, Items& out) {
    switch (element.kind()) {
        case json::Value::Kind::null:
            return Shape::null;
        case json::Value::Kind::boolean:
        case json::Value::Kind::number:
        case json::Value::Kind::string:
            return expand_scalar(context, active, element, out);
        case json::Value::Kind::array:
        case json::Value::Kind::object:
            break;
    }
    if (depth_ >= budget_.json_depth) {
        trouble_.report(limit_exceeded("JSON nesting", depth_ + 1, budget_.json_depth));
        return Shape::failed;
    }
    ++depth_;
    const Shape shape = element.is_array()
                            ? expand_array(context, active, element.array(), from_map, out)
                            : expand_object(context, active, element, from_map, out);
    --depth_;
    return shape;
}

Expander::Shape Expander::expand_scalar(const Context* context, Active active,
                                        const json::Value& scalar, Items& out) {
    if (active.is_top()) return lost("a value stands where only nodes may", Shape::null);
    if (active.definition && active.definition->scope) {
        context = contexts_.with_scope(*context, *active.definition, Scoped::property);
        if (!context) return Shape::failed;
        active.look_again(*context);
    }
    return expand_value(*context, active.definition, scalar, out) ? Shape::single : Shape::failed;
}

Expander::Shape Expander::expand_array(const Context* context, const Active& active,
                                       const json::Array& array, bool from_map, Items& out) {
    for (const json::Value& element : array) {
        Items items;
        switch (expand(context, active, element, from_map, items)) {
            case Shape::failed:
                return Shape::failed;
            case Shape::null:
                if (element.is_null() && !lost_member("null in an array")) return Shape::failed;
                break;
            case Shape::array:
                if (active.container() & in_list) {
                    List* list = arena_.make<List>();
                    list->items = items;
                    items = {};
                    items.add(list);
                }
                [[fallthrough]];
            case Shape::single:
                out.add(items);
        }
    }
    return Shape::array;
}

Expander::Shape Expander::expand_object(const Context* context, Active active,
                                        const json::Value& object, bool from_map, Items& out) {
    context = context_of(context, active, object, from_map);
    if (!context) return Shape::failed;
    Frame frame{.context = with_types(context, object),
                .type_context = context,
                .active = active,
                .draft = *arena_.make<Draft>()};
    if (!frame.context) return Shape::failed;
    frame.draft.node = arena_.make<Node>();
    if (!read_members(frame, object)) return Shape::failed;
    return finish(frame, out);
}

/// Steps 7 to 9: leave a type, enter a property, read @context.
const Context* Expander::context_of(const Context* context, Active& active,
                                    const json::Value& object, bool from_map) {
    const Definition* property = active.definition;
    if (context->settings.previous && !from_map && !says_only_id_or_value(*context, object))
        context = context->settings.previous;
    if (property && property->scope)
        context = contexts_.with_scope(*context, *property, Scoped::property);
    if (!context) return nullptr;
    if (const json::Value* local = object.find("@context")) {
        context = contexts_.with_local(*context, *local);
        if (!context) return nullptr;
    }
    active.look_again(*context);
    return context;
}

bool Expander::says_only_id_or_value(const Context& context, const json::Value& object) {
    const auto& members = object.object();
    if (members.size() == 1) {
        const Iri only = iri(context, members[0].name, {.to_vocab = true});
        return only.keyword == Keyword::id || only.keyword == Keyword::value;
    }
    return std::ranges::any_of(members, [&](const json::Member& member) {
        if (member.name == "@value") return true;
        if (!context.has_value_alias) return false;
        const Definition* definition = context.find(member.name);
        return definition && definition->keyword == Keyword::value;
    });
}

namespace {

bool means_type(const Context& context, std::string_view key) {
    if (key == "@type") return true;
    return std::ranges::any_of(context.type_aliases,
                               [&](const Definition* alias) { return alias->term == key; });
}

std::span<const json::Value> as_array(const json::Value& value) {
    return value.is_array() ? std::span<const json::Value>(value.array()) : std::span(&value, 1);
}

}  // namespace

/// Steps 10 and 11: each type may bring a context. They apply in the order of the types' names, so
/// that the order in the document does not matter, and each is looked up as it was before any.
const Context* Expander::with_types(const Context* context, const json::Value& object) {
    const json::Member* only = nullptr;
    std::vector<const json::Member*> all;
    for (const json::Member& member : object.object()) {
        if (!means_type(*context, member.name)) continue;
        if (only || !all.empty()) {
            if (only) all.push_back(only);
            all.push_back(&member);
            only = nullptr;
        } else {
            only = &member;
        }
    }
    std::ranges::sort(all, {},
                      [](const json::Member* member) { return std::string_view(member->name); });

    const Context* const before = context;
    const auto apply = [&](std::string_view term) {
        const Definition* definition = before->find(term);
        if (definition && definition->scope)
            context = contexts_.with_scope(*context, *definition, Scoped::type);
        return context != nullptr;
    };
    const auto apply_all = [&](const json::Value& types) {
        const auto values = as_array(types);
        if (values.size() == 1) return !values[0].is_string() || apply(values[0].string());
        std::vector<std::string_view> terms;
        terms.reserve(values.size());
        for (const json::Value& value : values)
            if (value.is_string()) terms.push_back(value.string());
        std::ranges::sort(terms);
        return std::ranges::all_of(terms, apply);
    };
    if (only && !apply_all(only->value)) return nullptr;
    for (const json::Member* member : all)
        if (!apply_all(member->value)) return nullptr;
    return context;
}

/// Step 12: whether the last of the object's types is @json.
bool Expander::is_json_typed(const Context& context, const json::Value& object) {
    const json::Member* first = nullptr;
    for (const json::Member& member : object.object())
        if (means_type(context, member.name) && (!first || member.name < first->name))
            first = &member;
    if (!first) return false;
    const auto values = as_array(first->value);
    return !values.empty() && values.back().is_string() &&
           iri(context, values.back().string(), {.to_vocab = true, .to_document = true}).keyword ==
               Keyword::json;
}

}  // namespace vaxcert::jsonld
