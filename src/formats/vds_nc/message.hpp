// SPDX-License-Identifier: Apache-2.0
// What a seal says: its two kinds, and which members they have.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include <vaxcert/result.hpp>

#include "json/value.hpp"

namespace vaxcert::vds_nc {

enum class Kind : std::uint8_t { vaccination, test };

inline constexpr std::string_view vaccination_type = "icao.vacc", test_type = "icao.test";

/// In characters, not bytes.
inline constexpr std::size_t most_name = 39, most_id = 12, most_centre = 20, most_batch = 20,
                             most_document = 11, most_other_id = 24;

/// The number of characters of a text, and its first characters.
std::size_t characters(std::string_view text) noexcept;
std::string first_characters(std::string_view text, std::size_t most);

/// The text of a member, or empty.
std::string text_at(const json::Value* object, std::string_view name);

/// Holds `data` against the prescribed members, kinds and lengths. Members beyond them are signed
/// like all others, and are let through.
Result<Kind> check_data(const json::Value& data);

}  // namespace vaxcert::vds_nc
