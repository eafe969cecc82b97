// SPDX-License-Identifier: Apache-2.0
// Keys as a DID document publishes them.

#pragma once

#include <vector>

#include <vaxcert/trust_list.hpp>

#include "json/value.hpp"

namespace vaxcert {

/// Whether this is such a document rather than a trust list of ours.
bool is_did_document(const json::Value& value) noexcept;

/// The keys for assertions, each under its owner's name, and under its method's if that is one of
/// the document's own; with when they expire and that they are revoked. A DID document says nothing
/// of tests: it is what its publisher signs with. bad_trust_list if there is none.
Result<std::vector<TrustedKey>> keys_of_did_document(const json::Value& document);

}  // namespace vaxcert
