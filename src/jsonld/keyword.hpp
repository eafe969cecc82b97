// SPDX-License-Identifier: Apache-2.0
// The keywords of JSON-LD 1.1.

#pragma once

#include <cstdint>
#include <string_view>

namespace vaxcert::jsonld {

enum class Keyword : std::uint8_t {
    no,  ///< not a keyword
    base,
    container,
    context,
    direction,
    graph,
    id,
    import,
    included,
    index,
    json,
    language,
    list,
    nest,
    none,
    prefix,
    propagate,
    protect,
    reverse,
    set,
    type,
    value,
    version,
    vocab,
};

/// Keyword::no for anything else.
Keyword to_keyword(std::string_view text) noexcept;

/// "@context"
std::string_view name(Keyword keyword) noexcept;

/// "@" and letters: reserved for keywords to come, and never an IRI.
bool has_form_of_keyword(std::string_view text) noexcept;

}  // namespace vaxcert::jsonld
