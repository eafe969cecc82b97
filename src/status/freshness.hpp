// SPDX-License-Identifier: Apache-2.0
// Whether a list may still say that something is not in it, and be followed by another.

#pragma once

#include <chrono>
#include <optional>
#include <string>

#include <vaxcert/finding.hpp>
#include <vaxcert/result.hpp>
#include <vaxcert/time.hpp>

namespace vaxcert::status {

inline Finding undecided(Reason reason, std::string detail) {
    return {Step::status, Outcome::undecided, {reason, std::move(detail)}};
}

/// Why a list is not fresh, if it is not. Of a clock before the list, either the clock or the list
/// is wrong.
inline std::optional<Finding> staleness(const std::optional<Time>& issued,
                                        const std::optional<Time>& next_update,
                                        std::chrono::seconds grace, Time now) {
    if (issued && now < *issued)
        return undecided(Reason::status_unknown, "the status list was made at " + to_text(*issued) +
                                                     "; checked for " + to_text(now) +
                                                     ", which is before");
    if (next_update && now > *next_update && now - *next_update > grace)
        return undecided(Reason::status_stale, "the next status list was due at " +
                                                   to_text(*next_update) + "; checked for " +
                                                   to_text(now));
    return {};
}

/// A next list is never older than the last one.
inline Result<Done> check_clock(Time last, Time now) {
    if (now >= last) return Done{};
    return Error{Reason::bad_status_list,
                 "the list was made at " + to_text(last) + ", and it is " + to_text(now) + " now"};
}

}  // namespace vaxcert::status
