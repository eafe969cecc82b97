// SPDX-License-Identifier: Apache-2.0
// W3C credentials and presentations inside a signature: JWT-VC 1.1, and VC-JOSE-COSE for 2.0.
// docs/formats/vc-jose-cose.md has the rules.

#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <vaxcert/keys.hpp>
#include <vaxcert/result.hpp>
#include <vaxcert/time.hpp>

#include "base/budget.hpp"
#include "json/value.hpp"

namespace vaxcert::enveloped {

enum class Model : unsigned char { version_1_1, version_2_0 };

/// A credential or a presentation that was taken out of its envelope and is believed by nobody.
struct Enveloped {
    Model model = Model::version_2_0;
    bool presentation = false;

    /// What was signed, as a credential stands alone: what a JWT-VC 1.1 says outside of `vc` is put
    /// over what it says inside, and the claims of a token (RFC 7519) are none of its members.
    json::Value document = {};

    Algorithm algorithm = Algorithm::es256;
    std::string issuer = {};  ///< or the holder of a presentation
    std::string key_id = {};
    Bytes signed_bytes = {};
    Bytes signature = {};

    /// Of the token; `expires` is the first instant at which it no longer counts.
    std::optional<Time> issued_at = {}, not_before = {}, expires = {};
    std::vector<std::string> audience = {};
    std::string nonce = {};
    std::vector<std::string> notes = {};  ///< what is odd and tolerated
};

/// Whether the text claims to be one: a compact JWS whose header has a `typ` of a credential or a
/// presentation, or JWT.
bool is_vc_jwt(std::string_view text);

/// Takes a compact JWS apart: `typ` JWT or none, with a `vc` or `vp` inside (1.1; a document of 2.0
/// there is noted), or `vc+jwt`, `vp+jwt` and
/// their older names with `+ld` (2.0), whose payload is the document. Refuses (malformed) a `cty`
/// that is not of that `typ`, a `vc` or `vp` in a document of 2.0, what contradicts itself, and
/// what is no credential; and all that a JWS is refused for.
Result<Enveloped> parse_vc_jwt(std::string_view compact, const Budget& budget);

/// Likewise a COSE_Sign1 with the types application/vc+cose or vp+cose, whose payload is the JSON
/// text.
Result<Enveloped> parse_vc_cose(ByteView message, const Budget& budget);

/// Signs a credential or presentation of 2.0, with the current media types. `key_id` may be empty.
/// What readers of that budget would refuse is not released.
Result<std::string> sign_vc_jwt(const json::Value& document, std::string_view key_id,
                                const Signer& signer,
                                const Budget& readers = Budget::for_one_certificate());
Result<Bytes> sign_vc_cose(const json::Value& document, std::string_view key_id,
                           const Signer& signer);

/// Whether the key made the signature, by the algorithm it is for.
Result<Done> check_signature(const Enveloped& enveloped, const PublicKey& key);

}  // namespace vaxcert::enveloped
