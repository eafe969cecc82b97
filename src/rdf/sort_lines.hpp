// SPDX-License-Identifier: Apache-2.0
// Lines in canonical order. Of this folder alone.

#pragma once

#include <cstdint>
#include <memory_resource>
#include <span>
#include <string_view>

namespace vaxcert::rdf {

/// For text in ASCII the two are the same. They differ where a character beyond U+FFFF meets one
/// between U+E000 and U+FFFF.
enum class LineOrder : std::uint8_t { code_points, utf16_code_units };

/// A line, and what it is the line of.
struct SortedLine {
    std::string_view text;
    std::uint32_t index = 0;
};

/// Text is UTF-8. Cheap when the lines are in order already.
void sort_lines(std::span<SortedLine> lines, LineOrder order, std::pmr::memory_resource& arena);

}  // namespace vaxcert::rdf
