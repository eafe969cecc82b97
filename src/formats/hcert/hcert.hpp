// SPDX-License-Identifier: Apache-2.0
// Health certificates of the European container format: EU DCC, WHO ICVP. A CBOR Web Token in a
// COSE_Sign1, compressed, as Base45 text. docs/formats/hcert.md has every byte.

#pragma once

#include "certificate/format.hpp"

namespace vaxcert::hcert {

bool recognizes(ByteView scanned);
Result<Envelope> open(ByteView scanned, const Budget& budget);
Result<Done> check_profile(const Profile& profile);
Result<Sealed> seal(const Record& record, const Signing& signing);

}  // namespace vaxcert::hcert
