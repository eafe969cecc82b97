// SPDX-License-Identifier: Apache-2.0
// The table of operations: what each is called, how many operands it takes.

#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "json/value.hpp"

namespace vaxcert::certlogic {

enum class Operation : std::uint8_t {
    if_,
    equal,
    and_,
    greater,
    less,
    greater_or_equal,
    less_or_equal,
    in,
    plus,
    not_,
    after,
    before,
    not_after,
    not_before,
    plus_time,
    birth_date,
    reduce,
    extract_from_uvci,
};

struct OperationRow {
    std::string_view name;
    Operation operation;
    std::size_t least, most;  ///< operands
};

inline constexpr std::size_t any_number = 1000;

inline constexpr std::array<OperationRow, 18> operations = {{
    {"if", Operation::if_, 3, 3},
    {"===", Operation::equal, 2, 2},
    {"and", Operation::and_, 2, any_number},
    {">", Operation::greater, 2, 3},
    {"<", Operation::less, 2, 3},
    {">=", Operation::greater_or_equal, 2, 3},
    {"<=", Operation::less_or_equal, 2, 3},
    {"in", Operation::in, 2, 2},
    {"+", Operation::plus, 2, 2},
    {"!", Operation::not_, 1, 1},
    {"after", Operation::after, 2, 3},
    {"before", Operation::before, 2, 3},
    {"not-after", Operation::not_after, 2, 3},
    {"not-before", Operation::not_before, 2, 3},
    {"plusTime", Operation::plus_time, 3, 3},
    {"dccDateOfBirth", Operation::birth_date, 1, 1},
    {"reduce", Operation::reduce, 3, 3},
    {"extractFromUVCI", Operation::extract_from_uvci, 2, 2},
}};

/// The row of that name, or nullptr.
const OperationRow* find_operation(std::string_view name) noexcept;

/// A whole number that a double holds exactly.
std::optional<std::int64_t> whole_number(const json::Value& value) noexcept;

/// The unit of plusTime that a word means, by its place in Unit.
std::optional<std::size_t> unit_named(std::string_view word) noexcept;

/// "", or names and numbers joined by dots.
bool is_path(std::string_view path) noexcept;

}  // namespace vaxcert::certlogic
