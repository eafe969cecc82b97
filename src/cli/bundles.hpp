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
    std::string last_sequence;  ///< a number, or a file that holds one and is brought up to date
    unsigned grace_days = 0;

    bool given() const noexcept { return !roots.empty() || !last_sequence.empty(); }
};

TrustRoots load_roots(const std::string& file);

/// The sequence that was seen last; none if there is no option, or its file is not there yet, which
/// is said.
std::optional<std::uint64_t> last_sequence(const BundleSetup& setup);

/// Keeps a sequence where the option names a file.
void keep_sequence(const BundleSetup& setup, std::uint64_t sequence);

BundleOptions options_of(const BundleSetup& setup);

/// A bundle that can be used, or the end of the program.
OpenedBundle load_bundle(const std::string& file, ByteView bytes, const BundleSetup& setup);

}  // namespace vaxcert::cli
