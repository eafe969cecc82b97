// SPDX-License-Identifier: Apache-2.0
// SMART Health Cards: a FHIR bundle in a compressed JWS, shown as a code of digits.
// docs/formats/shc.md has every byte.

#pragma once

#include "certificate/format.hpp"

namespace vaxcert::shc {

bool recognizes(ByteView scanned);
Result<Envelope> open(ByteView scanned, const Budget& budget);
Result<Done> check_profile(const Profile& profile);
Result<Sealed> seal(const Record& record, const Signing& signing);
Result<Bytes> join(std::span<const ByteView> parts);
std::vector<Bytes> split(ByteView scanned);

}  // namespace vaxcert::shc
