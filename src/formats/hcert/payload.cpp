// SPDX-License-Identifier: Apache-2.0
#include "formats/hcert/payload.hpp"

#include <cmath>

namespace vaxcert::hcert {
namespace {

constexpr std::uint64_t tag_date = 0;

Error malformed(const cbor::Value& value) {
    return {Reason::malformed,
            std::string("the payload holds ") + kind_name(value) + " where none can be"};
}

Result<json::Value> from_array(const cbor::Array& array) {
    json::Array result;
    for (const cbor::Value& each : array) {
        auto element = to_json(each);
        if (!element) return element;
        result.push_back(*std::move(element));
    }
    return json::Value(std::move(result));
}

Result<json::Value> from_map(const cbor::Map& map) {
    json::Object object;
    for (const auto& [key, member] : map) {
        if (!key.text()) return malformed(key);
        auto value = to_json(member);
        if (!value) return value;
        object.push_back({*key.text(), *std::move(value)});
    }
    return json::Value(std::move(object));
}

}  // namespace

Result<json::Value> to_json(const cbor::Value& value) {
    if (const std::string* text = value.text()) return json::Value(*text);
    if (const auto number = value.integer()) {
        return json::Value(json::Number{static_cast<double>(*number), std::to_string(*number)});
    }
    if (const double* number = value.floating()) {
        if (!std::isfinite(*number)) return malformed(value);
        if (*number == std::floor(*number) && std::abs(*number) < 1e15)
            return json::Value(
                json::Number{*number, std::to_string(static_cast<std::int64_t>(*number))});
        return json::Value(*number);
    }
    if (const bool* boolean = value.boolean()) return json::Value(*boolean);
    if (const cbor::Array* array = value.array()) return from_array(*array);
    if (const cbor::Map* map = value.map()) return from_map(*map);
    if (value.is_null() || value.is_undefined()) return json::Value();
    if (const cbor::Tagged* tagged = value.tagged();
        tagged && tagged->tag == tag_date && tagged->item.front().text())
        return json::Value(*tagged->item.front().text());
    return malformed(value);
}

cbor::Value to_cbor(const json::Value& value) {
    if (value.is_string()) return value.string();
    if (value.is_boolean()) return value.boolean();
    if (value.is_number()) return static_cast<std::int64_t>(value.number().value);
    if (value.is_array()) {
        cbor::Array array;
        for (const json::Value& each : value.array()) array.push_back(to_cbor(each));
        return array;
    }
    if (value.is_null()) return {};
    cbor::Map map;
    for (const json::Member& member : value.object()) {
        const bool empty =
            member.value.is_null() || (member.value.is_string() && member.value.string().empty());
        if (!empty) map.emplace_back(member.name, to_cbor(member.value));
    }
    return map;
}

}  // namespace vaxcert::hcert
