// SPDX-License-Identifier: Apache-2.0
// What a trust bundle says, as bytes that are signed (docs/formats/trust-bundle.md section 3).

#pragma once

#include <chrono>

#include <vaxcert/trust_bundle.hpp>

namespace vaxcert {

/// The labels of the map, of a key's entry and of an authority's.
namespace bundle_label {
enum : int { version = 1, environment, sequence, issued, next_update, keys, authorities, crls };
}
namespace key_label {
enum : int {
    id = 1,
    kid,
    key,
    algorithm,
    formats,
    purposes,
    issuers,
    country,
    valid_from,
    valid_until,
    terminated,
    revoked,
    revoked_since,
    name,
    names,
    certified,
    card_list,
};
}
namespace authority_label {
enum : int { certificate = 1, formats };
}

inline constexpr int bundle_version = 1;

/// The number by which COSE calls RS256; any other algorithm follows from the key.
inline constexpr int rs256_number = -257;

struct BundlePayload {
    BundleFacts facts;
    TrustList trust;
};

/// Reads a payload whose signature was good: deterministic CBOR, and no member that is not known.
Result<BundlePayload> read_payload(ByteView bytes, std::chrono::seconds grace);

/// The inverse.
Bytes write_payload(const BundleFacts& facts, const TrustList& trust);

}  // namespace vaxcert
