// SPDX-License-Identifier: Apache-2.0
#include "formats/vds_nc/specimen.hpp"

#include <algorithm>

namespace vaxcert::vds_nc {

bool is_specimen(std::string_view country, std::string_view id) noexcept {
    constexpr std::size_t letters = 2, check_digit = 1, digits_of_specimens = 6;
    const auto is_letter = [](char c) { return c >= 'A' && c <= 'Z'; };
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    if (country != "AUS" || id.size() <= letters + check_digit) return false;
    if (!std::ranges::all_of(id.substr(0, letters), is_letter) ||
        !std::ranges::all_of(id.substr(letters), is_digit))
        return false;
    // Whether the check digit is right does not matter: the number is signed as it stands.
    std::string_view number = id.substr(letters, id.size() - letters - check_digit);
    number.remove_prefix(std::min(number.find_first_not_of('0'), number.size()));
    return number.size() <= digits_of_specimens;
}

}  // namespace vaxcert::vds_nc
