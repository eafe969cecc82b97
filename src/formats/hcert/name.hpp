// SPDX-License-Identifier: Apache-2.0
// Names as machine-readable travel documents write them (ICAO Doc 9303-3 section 6).

#pragma once

#include <string>
#include <string_view>

#include <vaxcert/result.hpp>

namespace vaxcert::hcert {

/// A person's name in its two parts.
struct NameParts {
    std::string family, given;
};

/// "Family, Given" by its comma; else the last word is the family name. A name of one word is a
/// family name.
NameParts split_name(std::string_view name);

/// The name whose parts these are: "Given Family", or "Family, Given" where the family name has
/// several words, so that split_name() finds the same parts again.
std::string join_name(const NameParts& parts);

/// A name in the letters A to Z and <, from Latin and Cyrillic. record_invalid where it has other
/// letters, which nobody can spell without knowing the language.
Result<std::string> transliterate(std::string_view name);

}  // namespace vaxcert::hcert
