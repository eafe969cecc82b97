// SPDX-License-Identifier: Apache-2.0
// Cryptographic Message Syntax (RFC 5652): a content that somebody signed, with the certificate of
// the signer inside.

#pragma once

#include <vaxcert/bytes.hpp>
#include <vaxcert/result.hpp>

#include "crypto/x509.hpp"

namespace vaxcert::crypto {

/// A message whose one signature is good, by the key of the certificate that came along. Whose that
/// is, and whether it may sign this, is to be found out elsewhere.
struct SignedMessage {
    Bytes content;
    X509Certificate signer;
};

/// Reads SignedData in DER with its content inside and one signer. bad_x509 if it is none,
/// bad_signature if the signature is not good.
Result<SignedMessage> open_cms(ByteView der);

}  // namespace vaxcert::crypto
