// SPDX-License-Identifier: Apache-2.0
#include "jsonld/language.hpp"

#include <algorithm>
#include <string>

namespace vaxcert::jsonld {
namespace {

constexpr bool is_capital(char c) {
    return c >= 'A' && c <= 'Z';
}

constexpr bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || is_capital(c);
}

constexpr bool is_letter_or_digit(char c) {
    return is_letter(c) || (c >= '0' && c <= '9');
}

}  // namespace

bool is_well_formed_language(std::string_view tag) noexcept {
    for (bool first = true;; first = false) {
        const std::size_t end = std::min(tag.find('-'), tag.size());
        const std::string_view part = tag.substr(0, end);
        if (part.empty() || part.size() > 8) return false;
        if (!std::ranges::all_of(part, first ? is_letter : is_letter_or_digit)) return false;
        if (end == tag.size()) return true;
        tag.remove_prefix(end + 1);
    }
}

std::string_view to_lower(std::string_view text, Arena& arena) {
    if (std::ranges::none_of(text, is_capital)) return text;
    std::string lower(text);
    std::ranges::transform(lower, lower.begin(), [](char c) {
        return is_capital(c) ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return arena.keep(lower);
}

std::optional<Direction> to_direction(const json::Value& value) {
    if (value.is_null()) return Direction::none;
    if (!value.is_string()) return std::nullopt;
    if (value.string() == "ltr") return Direction::ltr;
    if (value.string() == "rtl") return Direction::rtl;
    return std::nullopt;
}

}  // namespace vaxcert::jsonld
