// SPDX-License-Identifier: Apache-2.0
#include "jsonld/numbers.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <string>

#include "json/parse.hpp"

namespace vaxcert::jsonld {
namespace {

/// Sixteen significant digits, zeros at the end cut but for one behind the point, and an exponent
/// without plus sign or leading zeros: 1.5E0, 1.0E21.
NumberText scientific(double number) {
    std::array<char, 40> buffer{};
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number,
                                   std::chars_format::scientific, 15)
                         .ptr;
    const std::string_view all(buffer.data(), static_cast<std::size_t>(end - buffer.data()));
    const std::size_t e = all.find('e');
    std::size_t digits = e;
    while (all[digits - 1] == '0' && all[digits - 2] != '.') --digits;
    std::string_view exponent = all.substr(e + 1);
    const bool negative = exponent[0] == '-';
    exponent.remove_prefix(1);
    while (exponent.size() > 1 && exponent[0] == '0') exponent.remove_prefix(1);

    NumberText result;
    char* at = std::ranges::copy(all.substr(0, digits), result.characters.data()).out;
    *at++ = 'E';
    if (negative) *at++ = '-';
    at = std::ranges::copy(exponent, at).out;
    result.size = static_cast<std::size_t>(at - result.characters.data());
    result.is_double = true;
    return result;
}

/// No decimals at all, below 1e21.
NumberText whole(double number) {
    NumberText result;
    char* const begin = result.characters.data();
    result.size = static_cast<std::size_t>(
        std::to_chars(begin, begin + result.characters.size(), number, std::chars_format::fixed, 0)
            .ptr -
        begin);
    return result;
}

NumberText literal_of_jsonld_js(double number, bool as_double) {
    // It asked whether the number, as JavaScript prints it, has a point in it.
    const std::string printed = json::number_text(number);
    if (as_double || printed.find('.') != printed.npos) return scientific(number);
    if (std::abs(number) >= 1e21) {
        NumberText result;
        result.size = printed.copy(result.characters.data(), result.characters.size());
        return result;
    }
    return number == 0 ? whole(0.0) : whole(number);
}

}  // namespace

NumberText to_literal(double number, bool as_double, Profile profile) {
    constexpr double whole_and_small = 9007199254740992.0;
    // The usual number needs no long thought under either profile.
    if (!as_double && std::abs(number) < whole_and_small && std::trunc(number) == number) {
        NumberText result;
        char* const begin = result.characters.data();
        result.size = static_cast<std::size_t>(
            std::to_chars(begin, begin + result.characters.size(), static_cast<long long>(number))
                .ptr -
            begin);
        return result;
    }
    if (profile == Profile::jsonld_js_2) return literal_of_jsonld_js(number, as_double);
    if (as_double || std::trunc(number) != number || std::abs(number) >= 1e21)
        return scientific(number);
    return whole(number);
}

}  // namespace vaxcert::jsonld
