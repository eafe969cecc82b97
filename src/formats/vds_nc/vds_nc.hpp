// SPDX-License-Identifier: Apache-2.0
// ICAO's visible digital seal for non-constrained environments: signed JSON with its signer's X.509
// certificate inside, under the passports' authorities. docs/formats/vds-nc.md has every byte.

#pragma once

#include "certificate/format.hpp"

namespace vaxcert::vds_nc {

bool recognizes(ByteView scanned);
Result<Envelope> open(ByteView scanned, const Budget& budget);
Result<Done> check_profile(const Profile& profile);
std::any prepare(const Profile& profile);
Result<Sealed> seal(const Record& record, const Signing& signing);

}  // namespace vaxcert::vds_nc
