// SPDX-License-Identifier: Apache-2.0
// One thing a step of verify() noticed, and what it does to the answer.

#pragma once

#include <cstdint>

#include <vaxcert/result.hpp>

namespace vaxcert {

/// The answer. Zero is "no", so an answer nobody filled in refuses.
enum class Outcome : std::uint8_t {
    rejected,   ///< At least one step said no.
    undecided,  ///< Nothing said no, but something needed to say yes was missing or stale.
    accepted,   ///< Every step said yes.
};

/// The steps of verify(), in order.
enum class Step : std::uint8_t { decode, signature, trust, status, policy };

/// One thing a step noticed: where, what it does to the outcome, and why.
struct Finding {
    Step step = Step::decode;
    Outcome effect = Outcome::rejected;
    Error error;

    bool operator==(const Finding&) const = default;
};

const char* name(Outcome outcome) noexcept;  // "rejected"
const char* name(Step step) noexcept;        // "signature"

}  // namespace vaxcert
