// SPDX-License-Identifier: Apache-2.0
// What a token or a service signed is not released before our own verifier has agreed.

#pragma once

#include <vaxcert/keys.hpp>

namespace vaxcert::crypto {

/// The signature, if `key` made it over `message`; an Error with `reason` that tells a wrong length
/// (a service that writes DER) from a wrong signature.
Result<Bytes> checked(const PublicKey& key, ByteView message, Bytes signature, Reason reason);

}  // namespace vaxcert::crypto
