// SPDX-License-Identifier: Apache-2.0
// CoWIN and DIVOC certificates: a JSON-LD credential with a linked-data proof of 2018, zipped into
// a QR code. docs/formats/divoc.md has every byte.

#pragma once

#include "certificate/format.hpp"

namespace vaxcert::divoc {

bool recognizes(ByteView scanned);
Result<Envelope> open(ByteView scanned, const Budget& budget);
Result<Done> check_profile(const Profile& profile);
Result<Sealed> seal(const Record& record, const Signing& signing);

}  // namespace vaxcert::divoc
