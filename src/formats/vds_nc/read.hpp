// SPDX-License-Identifier: Apache-2.0
// A seal in the words of the neutral model.

#pragma once

#include <vaxcert/certificate.hpp>
#include <vaxcert/master_data.hpp>

#include "formats/vds_nc/message.hpp"

namespace vaxcert::vds_nc {

/// The claims of `data` that check_data() let through.
Claims read_claims(const json::Value& data, Kind kind, const MasterData& master_data);

/// Words of the neutral model, and the letters and words of a seal for them; empty if there is
/// none. What a seal says beyond them stays as it is.
std::string sex_of(std::string_view letter);
std::string_view letter_of(std::string_view sex) noexcept;
std::string result_of(std::string_view word);
std::string_view word_of(std::string_view result) noexcept;

}  // namespace vaxcert::vds_nc
