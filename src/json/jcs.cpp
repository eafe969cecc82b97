// SPDX-License-Identifier: Apache-2.0
#include "json/jcs.hpp"

#include <algorithm>
#include <string_view>
#include <vector>

#include "json/parse.hpp"
#include "json/write.hpp"

namespace vaxcert::json {
namespace {

/// RFC 8785 section 3.2.3: names are compared as the UTF-16 that ECMAScript holds them in. UTF-8
/// sorts the same, but for one thing: the surrogates that begin a code point above U+FFFF come
/// before U+E000 to U+FFFF, while its first byte, F0 to F4, comes after theirs, EE and EF.
bool comes_before(std::string_view left, std::string_view right) {
    const auto [l, r] = std::ranges::mismatch(left, right);
    if (l == left.end() || r == right.end()) return r != right.end();
    const auto rank = [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte >= 0xf0 ? byte - 0xf0 + 0xee : byte >= 0xee ? byte - 0xee + 0xf3 : byte;
    };
    return rank(*l) < rank(*r);
}

void append_canonical(const Value& value, std::string& text);

void append_array(const Array& array, std::string& text) {
    text += '[';
    for (const Value& item : array) {
        if (&item != &array.front()) text += ',';
        append_canonical(item, text);
    }
    text += ']';
}

void append_object(const Object& object, std::string& text) {
    std::vector<const Member*> members;
    members.reserve(object.size());
    for (const Member& member : object) members.push_back(&member);
    std::ranges::sort(members, comes_before, &Member::name);

    text += '{';
    for (const Member* member : members) {
        if (member != members.front()) text += ',';
        append_string(member->name, text);
        text += ':';
        append_canonical(member->value, text);
    }
    text += '}';
}

void append_canonical(const Value& value, std::string& text) {
    if (value.is_object())
        append_object(value.object(), text);
    else if (value.is_array())
        append_array(value.array(), text);
    else
        append_scalar(value, text);
}

}  // namespace

std::string to_jcs(const Value& value) {
    std::string text;
    append_canonical(value, text);
    return text;
}

}  // namespace vaxcert::json
