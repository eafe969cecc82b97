// SPDX-License-Identifier: Apache-2.0
// The time a command works for.

#pragma once

#include <chrono>
#include <string>

#include <vaxcert/time.hpp>

#include "cli/exit.hpp"

namespace vaxcert::cli {

/// The time that --now gives, or the clock's.
inline Time now_or_clock(const std::string& option) {
    if (option.empty())
        return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    const auto time = parse_time(option);
    if (!time)
        cannot_run(status::usage, "--now: " + time.error().detail,
                   "a time is written as 2021-08-01T12:00:00Z");
    return *time;
}

}  // namespace vaxcert::cli
