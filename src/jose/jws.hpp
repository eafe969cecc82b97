// SPDX-License-Identifier: Apache-2.0
// A JSON Web Signature in compact form (RFC 7515 section 7.1): `header.payload.signature`.

#pragma once

#include <string>
#include <string_view>

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
};

/// Takes a compact JWS apart. Refuses other than three parts or an empty one, what is not strict
/// base64url or strict JSON, an `alg` that is not one of ours (so "none" and every HMAC), and a
/// header that would bring its own key (`jwk`, `jku`, `x5u`, `x5c`), ask for something not
/// understood (`crit`, `b64`), or belong to an encryption (`enc`). A `zip` of "DEF" is let through
/// and the payload left as it is: whether a format has it, its own folder decides.
Result<Jws> parse_jws(std::string_view compact);

/// Whether `key` signed it, by the algorithm the key is for; else wrong_algorithm or bad_signature.
Result<Done> check_signature(const Jws& jws, const PublicKey& key);

}  // namespace vaxcert::jose
