// SPDX-License-Identifier: Apache-2.0
// Countries have codes of two letters and of three, and passports some of their own.

#pragma once

#include <string_view>

namespace vaxcert {

/// "AU" of "AUS", "UT" of "UTO"; a code that is not known, or has two letters, as it is. Capitals
/// only.
std::string_view alpha_2(std::string_view country) noexcept;

/// "AUS" of "AU", "UTO" of "UT"; any other as it is.
std::string_view alpha_3(std::string_view country) noexcept;

/// Whether two codes, of two letters or three, mean one country.
bool is_same_country(std::string_view one, std::string_view other) noexcept;

}  // namespace vaxcert
