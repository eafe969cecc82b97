// SPDX-License-Identifier: Apache-2.0
// The proofs of the documents of WHO's trust list (docs/formats/trust-bundle.md section 7.1).

#pragma once

#include <vaxcert/keys.hpp>
#include <vaxcert/result.hpp>

#include "json/value.hpp"

namespace vaxcert::trust_import {

/// Whether `key` made the proof of a document, which refers to others or embeds keys:
/// JsonWebSignature2020 over a proof with a nonce, with an ECDSA signature in DER. A member that
/// would not be covered is refused.
Result<Done> check_document_proof(const json::Value& document, const PublicKey& key);

}  // namespace vaxcert::trust_import
