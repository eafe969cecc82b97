// SPDX-License-Identifier: Apache-2.0
// JSON numbers as RDF literals.

#pragma once

#include <array>
#include <string_view>

#include "jsonld/options.hpp"

namespace vaxcert::jsonld {

/// The lexical form of a number, and whether it is that of an xsd:double.
struct NumberText {
    std::array<char, 32> characters{};
    std::size_t size = 0;
    bool is_double = false;

    std::string_view text() const { return {characters.data(), size}; }
};

/// `as_double`: the term asks for xsd:double. The profiles differ for small numbers and from 1e21.
NumberText to_literal(double number, bool as_double, Profile profile);

}  // namespace vaxcert::jsonld
