// SPDX-License-Identifier: Apache-2.0
// CMS SignedData (RFC 5652): how passport authorities and the EU's gateway sign lists.

#pragma once

#include <optional>
#include <span>

#include <vaxcert/result.hpp>

#include "crypto/x509.hpp"

namespace vaxcert::crypto {

/// What was signed, and by whom. Whether the signer may is for the caller to judge.
struct SignedMessage {
    Bytes content;
    X509Certificate signer;
};

/// The content of a message that has one signer, if the signature is good and over no weak hash.
/// The signer's certificate is one of `known` or one that came along. `detached` is the content
/// where the message does not hold it; where both are there, they are the same. bad_x509 if it is
/// no such message, bad_signature if the signature is not good.
Result<SignedMessage> open_cms(ByteView der, std::span<const X509Certificate> known = {},
                               std::optional<ByteView> detached = {});

/// Whether bytes are a CMS message rather than a certificate.
bool looks_like_cms(ByteView der) noexcept;

}  // namespace vaxcert::crypto
