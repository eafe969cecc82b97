// SPDX-License-Identifier: Apache-2.0
// Unique certificate identifiers of the EU (eHealth Network, Interoperability guidelines, Annex 2).

#pragma once

#include <string>
#include <string_view>

namespace vaxcert::hcert {

/// The check character of an identifier: Luhn's, over the 38 characters A-Z, 0-9, / and :. Zero if
/// it has other characters.
char check_character(std::string_view identifier) noexcept;

/// "URN:UVCI:01:IN:1234" and "#" and its check character.
std::string with_check_character(std::string identifier);

}  // namespace vaxcert::hcert
