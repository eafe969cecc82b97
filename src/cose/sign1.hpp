// SPDX-License-Identifier: Apache-2.0
// COSE_Sign1 (RFC 9052 section 4.2): one signature over CBOR, with headers it covers and headers it
// does not.

#pragma once

#include <optional>
#include <string_view>

#include <vaxcert/keys.hpp>
#include <vaxcert/result.hpp>

#include "base/budget.hpp"
#include "cbor/value.hpp"

namespace vaxcert::cose {

/// Header labels of RFC 9052 section 3.1.
namespace label {
inline constexpr int algorithm = 1, critical = 2, content_type = 3, kid = 4;
}

/// A message that was taken apart and is believed by nobody.
struct Sign1 {
    Bytes protected_bytes;  ///< as received: they are signed as they stand
    cbor::Map protected_headers;
    cbor::Map unprotected_headers;
    Bytes payload;
    Bytes signature;
    bool tagged = false;  ///< whether tag 18 was there

    /// A header, the protected one if it is in both; nullptr if it is in neither.
    const cbor::Value* header(std::int64_t label) const noexcept;

    /// A protected header, or nullptr.
    const cbor::Value* protected_header(std::int64_t label) const noexcept;
};

/// Takes a message apart: an array of four, under tag 18, under 61 and 18 (a CWT), or bare.
/// Refuses a header that is in one map twice, one that is critical and not understood, and a
/// payload that is detached.
Result<Sign1> parse_sign1(ByteView bytes, const Budget& budget);

/// What a header value names as the algorithm: ES256, ES384, ES512, PS256, RS256 or EdDSA.
Result<Algorithm> algorithm_of(const cbor::Value* header);

/// The number by which a header names an algorithm.
int number_of(Algorithm algorithm);

/// What the signature is over (RFC 9052 section 4.4), with no external data.
Bytes signing_input(const Sign1& message);

/// Signs, as tag 18 with these headers beside the algorithm, which is the signer's own and
/// protected.
Result<Bytes> sign1(cbor::Map protected_headers, ByteView payload, const Signer& signer);

}  // namespace vaxcert::cose
