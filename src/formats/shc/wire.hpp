// SPDX-License-Identifier: Apache-2.0
// From whatever a health card comes in to the JWS inside.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <vaxcert/bytes.hpp>
#include <vaxcert/finding.hpp>
#include <vaxcert/result.hpp>

#include "base/budget.hpp"

namespace vaxcert::shc {

/// What was scanned or read, and where the cards are in it.
struct Wire {
    std::string form;                 ///< "numeric", "chunks", "jws", "file", "fhir-parameters"
    std::vector<std::string> jws;     ///< at least one
    std::vector<Finding> notes = {};  ///< what was tolerated
};

/// Whether bytes claim to be a health card: the text of a code, a JWS whose header says no type, a
/// file of cards, or the answer of a FHIR server that holds some.
bool looks_like_card(ByteView scanned);

Result<Wire> unwrap(ByteView scanned, const Budget& budget);

/// Without the white space around it.
std::string_view trimmed(std::string_view text) noexcept;

}  // namespace vaxcert::shc
