// SPDX-License-Identifier: Apache-2.0
#include "json/value.hpp"

#include <algorithm>

namespace vaxcert::json {

const Value* Value::find(std::string_view name) const noexcept {
    if (const auto* object = std::get_if<Object>(&data_))
        for (const Member& member : *object)
            if (member.name == name) return &member.value;
    return nullptr;
}

void Value::set(std::string_view name, Value value) {
    Object& members = object();
    const auto at = std::ranges::find(members, name, &Member::name);
    if (at != members.end())
        at->value = std::move(value);
    else
        members.push_back({std::string(name), std::move(value)});
}

void Value::erase(std::string_view name) {
    std::erase_if(object(), [&](const Member& member) { return member.name == name; });
}

bool Value::operator==(const Value& other) const {
    if (kind() != other.kind()) return false;
    switch (kind()) {
        case Kind::null:
            return true;
        case Kind::boolean:
            return boolean() == other.boolean();
        case Kind::number:
            return number() == other.number();
        case Kind::string:
            return string() == other.string();
        case Kind::array:
            return std::ranges::equal(array(), other.array());
        case Kind::object:
            break;
    }
    const auto has_twin = [&](const Member& member) {
        const Value* twin = other.find(member.name);
        return twin && *twin == member.value;
    };
    return object().size() == other.object().size() && std::ranges::all_of(object(), has_twin);
}

const char* name(Value::Kind kind) noexcept {
    switch (kind) {
        case Value::Kind::null:
            return "null";
        case Value::Kind::boolean:
            return "boolean";
        case Value::Kind::number:
            return "number";
        case Value::Kind::string:
            return "string";
        case Value::Kind::array:
            return "array";
        case Value::Kind::object:
            return "object";
    }
    return "";
}

}  // namespace vaxcert::json
