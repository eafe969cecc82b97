// SPDX-License-Identifier: Apache-2.0
#include "formats/hcert/certificate_id.hpp"

namespace vaxcert::hcert {

char check_character(std::string_view identifier) noexcept {
    constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/:";
    std::size_t sum = 0;
    std::size_t factor = 2;
    for (std::size_t i = identifier.size(); i-- > 0;) {
        const std::size_t value = alphabet.find(identifier[i]);
        if (value == alphabet.npos) return '\0';
        const std::size_t product = factor * value;
        sum += product / alphabet.size() + product % alphabet.size();
        factor = 3 - factor;
    }
    return alphabet[(alphabet.size() - sum % alphabet.size()) % alphabet.size()];
}

std::string with_check_character(std::string identifier) {
    const char check = check_character(identifier);
    if (check != '\0') identifier.append(1, '#').append(1, check);
    return identifier;
}

}  // namespace vaxcert::hcert
