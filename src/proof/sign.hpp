// SPDX-License-Identifier: Apache-2.0
// A document is signed: what add_proof() of data_integrity.hpp does, on a document already read.

#pragma once

#include <vaxcert/data_integrity.hpp>

#include "base/budget.hpp"
#include "json/value.hpp"
#include "proof/suite.hpp"

namespace vaxcert::proof {

/// Adds a context that defines the terms of a proof, unless one does.
void add_proof_context(json::Value& document, const Suite& suite);

/// The proof without its value, as it is signed; of a JCS suite with the document's contexts.
json::Value make_options(const ProofOptions& options, const json::Value& document);

/// Adds a proof to a document. The canonical document that was signed; empty for ecdsa-sd-2023,
/// which signs it line by line.
Result<std::string> sign_document(json::Value& document, const ProofOptions& options,
                                  const Signer& signer, const Budget& budget);

}  // namespace vaxcert::proof
