// SPDX-License-Identifier: Apache-2.0
// Australia signs specimens with the key it signs real seals with; their number tells them apart.

#pragma once

#include <string_view>

namespace vaxcert::vds_nc {

/// Whether a number is from Australia's ranges for tests and specimens: two letters, digits of
/// which all but the last (a check digit) are at most 999,999.
bool is_specimen(std::string_view country, std::string_view id) noexcept;

}  // namespace vaxcert::vds_nc
