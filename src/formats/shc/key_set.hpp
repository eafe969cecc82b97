// SPDX-License-Identifier: Apache-2.0
// The keys that an issuer of health cards publishes.

#pragma once

#include <string_view>
#include <vector>

#include <vaxcert/keys.hpp>
#include <vaxcert/result.hpp>

namespace vaxcert::shc {

/// The keys for cards in a JWK set, by the rules for issuers: EC, P-256, ES256, for signatures,
/// named by their thumbprint, and no private part. The detail of an error begins with upstream's
/// word for it ("INVALID_KEY_WRONG_KID"): it is for whoever publishes the keys.
Result<std::vector<PublicKey>> parse_key_set(std::string_view json);

}  // namespace vaxcert::shc
