// SPDX-License-Identifier: Apache-2.0
// Looks up in the catalogue, which texts/catalogue.cmake makes a table of.

#include <vaxcert/texts.hpp>

#include <algorithm>
#include <cstddef>

namespace vaxcert {
namespace {

constexpr std::string_view all_languages[] = {
#include "texts/languages.inc"
};

/// What is said of one word, in the order of the languages.
struct Row {
    std::string_view word;
    std::string_view says[std::size(all_languages)];
    std::string_view advice[std::size(all_languages)];
};

constexpr Row rows[] = {
#include "texts/rows.inc"
};

static_assert(all_languages[0] == "en", "who asks for an unknown language gets the first");

bool same_letter(char a, char b) {
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
    return lower(a) == lower(b);
}

std::string_view without_last_subtag(std::string_view tag) {
    const std::size_t at = tag.rfind('-');
    return at == tag.npos ? std::string_view() : tag.substr(0, at);
}

/// Where in a row the texts for `tag` stand, or the number of languages.
std::size_t column_for(std::string_view tag) {
    for (; !tag.empty(); tag = without_last_subtag(tag))
        for (std::size_t i = 0; i < std::size(all_languages); ++i)
            if (std::ranges::equal(all_languages[i], tag, same_letter)) return i;
    return std::size(all_languages);
}

std::size_t column_or_english(std::string_view tag) {
    return column_for(tag) % std::size(all_languages);
}

const Row* find_row(std::string_view word) {
    const auto* found = std::ranges::find(rows, word, &Row::word);
    return found == std::end(rows) ? nullptr : found;
}

}  // namespace

std::span<const std::string_view> languages() noexcept {
    return all_languages;
}

std::string_view language_for(std::string_view tag) noexcept {
    const std::size_t column = column_for(tag);
    return column < std::size(all_languages) ? all_languages[column] : std::string_view();
}

std::string_view says(std::string_view word, std::string_view language) noexcept {
    const Row* row = find_row(word);
    return row ? row->says[column_or_english(language)] : std::string_view();
}

std::string_view advice(std::string_view word, std::string_view language) noexcept {
    const Row* row = find_row(word);
    return row ? row->advice[column_or_english(language)] : std::string_view();
}

std::string_view says(Reason reason, std::string_view language) noexcept {
    return says(name(reason), language);
}

std::string_view advice(Reason reason, std::string_view language) noexcept {
    return advice(name(reason), language);
}

std::string_view says(Outcome outcome, std::string_view language) noexcept {
    return says(name(outcome), language);
}

std::string_view says(Step step, std::string_view language) noexcept {
    return says(name(step), language);
}

}  // namespace vaxcert
