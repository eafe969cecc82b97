// SPDX-License-Identifier: Apache-2.0
// What a pass says, as CBOR and as its members.

#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include <vaxcert/result.hpp>

#include "cbor/value.hpp"

namespace vaxcert::nzcp {

inline constexpr std::size_t most_name = 100;  ///< characters

struct Pass {
    std::string issuer;  ///< "did:web:nzcp.identity.health.nz"
    std::int64_t not_before = 0;
    std::int64_t expires = 0;  ///< the first second at which it is no longer valid
    std::array<std::uint8_t, 16> id{};
    std::string given_name;
    std::string family_name;  ///< may be empty
    std::string birth_date;
};

/// The pass in a token's claims, of which each must be there and of its kind.
Result<Pass> read_pass(const cbor::Value& claims);

cbor::Value to_claims(const Pass& pass);

/// "urn:uuid:60a4f54d-4e30-4332-be33-ad78b1eafa4b", the name that a token's id has for people.
std::string urn_of(const Pass& pass);

}  // namespace vaxcert::nzcp
