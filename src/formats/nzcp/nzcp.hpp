// SPDX-License-Identifier: Apache-2.0
// NZ COVID Pass: a CBOR Web Token in a COSE signature, in Base32, whose issuer's keys stand in a
// DID document. docs/formats/nzcp.md has every byte.

#pragma once

#include "certificate/format.hpp"

namespace vaxcert::nzcp {

bool recognizes(ByteView scanned);
Result<Envelope> open(ByteView scanned, const Budget& budget);
Result<Done> check_profile(const Profile& profile);
Result<Sealed> seal(const Record& record, const Signing& signing);

}  // namespace vaxcert::nzcp
