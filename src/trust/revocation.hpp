// SPDX-License-Identifier: Apache-2.0
// What authorities say of the certificates that they revoked.

#pragma once

#include <vaxcert/trust_list.hpp>

#include "crypto/x509.hpp"

namespace vaxcert {

/// Looks a certificate up in the lists that its issuer made, if there are any, and notes in `key`
/// whether it is revoked and until when that is known. A list about it that none of the anchors
/// signed makes it unknown.
void ask_authorities(const TrustList& trust, const crypto::X509Certificate& certificate,
                     TrustedKey& key);

/// The key with what its authority said of its certificate when the list was made: for notations in
/// which the certificate itself does not stand, so that nobody can ask later.
TrustedKey asked_about(const TrustList& trust, const TrustedKey& key);

}  // namespace vaxcert
