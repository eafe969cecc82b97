// SPDX-License-Identifier: Apache-2.0
#include "jsonld/keyword.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace vaxcert::jsonld {
namespace {

// In the order of the enumeration.
constexpr std::array<std::string_view, 24> names = {
    "",         "@base",   "@container", "@context", "@direction", "@graph",
    "@id",      "@import", "@included",  "@index",   "@json",      "@language",
    "@list",    "@nest",   "@none",      "@prefix",  "@propagate", "@protected",
    "@reverse", "@set",    "@type",      "@value",   "@version",   "@vocab",
};
static_assert(names[static_cast<std::size_t>(Keyword::vocab)] == "@vocab");

bool is_letter(char c) noexcept {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

}  // namespace

Keyword to_keyword(std::string_view text) noexcept {
    if (text.size() < 3 || text[0] != '@') return Keyword::no;
    const auto found = std::ranges::find(names, text);
    return found == names.end() ? Keyword::no : static_cast<Keyword>(found - names.begin());
}

std::string_view name(Keyword keyword) noexcept {
    return names[static_cast<std::size_t>(keyword)];
}

bool has_form_of_keyword(std::string_view text) noexcept {
    return text.size() > 1 && text[0] == '@' && std::ranges::all_of(text.substr(1), is_letter);
}

}  // namespace vaxcert::jsonld
