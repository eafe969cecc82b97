// SPDX-License-Identifier: Apache-2.0
// COSE_Sign (RFC 9052 section 4.1): several signatures over one payload.

#pragma once

#include <string>
#include <vector>

#include <vaxcert/keys.hpp>
#include <vaxcert/result.hpp>

#include "base/budget.hpp"
#include "cbor/value.hpp"

namespace vaxcert::cose {

/// One of the signatures, with the headers that it covers besides the message's own.
struct CoSignature {
    Bytes protected_bytes;
    Algorithm algorithm = Algorithm::ed25519;
    Bytes kid;
    Bytes value;
};

/// A message that was taken apart and is believed by nobody.
struct Sign {
    std::string content_type;  ///< the one protected header
    cbor::Map unprotected_headers;
    Bytes payload;
    std::vector<CoSignature> signatures;
};

/// Takes a message apart: under tag 98, in deterministic CBOR and no other spelling, the content
/// type as a text its one protected header; of each signature the algorithm and the kid protected,
/// and nothing unprotected.
Result<Sign> parse_sign(ByteView bytes, const Budget& budget);

Bytes to_bytes(const Sign& message);

/// Whether `key` made this signature of the message.
[[nodiscard]] bool signed_by(const PublicKey& key, const Sign& message,
                             const CoSignature& signature);

/// Adds the signature of one more signer, whose key goes by `kid`.
Result<Done> add_signature(Sign& message, const Signer& signer, ByteView kid);

}  // namespace vaxcert::cose
