// SPDX-License-Identifier: Apache-2.0
// Trust bundles on the command line: the roots they are held to, and the sequence seen last.

#pragma once

#include <optional>
#include <string>

#include <vaxcert/trust_bundle.hpp>

namespace vaxcert::cli {

/// What the command line says of bundles: options --roots, --last-sequence and --grace.
struct BundleSetup {
    std::string roots;          ///< a file
    std::string last_sequence;  ///< a number, or a file for the last bundle, kept up to date
    unsigned grace_days = 0;

    bool given() const noexcept { return !roots.empty() || !last_sequence.empty(); }
};

TrustRoots load_roots(const std::string& file);

/// What bundles are held to. That the file of the last one is not there yet is said.
BundleOptions options_of(const BundleSetup& setup);

/// Keeps the sequence of a bundle and the version of its roots where the option names a file, which
/// said `last` so far.
void keep_last(const BundleSetup& setup, const BundleOptions& last, const OpenedBundle& bundle);

/// A bundle that can be used, or the end of the program.
OpenedBundle load_bundle(const std::string& file, ByteView bytes, const BundleSetup& setup);

}  // namespace vaxcert::cli
