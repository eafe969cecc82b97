// SPDX-License-Identifier: Apache-2.0
// The registered claims of a CBOR Web Token (RFC 8392).

#pragma once

#include <optional>
#include <string>

#include <vaxcert/result.hpp>
#include <vaxcert/time.hpp>

#include "cbor/value.hpp"

namespace vaxcert::cose {

/// Claim keys (RFC 8392 section 3.1).
namespace claim {
inline constexpr int issuer = 1, subject = 2, audience = 3, expires = 4, not_before = 5,
                     issued_at = 6, id = 7;
}

/// What a token says of itself. Times are whole seconds within which it is valid: a fraction is
/// rounded into the validity.
struct CwtClaims {
    std::string issuer;              ///< empty if there is none
    std::optional<Time> expires;     ///< rounded down
    std::optional<Time> not_before;  ///< rounded up
    std::optional<Time> issued_at;   ///< rounded up
    bool has_float = false;          ///< a time is written as a float
};

/// Reads the registered claims. A time may be a float, which real tokens hold, but is finite, not
/// negative and at most 2^53; an issuer is a text.
Result<CwtClaims> read_cwt(const cbor::Value& claims);

}  // namespace vaxcert::cose
