// SPDX-License-Identifier: Apache-2.0
#include "certlogic/operations.hpp"

#include <algorithm>
#include <cmath>

namespace vaxcert::certlogic {

const OperationRow* find_operation(std::string_view name) noexcept {
    const auto at = std::ranges::find(operations, name, &OperationRow::name);
    return at == operations.end() ? nullptr : &*at;
}

std::optional<std::int64_t> whole_number(const json::Value& value) noexcept {
    constexpr double most = 9007199254740992.0;  // 2^53
    if (!value.is_number()) return {};
    const double number = value.number().value;
    if (std::abs(number) > most || number != std::floor(number)) return {};
    return static_cast<std::int64_t>(number);
}

std::optional<std::size_t> unit_named(std::string_view word) noexcept {
    constexpr std::array<std::string_view, 4> units = {"year", "month", "day", "hour"};
    const auto at = std::ranges::find(units, word);
    if (at == units.end()) return {};
    return static_cast<std::size_t>(at - units.begin());
}

bool is_path(std::string_view path) noexcept {
    if (path.empty()) return true;
    return path.front() != '.' && path.back() != '.' && path.find("..") == path.npos;
}

}  // namespace vaxcert::certlogic
