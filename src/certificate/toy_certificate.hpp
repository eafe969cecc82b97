// SPDX-License-Identifier: Apache-2.0
// For tests: a certificate that says what a test wants it to say, by the only way to one, which is
// a good signature.

#pragma once

#include <vaxcert/keys.hpp>

#include "certificate/envelope.hpp"

namespace vaxcert {

inline Certificate toy_certificate(const Claims& claims,
                                   const std::shared_ptr<const json::Value>& rule_payload = {}) {
    static const auto signer = *signer_from_key(as_bytes(*generate_key(Algorithm::ed25519)));
    const Envelope envelope(
        {.signatures = {{.signer = {.format = "toy", .issuer = {}, .verification_method = {}},
                         .algorithm = Algorithm::ed25519,
                         .value = *signer->sign({}),
                         .signed_bytes = [](const Budget&) { return Result<Bytes>(Bytes()); }}},
         .wire_form = {},
         .document = {},
         .read = [&](const MasterData&) {
             return Reading{.claims = claims, .rule_payload = rule_payload};
         }});
    const Envelope::Candidates keys[] = {{signer->public_key()}};
    return *envelope.authenticate(keys, {}, Budget::for_one_certificate())->certificate;
}

}  // namespace vaxcert
