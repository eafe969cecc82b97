// SPDX-License-Identifier: Apache-2.0
// One function for each kind of list that others than us have defined; load_status() chooses.

#pragma once

#include <string_view>

#include <vaxcert/load_status.hpp>

namespace vaxcert {

/// A list of bits: W3C's, with one Data Integrity proof or inside a JWS, or a Token Status List.
Result<LoadedStatus> load_bit_list(std::string_view text, const TrustList& trust, Time now);

/// A batch of the EU, in CMS: DER, or the base64 of it.
Result<LoadedStatus> load_batch(ByteView cms, const TrustList& trust, Time now);

}  // namespace vaxcert
