// SPDX-License-Identifier: Apache-2.0
// The JWS of a health card, taken apart.

#pragma once

#include <string>
#include <string_view>

#include <vaxcert/result.hpp>

#include "base/budget.hpp"
#include "formats/shc/payload.hpp"
#include "jose/jws.hpp"

namespace vaxcert::shc {

struct Card {
    jose::Jws jws;
    std::string text;  ///< what its payload inflates to
    Payload payload;
};

/// Refuses a JWS that is no card's: another algorithm than ES256, no `zip`, no `kid`, a signature
/// of other than 64 bytes, a payload that is not one raw DEFLATE stream to its last byte.
Result<Card> parse_card(std::string_view jws, const Budget& budget);

}  // namespace vaxcert::shc
