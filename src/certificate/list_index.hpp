// SPDX-License-Identifier: Apache-2.0
// The entry that a certificate has in a list of bits: its id, where an issuer's ids are numbers.

#pragma once

#include <cstdint>
#include <string_view>

#include <vaxcert/result.hpp>

namespace vaxcert {

/// The index, below 2^30 as no list has more entries; else record_invalid. An index is written
/// without leading zeros, so a text that has one is none.
Result<std::uint64_t> list_index(std::string_view text);

}  // namespace vaxcert
