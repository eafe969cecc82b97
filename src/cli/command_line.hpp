// SPDX-License-Identifier: Apache-2.0
// The command line and its help: the only file that knows CLI11.

#pragma once

namespace vaxcert::cli {

/// Reads the command line and runs the command it names. Returns the exit status.
int run(int argc, const char* const* argv);

}  // namespace vaxcert::cli
