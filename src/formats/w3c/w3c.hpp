// SPDX-License-Identifier: Apache-2.0
// W3C Verifiable Credentials, data model 1.1 and 2.0, with our own terms for vaccination, tests and
// recovery, signed with Data Integrity proofs. docs/formats/w3c.md has every byte.

#pragma once

#include "certificate/format.hpp"

namespace vaxcert::w3c {

bool recognizes(ByteView scanned);
Result<Envelope> open(ByteView scanned, const Budget& budget);
Result<Done> check_profile(const Profile& profile);
Result<Sealed> seal(const Record& record, const Signing& signing);
Result<std::vector<std::string>> choices(std::string_view certificate);
Result<std::string> present(std::string_view certificate, std::span<const std::string> choice,
                            const std::optional<HolderBinding>& binding);

}  // namespace vaxcert::w3c
