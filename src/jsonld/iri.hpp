// SPDX-License-Identifier: Apache-2.0
// IRIs as JSON-LD needs them: told apart, resolved, and checked before they become RDF.

#pragma once

#include <string>
#include <string_view>

#include "jsonld/options.hpp"

namespace vaxcert::jsonld {

/// Whether text is an IRI with a scheme, or a blank node identifier, rather than a relative
/// reference. The two profiles disagree about what may follow the colon.
bool is_absolute(std::string_view text, Profile profile) noexcept;

inline bool is_blank(std::string_view text) noexcept {
    return text.starts_with("_:");
}

/// Whether an IRI may be written between < and > and be read back as itself.
bool is_well_formed_iri(std::string_view iri) noexcept;

/// A reference resolved against a base (RFC 3986 section 5.2).
std::string resolve(std::string_view base, std::string_view reference);

}  // namespace vaxcert::jsonld
