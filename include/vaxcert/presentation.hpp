// SPDX-License-Identifier: Apache-2.0
// What a traveller shows: of an SD-JWT, or a W3C credential signed with ecdsa-sd-2023, the claims
// that are asked for and no others.

#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <vaxcert/keys.hpp>
#include <vaxcert/result.hpp>
#include <vaxcert/time.hpp>

namespace vaxcert {

/// Proof that whoever presents a certificate holds the key that its issuer named. The check point
/// says the first two; it must never have used the nonce before.
struct HolderBinding {
    std::string audience;
    std::string nonce;
    Time issued_at;
    const Signer& signer;  ///< the holder's key
};

/// The claims of a certificate that its holder may show or hide, as JSON Pointers (RFC 6901):
/// "/person/birth_date". Nothing of them is believed: no signature is checked here.
/// unsupported_format for one that is shown whole or not at all.
Result<std::vector<std::string>> claims_to_choose(std::string_view certificate);

/// The certificate with the claims chosen and no others that could be hidden. An SD-JWT in compact
/// form, without the proof that an earlier presentation had; a credential with a proof that fits.
///
///     const auto shown = present(sd_jwt, std::vector<std::string>{"/vaccination/date"});
///     if (!shown) return complain(shown.error());
///
/// A choice is a claim, what is inside it, or what it is inside of: "/person" chooses all of the
/// person, and "/person/identifiers/0" one identifier. A choice that names nothing is an error
/// (member_missing). With `binding` the holder signs what is shown; the key must be the one that
/// the certificate names (holder_proof_invalid).
Result<std::string> present(std::string_view certificate, std::span<const std::string> choice,
                            const std::optional<HolderBinding>& binding = {});

}  // namespace vaxcert
