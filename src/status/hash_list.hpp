// SPDX-License-Identifier: Apache-2.0
// The lists of the EU: hashes of what names a Digital COVID Certificate.

#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <vaxcert/bytes.hpp>
#include <vaxcert/result.hpp>
#include <vaxcert/time.hpp>

#include "json/value.hpp"

namespace vaxcert::status {

/// The first half of a SHA-256, which is what the lists hold.
using Hash16 = std::array<std::uint8_t, 16>;

/// A batch: hashes of one kind, of certificates of one key or of any.
struct HashList {
    std::string country;              ///< whose certificates it withdraws
    std::string kid;                  ///< base64; empty: any key of the country
    std::string hash_type;            ///< "UCI", "COUNTRYCODEUCI" or "SIGNATURE"
    std::vector<Hash16> hashes = {};  ///< sorted

    /// `hash`: 16 bytes, as a format's handles have them.
    bool holds(std::string_view hash) const;
};

/// Reads the JSON inside of a signed batch.
Result<HashList> read_batch(const json::Value& batch);

}  // namespace vaxcert::status
