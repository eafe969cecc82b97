// SPDX-License-Identifier: Apache-2.0
// A record becomes the document of a DIVOC certificate, member for member in the order that DIVOC's
// own signer has them.

#pragma once

#include "certificate/format.hpp"
#include "json/value.hpp"

namespace vaxcert::divoc {

/// The document without its proof, or what keeps the record from becoming one.
Result<json::Value> build(const Record& record, const Signing& signing);

}  // namespace vaxcert::divoc
