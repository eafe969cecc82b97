// SPDX-License-Identifier: Apache-2.0
// Whether a document is built as a DIVOC certificate is: contexts, members and their types, nothing
// else. What the reference verifier drops or tolerates is refused here by name.

#pragma once

#include <vaxcert/result.hpp>

#include "formats/divoc/kind.hpp"
#include "json/value.hpp"

namespace vaxcert::divoc {

/// The kind of a document that has the right shape. Its proof is not looked at.
Result<Kind> check_shape(const json::Value& document);

}  // namespace vaxcert::divoc
