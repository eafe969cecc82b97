// SPDX-License-Identifier: Apache-2.0
// How much memory the C++ of this program holds: every operator new of it is counted.

#pragma once

#include <cstddef>

namespace vaxcert::conformance {

/// Forgets the peak, and counts from what is held now.
void start_counting_bytes() noexcept;

/// The most bytes held at once since, beyond what was held then. 0 in a build with sanitizers,
/// which bring their own operator new.
std::size_t peak_bytes() noexcept;

/// Whether this build counts.
bool counts_bytes() noexcept;

}  // namespace vaxcert::conformance
