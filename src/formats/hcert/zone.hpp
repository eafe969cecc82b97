// SPDX-License-Identifier: Apache-2.0
// Times as issuers of EU DCC write them.

#pragma once

#include <string>

namespace vaxcert::hcert {

/// ISO 8601 has three spellings of a time zone, and the schema of EU DCC takes each: "+02",
/// "+0200", "+02:00". Spells the first two like the third, in which RFC 3339 writes it.
std::string with_full_zone(std::string time);

}  // namespace vaxcert::hcert
