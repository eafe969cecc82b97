// SPDX-License-Identifier: Apache-2.0
// The table of formats, in which at most one recognizes an input.

#pragma once

#include <string_view>

#include "certificate/format.hpp"

namespace vaxcert {

/// The format that recognizes an input, or nullptr.
const Format* recognize(ByteView scanned) noexcept;

/// The format of that name, or nullptr.
const Format* format_named(std::string_view name) noexcept;

}  // namespace vaxcert
