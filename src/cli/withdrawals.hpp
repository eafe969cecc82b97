// SPDX-License-Identifier: Apache-2.0
// Which certificates are to be withdrawn: ids a line, or rows of a table.

#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <vaxcert/bit_status.hpp>
#include <vaxcert/signed_status.hpp>

#include "cli/commands.hpp"

namespace vaxcert::cli {

template <class Change>
struct Changes {
    std::vector<Change> entries;
    std::uint64_t rows = 0;  ///< looked at
};

/// Reads options.in. `issuer`: whose certificates they are.
Changes<Withdrawal> read_withdrawals(const StatusOptions& options, const std::string& issuer,
                                     Date today);

/// Likewise, of certificates that are entries of a list of bits: their ids are indexes, and dates
/// are not kept.
Changes<BitChange> read_bit_changes(const StatusOptions& options, Withdrawn state);

}  // namespace vaxcert::cli
