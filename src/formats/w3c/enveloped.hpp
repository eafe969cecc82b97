// SPDX-License-Identifier: Apache-2.0
// The same credentials with the signature around them instead of in them: a JSON Web Token, or a
// COSE message. docs/formats/vc-jose-cose.md has every byte.

#pragma once

#include <string_view>

#include "certificate/format.hpp"

namespace vaxcert::vc_jwt {

inline constexpr std::string_view name = "vc-jwt";

bool recognizes(ByteView scanned);
Result<Envelope> open(ByteView scanned, const Budget& budget);
Result<Done> check_profile(const Profile& profile);
Result<Sealed> seal(const Record& record, const Signing& signing);

}  // namespace vaxcert::vc_jwt

namespace vaxcert::vc_cose {

inline constexpr std::string_view name = "vc-cose";

bool recognizes(ByteView scanned);
Result<Envelope> open(ByteView scanned, const Budget& budget);
Result<Done> check_profile(const Profile& profile);
Result<Sealed> seal(const Record& record, const Signing& signing);

}  // namespace vaxcert::vc_cose
