// SPDX-License-Identifier: Apache-2.0
// The canonical form of a proof's options without JSON-LD processing. Of this folder alone.

#pragma once

#include <optional>
#include <string>

#include "json/value.hpp"

namespace vaxcert::proof {

/// The lines that RDFC-1.0 makes of these options under these contexts, where all of them are known
/// to us and leave no choice. Nothing otherwise: then JSON-LD decides, at twenty times the cost.
std::optional<std::string> options_by_template(const json::Value& options,
                                               const json::Value& context);

}  // namespace vaxcert::proof
