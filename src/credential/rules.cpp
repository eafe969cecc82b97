// SPDX-License-Identifier: Apache-2.0
#include "credential/rules.hpp"

#include <algorithm>

#include "jsonld/iri.hpp"

namespace vaxcert::credential {

bool is_url(std::string_view text) {
    return jsonld::is_well_formed_iri(text) && !jsonld::is_blank(text);
}

void Rules::each(const Value& object, std::string_view member, const Check& check) {
    const Value* value = object.find(member);
    if (!value) return;
    const std::string where(member);
    if (!value->is_array()) return check(*value, where);
    if (value->array().empty()) return broken(where + " is an empty list");
    for (const Value& one : value->array()) check(one, where);
}

void Rules::url(const Value& value, const std::string& where) {
    if (!value.is_string() || !is_url(value.string()))
        broken(where + " should be one absolute URL");
}

void Rules::id(const Value& object, const std::string& where, bool required) {
    const Value* value = object.find("id");
    if (value) return url(*value, where + ".id");
    if (required) missing(where + " lacks an id");
}

void Rules::type(const Value& object, const std::string& where) {
    const Value* value = object.find("type");
    if (!value) return missing(where + " lacks a type");
    if (value->is_string() && !value->string().empty()) return;
    const bool good = value->is_array() && !value->array().empty() &&
                      std::ranges::all_of(value->array(), [](const Value& one) {
                          return one.is_string() && !one.string().empty();
                      });
    if (!good) broken(where + ".type should be a text or a list of texts");
}

void Rules::party(const Value& value, const std::string& where) {
    if (value.is_object()) return id(value, where, true);
    url(value, where);
}

void Rules::language_text(const Value& object, std::string_view member, const std::string& where) {
    const auto check = [&](const Value& value, const std::string& name) {
        if (value.is_string()) return;
        const std::string at = where + name;
        if (!value.is_object() || !value.find("@value"))
            return broken(at + " should be a text or a language object");
        for (const json::Member& part : value.object()) {
            const bool known =
                part.name == "@value" || part.name == "@language" || part.name == "@direction";
            if (!known || !part.value.is_string())
                return broken(at + " should hold @value, @language and @direction, all texts");
        }
    };
    each(object, member, check);
}

}  // namespace vaxcert::credential
