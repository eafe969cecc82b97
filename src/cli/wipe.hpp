// SPDX-License-Identifier: Apache-2.0
// Secrets do not stay.

#pragma once

#include <sys/prctl.h>

#include <cstddef>

namespace vaxcert::cli {

/// Overwrites what a string or a vector of bytes holds, in a way the optimizer may not leave out.
template <class Text>
void wipe(Text& text) {
    volatile auto* at = text.data();
    for (std::size_t i = 0; i < text.size(); ++i) at[i] = 0;
}

/// Keeps the memory of this process out of core dumps and from other processes of the same user.
/// The leak checker of the sanitizers is such a process.
inline void hide_memory() {
#ifndef __SANITIZE_ADDRESS__
    ::prctl(PR_SET_DUMPABLE, 0);
#endif
}

}  // namespace vaxcert::cli
