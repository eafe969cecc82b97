// SPDX-License-Identifier: Apache-2.0
// Language tags and base directions.

#pragma once

#include <optional>
#include <string_view>

#include "json/value.hpp"
#include "jsonld/arena.hpp"
#include "jsonld/context.hpp"

namespace vaxcert::jsonld {

/// Whether text is a language tag by its form (BCP 47 as N-Quads has it).
bool is_well_formed_language(std::string_view tag) noexcept;

/// ASCII letters in lower case; copied only where that changes something. Tags are signed in lower
/// case, so that they are not signed in two spellings.
std::string_view to_lower(std::string_view text, Arena& arena);

/// "ltr", "rtl" or null; nothing for anything else.
std::optional<Direction> to_direction(const json::Value& value);

}  // namespace vaxcert::jsonld
