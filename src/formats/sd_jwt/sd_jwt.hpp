// SPDX-License-Identifier: Apache-2.0
// SD-JWT VC: a certificate of which the traveller shows what is asked for and no more.
// docs/formats/sd-jwt.md has every byte.

#pragma once

#include "certificate/format.hpp"

namespace vaxcert::sd_jwt {

bool recognizes(ByteView scanned);
Result<Envelope> open(ByteView scanned, const Budget& budget);
Result<Done> check_profile(const Profile& profile);
Result<Sealed> seal(const Record& record, const Signing& signing);
Result<std::vector<std::string>> choices(std::string_view certificate);
Result<std::string> present(std::string_view certificate, std::span<const std::string> choice,
                            const std::optional<HolderBinding>& binding);

}  // namespace vaxcert::sd_jwt
