// SPDX-License-Identifier: Apache-2.0
// How the program ends.

#pragma once

#include <string>
#include <utility>

namespace vaxcert::cli {

/// Exit statuses; scripts depend on them. From 64 on, where the program could not do its work, the
/// numbers are those of sysexits.h.
namespace status {
inline constexpr int done = 0;        ///< or: everything was accepted
inline constexpr int rejected = 1;    ///< at least one was
inline constexpr int usage = 2;       ///< the command line is wrong
inline constexpr int undecided = 3;   ///< at least one, and none was rejected
inline constexpr int bad_input = 65;  ///< the input as a whole cannot be read
inline constexpr int no_input = 66;   ///< an input is missing or may not be read
inline constexpr int no_key = 69;     ///< the key or the token is not to be had
inline constexpr int internal = 70;   ///< the program is at fault
inline constexpr int io = 74;         ///< reading or writing failed
inline constexpr int pin = 77;        ///< a PIN is wrong or locked
inline constexpr int bad_setup = 78;  ///< profile, trust, status or policy is missing or unusable
}  // namespace status

/// Thrown where the program cannot go on, caught once, in main().
struct CannotRun {
    int exit = status::internal;
    std::string what;
    std::string hint;
};

[[noreturn]] inline void cannot_run(int exit, std::string what, std::string hint = {}) {
    throw CannotRun{exit, std::move(what), std::move(hint)};
}

}  // namespace vaxcert::cli
