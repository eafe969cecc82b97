// SPDX-License-Identifier: Apache-2.0
// The trust list is used twice: to offer keys for the sender's hint, and after the signature to
// judge whether that signer may say this.

#pragma once

#include <optional>
#include <vector>

#include <vaxcert/finding.hpp>
#include <vaxcert/trust_list.hpp>

#include "certificate/envelope.hpp"

namespace vaxcert {

/// The keys to try, at most 8: those of the verification method, then those of the issuer that have
/// the kid or none, then, where the kid is enough, those of that kid. Never a key of any other
/// name. issuer_not_trusted if there is none.
Result<std::vector<const TrustedKey*>> candidates(const TrustList& trust, const SignerHint& hint);

/// Whether the owner of `key` may say what the certificate says, at its time and now.
std::vector<Finding> check_authority(const Certificate& certificate, const TrustedKey& key,
                                     const Standing& standing, Time now);

}  // namespace vaxcert
