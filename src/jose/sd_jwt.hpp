// SPDX-License-Identifier: Apache-2.0
// SD-JWT (RFC 9901): a signed JSON object whose members may be shown one by one.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <vaxcert/keys.hpp>
#include <vaxcert/result.hpp>
#include <vaxcert/time.hpp>

#include "base/budget.hpp"
#include "jose/jws.hpp"
#include "json/value.hpp"

namespace vaxcert::jose {

/// An SD-JWT whose parts were taken apart and believed by nobody.
struct SdJwt {
    Jws issued;                            ///< by the issuer: what hides is in it as digests
    json::Value payload;                   ///< of it; an object
    std::vector<std::string> disclosures;  ///< as received
    std::string key_binding;               ///< the holder's compact JWS; empty if there is none

    /// The issuer's JWS and the disclosures, each with a `~` behind it: what the holder signs.
    std::string presented() const;
};

/// Takes an SD-JWT apart, in compact form (`JWS~disclosure~...~` and perhaps the holder's JWS) or
/// as JSON, flattened or general. Of a general one the first signature counts, which is the one
/// that the disclosures come with. A `kid` that is no text names nothing.
Result<SdJwt> parse_sd_jwt(std::string_view text, const Budget& budget);

/// One claim that was hidden and is disclosed: where it stands in the disclosed claims (a JSON
/// Pointer, RFC 6901), and by which of the disclosures.
struct Revealed {
    std::string pointer;
    std::size_t disclosure = 0;
};

/// The payload with what is disclosed put in its place and every trace of hiding gone.
struct Disclosed {
    json::Value claims;
    std::vector<Revealed> revealed;
};

/// Section 7.1, steps 3 to 5. A digest without a disclosure is dropped: that it is there says
/// nothing. Refuses (bad_disclosure) whatever would let two readers see different claims: a digest
/// or a disclosure twice, a disclosure that no digest stands for, one of an element where a member
/// belongs or the reverse, a name that is taken or reserved, and a hash that is none of the SHA-2.
Result<Disclosed> disclose(const SdJwt& sd_jwt, const Budget& budget);

/// What the holder signed.
struct KeyBinding {
    std::string audience;
    std::string nonce;
    Time issued_at;
};

/// Whether the holder that the issuer named (`cnf`) signed this very presentation (section 7.3):
/// holder_proof_invalid if not. To be asked when the issuer's own signature is known to be good.
/// Whom it was signed for and when is the caller's to judge.
Result<KeyBinding> check_key_binding(const SdJwt& sd_jwt, const Budget& budget);

/// What is presented, with the holder's JWS behind it. Refuses a key that is not the one the issuer
/// named, and a binding that names nobody or has no nonce (holder_proof_invalid).
Result<std::string> bind(const SdJwt& sd_jwt, const KeyBinding& binding, const Signer& holder);

/// One claim made hideable: `[salt, name, value]`, or `[salt, value]` of an element of an array,
/// whose name is empty.
std::string make_disclosure(std::string_view salt, std::string_view name, const json::Value& value);

/// The digest that stands for a disclosure, by SHA-256.
std::string digest_of(std::string_view disclosure);

/// What a NumericDate (RFC 7519 section 2) means, cut to a whole second; bad_date for what is no
/// number or no time that a calendar has.
Result<Time> time_of(const json::Value& numeric_date);

}  // namespace vaxcert::jose
