// SPDX-License-Identifier: Apache-2.0
// One row of CSV, cut into its cells (RFC 4180).

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <vaxcert/result.hpp>

namespace vaxcert::record {

/// The cells of a row, unquoted. A quote stands at both ends of a cell or nowhere in it, and is
/// doubled inside; the row may end in a line break. `cells` is filled anew, and keeps the memory it
/// has. An error names the cell by its number.
Result<Done> cut_row(std::string_view row, std::vector<std::string>& cells);

}  // namespace vaxcert::record
