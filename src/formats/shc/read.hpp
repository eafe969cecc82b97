// SPDX-License-Identifier: Apache-2.0
// What a health card says, in our words.

#pragma once

#include <optional>

#include <vaxcert/certificate.hpp>
#include <vaxcert/master_data.hpp>

#include "formats/shc/payload.hpp"

namespace vaxcert::shc {

/// The claims of a card, or nothing where it attests neither a vaccination nor a test. Master data
/// say which product and which disease a code means.
std::optional<Claims> read_claims(const Payload& payload, const MasterData& master_data);

}  // namespace vaxcert::shc
