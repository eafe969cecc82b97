// SPDX-License-Identifier: Apache-2.0
// One thing a step of verify() noticed, and what it does to the answer.

#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include <vaxcert/result.hpp>
#include <vaxcert/time.hpp>

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

/// A list that a step asked, and how old it was at the time that was checked for.
struct ListAsked {
    std::string of = {};  ///< whose certificates it speaks of, or the URL that names it
    std::optional<Time> issued = {};
    std::uint64_t sequence = 0;  ///< which of its maker's lists; 0 if it does not say

    bool operator==(const ListAsked&) const = default;
};

}  // namespace vaxcert
