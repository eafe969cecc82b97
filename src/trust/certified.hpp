// SPDX-License-Identifier: Apache-2.0
// Trust by X.509 certificates: those that a check point holds, and those that a signer brings along
// and an authority vouches for.

#pragma once

#include <memory>
#include <span>

#include <vaxcert/trust_list.hpp>

#include "certificate/envelope.hpp"
#include "crypto/x509.hpp"

namespace vaxcert {

/// Whether a file begins as X.509 certificates or lists of revoked ones do, in PEM or DER.
bool holds_x509(ByteView file) noexcept;

/// Reads such a file, of whatever is in it.
Result<TrustList> from_x509(ByteView file);

/// What a certificate says of its owner, as a key to be trusted for just that. bad_key if its key
/// is of no kind that signs health certificates.
Result<TrustedKey> signer_of(const crypto::X509Certificate& certificate);

/// A list of these: a CA's becomes an anchor, any other the key of a signer.
Result<TrustList> from_certificates(std::span<const crypto::X509Certificate> certificates);

/// The key of the signer whose certificates came along: if the list holds it itself, as it holds
/// it; else if a chain of at most two certificates leads from it to an anchor. nullptr if no
/// anchor is named. signer_not_allowed if one is, and did not issue it or not for this.
/// Whether the certificate between them is revoked is asked here; of its own, the caller asks.
Result<std::shared_ptr<const TrustedKey>> certified_key(const TrustList& trust,
                                                        const SignerHint& hint);

}  // namespace vaxcert
