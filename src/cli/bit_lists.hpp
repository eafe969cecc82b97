// SPDX-License-Identifier: Apache-2.0
// The word status on lists of bits, which certificates name by a URL and an index.

#pragma once

#include <string>

#include "cli/commands.hpp"

namespace vaxcert::cli {

bool is_bit_list(const std::string& file);

int build_bit_list(const StatusOptions& options);
int add_to_bit_list(const StatusOptions& options);
int print_bit_list(const StatusOptions& options);

}  // namespace vaxcert::cli
