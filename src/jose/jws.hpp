// SPDX-License-Identifier: Apache-2.0
// A JSON Web Signature in compact form (RFC 7515 section 7.1): `header.payload.signature`.

#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <vaxcert/bytes.hpp>
#include <vaxcert/keys.hpp>
#include <vaxcert/result.hpp>

#include "json/value.hpp"

namespace vaxcert::jose {

/// A JWS whose parts were taken apart and believed by nobody.
struct Jws {
    json::Value header;       ///< an object; what it says is for the caller to judge
    Algorithm algorithm;      ///< what its `alg` names
    std::string key_id;       ///< its `kid`; empty if there is none
    std::string signed_text;  ///< `header.payload`, as received
    Bytes payload;
    Bytes signature;

    /// Its `x5c`, DER, the signer's first: names of keys, believed only through an anchor that the
    /// reader holds. Empty unless parse_jws_with_certificates() read it.
    std::vector<Bytes> certificates = {};
};

/// Takes a compact JWS apart. Refuses other than three parts or an empty one, what is not strict
/// base64url or strict JSON, an `alg` that is not one of ours (so "none" and every HMAC), and a
/// header that would bring its own key (`jwk`, `jku`, `x5u`, `x5c`), ask for something not
/// understood (`crit`, `b64`), or belong to an encryption (`enc`). A `zip` of "DEF" is let through
/// and the payload left as it is: whether a format has it, its own folder decides.
Result<Jws> parse_jws(std::string_view compact);

/// Likewise, of a format whose issuers send their X.509 certificates along: `x5c` may be there (RFC
/// 7515 section 4.1.6), one to eight certificates in strict base64, and is handed over.
Result<Jws> parse_jws_with_certificates(std::string_view compact);

/// Likewise, of an SD-JWT, in which a `kid` that is no text (RFC 7515 section 4.1.4) is met: it
/// names no key.
Result<Jws> parse_jws_of_sd_jwt(std::string_view compact);

/// Signs, as a compact JWS. `header` is what stands beside `alg`, which is the signer's own and
/// written first; it holds nothing that parse_jws_with_certificates() would refuse.
Result<std::string> sign_jws(const json::Object& header, ByteView payload, const Signer& signer);

/// An `x5c` of these certificates, DER, the signer's first.
json::Value to_x5c(std::span<const Bytes> certificates);

/// Whether `key` signed it, by the algorithm the key is for; else wrong_algorithm or bad_signature.
Result<Done> check_signature(const Jws& jws, const PublicKey& key);

}  // namespace vaxcert::jose
