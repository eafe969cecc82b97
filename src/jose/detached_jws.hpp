// SPDX-License-Identifier: Apache-2.0
// The JWS of a linked-data proof of 2018: `header..signature`, its payload left out and unencoded
// (RFC 7797). There are exactly two headers, so they are compared and not parsed.

#pragma once

#include <string>
#include <string_view>

#include <vaxcert/bytes.hpp>
#include <vaxcert/keys.hpp>
#include <vaxcert/result.hpp>

namespace vaxcert::jose {

/// The header as it is written and signed, base64url of {"alg":"PS256","b64":false,"crit":["b64"]}
/// or of the same with "EdDSA"; empty for any other algorithm. What is signed is this text, a dot,
/// and the payload.
std::string_view detached_header(Algorithm algorithm) noexcept;

/// `header..signature`. The algorithm is one that has a detached header.
std::string to_detached_jws(Algorithm algorithm, ByteView signature);

/// The signature in a `header..signature` for the algorithm that the proof's type prescribes.
/// Refuses any other header, any payload and any other number of parts (proof_shape), and a
/// signature that is not base64url (bad_jws), where correct padding is tolerated because an issuer
/// wrote it.
Result<Bytes> signature_of_detached_jws(std::string_view jws, Algorithm algorithm);

}  // namespace vaxcert::jose
