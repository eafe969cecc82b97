// SPDX-License-Identifier: Apache-2.0
#include "proof/pointers.hpp"

#include <charconv>
#include <map>
#include <optional>
#include <string_view>

namespace vaxcert::proof {
namespace {

using json::Value;

/// The selected part of a value.
struct Part {
    bool whole = false;
    std::map<std::string, Part, std::less<>> members;  ///< of an array: its indexes
};

Error bad_pointer(std::size_t number, const char* why) {
    return {Reason::proof_shape, "JSON Pointer " + std::to_string(number + 1) + ' ' + why};
}

/// The next token of a pointer, unescaped; nothing if an escape is none.
std::optional<std::string> next_token(std::string_view& pointer) {
    pointer.remove_prefix(1);
    const std::string_view raw = pointer.substr(0, pointer.find('/'));
    pointer.remove_prefix(raw.size());
    std::string token;
    for (std::size_t i = 0; i < raw.size(); ++i) {
        if (raw[i] != '~') {
            token += raw[i];
            continue;
        }
        if (++i == raw.size() || (raw[i] != '0' && raw[i] != '1')) return std::nullopt;
        token += raw[i] == '0' ? '~' : '/';
    }
    return token;
}

const Value* element(const Value& array, std::string_view token) {
    std::size_t index = 0;
    const auto [end, error] = std::from_chars(token.data(), token.data() + token.size(), index);
    const bool plain = token == "0" || (!token.empty() && token.front() != '0');
    if (error != std::errc() || end != token.data() + token.size() || !plain) return nullptr;
    return index < array.array().size() ? &array.array()[index] : nullptr;
}

Result<Done> mark(const Value& document, std::string_view pointer, std::size_t number, Part& part) {
    if (!pointer.empty() && pointer.front() != '/')
        return bad_pointer(number, "does not begin with a slash");
    const Value* value = &document;
    Part* at = &part;
    while (!pointer.empty()) {
        const auto token = next_token(pointer);
        if (!token) return bad_pointer(number, "has a ~ that is followed by neither 0 nor 1");
        value = value->is_array() ? element(*value, *token) : value->find(*token);
        if (!value) return bad_pointer(number, "matches nothing in the document");
        at = &at->members[*token];
    }
    at->whole = true;
    return Done{};
}

bool is_id_or_type(std::string_view name) {
    return name == "id" || name == "@id" || name == "type" || name == "@type";
}

Value pick(const Value& value, const Part& part, bool is_root) {
    if (part.whole) return value;
    if (value.is_array()) {
        json::Array picked;
        for (std::size_t i = 0; i < value.array().size(); ++i)
            if (const auto found = part.members.find(std::to_string(i));
                found != part.members.end())
                picked.push_back(pick(value.array()[i], found->second, false));
        return picked;
    }
    json::Object picked;
    for (const json::Member& member : value.object()) {
        const auto found = part.members.find(member.name);
        if (found != part.members.end() && !is_id_or_type(member.name))
            picked.push_back({member.name, pick(member.value, found->second, false)});
        else if (is_id_or_type(member.name) || (is_root && member.name == "@context"))
            picked.push_back(member);
    }
    return picked;
}

}  // namespace

Result<Value> select(const Value& document, std::span<const std::string> pointers) {
    Part part;
    for (std::size_t i = 0; i < pointers.size(); ++i)
        if (const auto marked = mark(document, pointers[i], i, part); !marked)
            return marked.error();
    // Interpreting a part of them would be another document.
    part.members.erase("@context");
    return pick(document, part, true);
}

}  // namespace vaxcert::proof
