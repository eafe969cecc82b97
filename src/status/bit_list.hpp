// SPDX-License-Identifier: Apache-2.0
// Lists in which a certificate is one bit, which it names itself: W3C's Bitstring Status List, and
// the Token Status List of SD-JWT VC.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <vaxcert/bytes.hpp>
#include <vaxcert/result.hpp>
#include <vaxcert/status_list.hpp>
#include <vaxcert/time.hpp>

#include "json/value.hpp"

namespace vaxcert::status {

/// As many as 128 MiB have bits, so that every number of nine digits is one.
inline constexpr std::uint64_t most_entries = std::uint64_t{1} << 30;

struct BitList {
    std::string url;     ///< by which certificates name it
    std::string issuer;  ///< who may be spoken for
    ListScope scope = {};
    std::vector<std::string> purposes = {};  ///< "revocation", "suspension"
    Bytes bits = {};                         ///< the first is the highest of byte 0
    std::optional<Time> issued = {};
    std::optional<Time> next_update = {};

    std::uint64_t size() const noexcept { return std::uint64_t{bits.size()} * 8; }
    bool is_set(std::uint64_t index) const noexcept {
        return (bits[index / 8] >> (7 - index % 8) & 1) != 0;
    }
};

/// The bits of an `encodedList`: "u", base64url, gzip. bad_status_list if they are fewer than
/// 131,072, so that a list tells nobody which certificate was asked for.
Result<Bytes> decode_bits(std::string_view encoded);

/// The inverse of decode_bits(), filled up with zeros to 131,072 bits.
std::string encode_bits(ByteView bits);

/// The `lst` of a Token Status List: base64url, zlib, each byte turned round; filled up likewise.
std::string encode_token_bits(ByteView bits);

/// What the subject of a status list credential says: the document's own proof is another
/// question. bad_status_list if it is no such credential of one bit an entry.
Result<BitList> read_bit_list(const json::Value& document);

/// What the payload of a Token Status List says. There the first entry is the lowest bit of byte 0,
/// the bits are in zlib, and there is one purpose. bad_status_list if it does not name an issuer
/// (iss) or has other than one bit an entry.
Result<BitList> read_token_list(const json::Value& payload);

/// An index as certificates write it: decimal digits without leading zeros.
std::optional<std::uint64_t> parse_index(std::string_view text) noexcept;

}  // namespace vaxcert::status
