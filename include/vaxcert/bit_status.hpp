// SPDX-License-Identifier: Apache-2.0
// W3C Bitstring Status Lists as their issuer makes them. They are read by load_status().

#pragma once

#include <cstdint>
#include <span>
#include <string>

#include <vaxcert/data_integrity.hpp>
#include <vaxcert/keys.hpp>
#include <vaxcert/result.hpp>
#include <vaxcert/time.hpp>

namespace vaxcert {

/// What a status list credential says of itself.
struct BitListHeader {
    std::string url;     ///< by which certificates name it (statusListCredential)
    std::string issuer;  ///< that of the certificates
    std::string purpose = "revocation";
    Time valid_from;
    Time valid_until;  ///< when the next list is there at the latest
};

/// The credential of a list in which these entries are set and no others, with a proof. An index
/// is below 2^29.
Result<std::string> issue_bit_list(const BitListHeader& header, std::span<const std::uint64_t> set,
                                   const ProofOptions& options, const Signer& signer);

/// The same inside a JWS (VC-JOSE-COSE). `key_id`: the verification method.
Result<std::string> issue_bit_list_token(const BitListHeader& header,
                                         std::span<const std::uint64_t> set,
                                         std::string_view key_id, const Signer& signer);

}  // namespace vaxcert
