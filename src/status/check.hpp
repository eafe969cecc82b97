// SPDX-License-Identifier: Apache-2.0
// Was it withdrawn?

#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <vaxcert/certificate.hpp>
#include <vaxcert/finding.hpp>
#include <vaxcert/status_list.hpp>
#include <vaxcert/time.hpp>

#include "certificate/envelope.hpp"

namespace vaxcert {

/// What is asked of the lists.
struct StatusQuestion {
    const Certificate& certificate;
    const Standing& standing;
    std::span<const std::string> signers;  ///< the trusted ids of the keys that signed it
    Time now;

    /// The number of the list of withdrawn cards that the issuer keeps for the key that signed it.
    std::optional<std::uint64_t> card_list = {};
};

/// What the lists say, and which of them were made by somebody who says when.
struct StatusAnswer {
    std::vector<Finding> findings;
    std::vector<ListAsked> asked;
};

/// Looks a certificate up by its issuer and by the id that its signature protects, in the lists it
/// names itself, and by its handles in those of its format.
StatusAnswer check_status(const StatusQuestion& question, const StatusList& lists);

}  // namespace vaxcert
