// SPDX-License-Identifier: Apache-2.0
// The trust list is used twice: to offer keys for the sender's hint, and after the signature to
// judge whether that signer may say this.

#pragma once

#include <memory>
#include <optional>
#include <vector>

#include <vaxcert/finding.hpp>
#include <vaxcert/trust_list.hpp>

#include "certificate/envelope.hpp"

namespace vaxcert {

/// Keys of the trust list, which must outlive them, or of signers that its anchors certified.
using TrustedKeys = std::vector<std::shared_ptr<const TrustedKey>>;

/// The keys to try, at most 8: those of the verification method, then those of the issuer that have
/// the kid or none, then, where the kid is enough, those of that kid, then the one that came along
/// in a certificate, if the list holds that very key or an anchor of it. Never a key of any other
/// name. issuer_not_trusted if there is none; signer_not_allowed if certificates came along that an
/// anchor should have issued and did not, or not for this.
Result<TrustedKeys> candidates(const TrustList& trust, const SignerHint& hint);

/// Whether the owner of `key` may say what the certificate says, at its time and now.
std::vector<Finding> check_authority(const Certificate& certificate, const TrustedKey& key,
                                     const Standing& standing, Time now);

}  // namespace vaxcert
