// SPDX-License-Identifier: Apache-2.0
#include "jsonld/expanded.hpp"

#include <utility>

namespace vaxcert::jsonld {
namespace {

/// Below this, looking at each property is quicker than hashing.
constexpr std::size_t few = 24;

json::Value to_json(const Item& item);

json::Object to_object(const Properties& properties) {
    json::Object object;
    for (const Property& property : properties)
        object.push_back({std::string(property.iri), to_json(property.values)});
    return object;
}

void add_direction(json::Object& object, Direction direction) {
    if (direction == Direction::ltr) object.push_back({"@direction", "ltr"});
    if (direction == Direction::rtl) object.push_back({"@direction", "rtl"});
}

json::Object value_object(const Value& value) {
    json::Object object;
    object.push_back({"@value", value.json ? *value.json : json::Value(value.text)});
    if (value.is_json) object.push_back({"@type", "@json"});
    if (value.has_type) object.push_back({"@type", value.type});
    if (value.has_language) object.push_back({"@language", value.language});
    add_direction(object, value.direction);
    return object;
}

json::Object node_object(const Node& node) {
    json::Object object;
    if (node.has_id)
        object.push_back({"@id", node.id_is_null ? json::Value() : json::Value(node.id)});
    if (node.has_types) {
        json::Array types;
        for (const Name& type : node.types)
            types.push_back(type.is_null ? json::Value() : json::Value(type.text));
        object.push_back({"@type", std::move(types)});
    }
    if (node.has_language) object.push_back({"@language", node.language});
    add_direction(object, node.direction);
    for (json::Member& member : to_object(node.properties)) object.push_back(std::move(member));
    if (node.has_reverse) object.push_back({"@reverse", to_object(node.reverse)});
    if (node.has_included) object.push_back({"@included", to_json(node.included)});
    if (node.has_graph) object.push_back({"@graph", to_json(node.graph)});
    return object;
}

json::Value to_json(const Item& item) {
    json::Object object;
    switch (item.kind) {
        case Item::Kind::value:
            object = value_object(static_cast<const Value&>(item));
            break;
        case Item::Kind::list:
            object.push_back({"@list", to_json(static_cast<const List&>(item).items)});
            break;
        case Item::Kind::node:
            object = node_object(static_cast<const Node&>(item));
            break;
    }
    if (item.has_index) object.push_back({"@index", item.index});
    return object;
}

}  // namespace

json::Value to_json(const Items& items) {
    json::Array array;
    for (const Item& item : items) array.push_back(to_json(item));
    return array;
}

Property* Properties::find(std::string_view iri, Hash hash) const {
    if (!table_) {
        for (Property& property : *this)
            if (property.iri == iri) return &property;
        return nullptr;
    }
    std::size_t at = hash & (table_size_ - 1);
    while (table_[at] && table_[at]->iri != iri) at = (at + 1) & (table_size_ - 1);
    return table_[at];
}

void Properties::insert(Property* property) {
    std::size_t at = hash_of(property->iri) & (table_size_ - 1);
    while (table_[at]) at = (at + 1) & (table_size_ - 1);
    table_[at] = property;
}

Property& Properties::at(std::string_view iri, Arena& arena) {
    if (Property* found = find(iri, table_ ? hash_of(iri) : 0)) return *found;
    Property* made = arena.make<Property>(iri);
    add(made);
    if (++count_ <= few) return *made;
    if (count_ * 2 > table_size_) {
        table_size_ = count_ * 4 > 128 ? table_size_ * 4 : 128;
        table_ = arena.make_array<Property*>(table_size_);
        for (Property& property : *this) insert(&property);
    } else {
        insert(made);
    }
    return *made;
}

}  // namespace vaxcert::jsonld
