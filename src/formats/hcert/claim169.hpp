// SPDX-License-Identifier: Apache-2.0
// MOSIP's identity code, which shares the layers of a health certificate but for its prefix.

#pragma once

#include "certificate/format.hpp"

namespace vaxcert::claim169 {

bool recognizes(ByteView scanned);
Result<Envelope> open(ByteView scanned, const Budget& budget);
Result<Done> check_profile(const Profile& profile);
Result<Sealed> seal(const Record& record, const Signing& signing);

}  // namespace vaxcert::claim169
