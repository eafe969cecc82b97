// SPDX-License-Identifier: Apache-2.0
// Which certificates are to be withdrawn: ids a line, or rows of a table.

#pragma once

#include <cstdint>
#include <vector>

#include <vaxcert/signed_status.hpp>

#include "cli/commands.hpp"

namespace vaxcert::cli {

struct Withdrawals {
    std::vector<Withdrawal> entries;
    std::uint64_t rows = 0;  ///< looked at
};

/// Reads options.in. `issuer`: whose certificates they are.
Withdrawals read_withdrawals(const StatusOptions& options, const std::string& issuer, Date today);

}  // namespace vaxcert::cli
