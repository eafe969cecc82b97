// SPDX-License-Identifier: Apache-2.0
// What a check point remembers from one run to the next: a line "NUMBER NAME" for each list.

#pragma once

#include <string>

#include <vaxcert/load_status.hpp>

namespace vaxcert::cli {

/// A file that is not there yet remembers nothing, which is said.
LastSeen load_seen(const std::string& file);

void save_seen(const std::string& file, const LastSeen& seen);

}  // namespace vaxcert::cli
