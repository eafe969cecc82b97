// SPDX-License-Identifier: Apache-2.0
// What publishing a list of withdrawn certificates has in common, whatever its kind.

#pragma once

#include <chrono>
#include <utility>

#include <vaxcert/result.hpp>
#include <vaxcert/time.hpp>

#include "cli/commands.hpp"
#include "cli/exit.hpp"
#include "cli/messages.hpp"

namespace vaxcert::cli {

/// When the next list is due.
inline Time due_in_days(const StatusOptions& options, Time now) {
    return now + std::chrono::hours(24) * options.days;
}

/// The header of a next list, or the end of the program.
template <class Header>
Header header_or_end(Result<Header> header) {
    if (!header)
        cannot_run(status::bad_setup, sentence(header.error()),
                   "check the clock: a next list is never older than the last one");
    return *std::move(header);
}

}  // namespace vaxcert::cli
