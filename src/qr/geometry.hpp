// SPDX-License-Identifier: Apache-2.0
// The size of a drawn symbol.

#pragma once

#include <stdexcept>

#include <vaxcert/qr.hpp>

namespace vaxcert::qr {

/// Beyond these no printer or screen gains anything, and a slip of the pen would fill the memory.
inline constexpr int max_scale = 64, max_quiet_zone = 64;

/// Modules from edge to edge, quiet zone included. Options that draw nothing are a program's error.
inline int side(const Symbol& symbol, const Options& options) {
    if (options.scale < 1 || options.scale > max_scale)
        throw std::invalid_argument("qr: scale is not 1 to 64");
    if (options.quiet_zone < 0 || options.quiet_zone > max_quiet_zone)
        throw std::invalid_argument("qr: quiet_zone is not 0 to 64");
    return symbol.size() + 2 * options.quiet_zone;
}

}  // namespace vaxcert::qr
