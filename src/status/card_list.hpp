// SPDX-License-Identifier: Apache-2.0
// The list that an issuer of SMART Health Cards keeps for one of its keys.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <vaxcert/result.hpp>
#include <vaxcert/time.hpp>

#include "json/value.hpp"

namespace vaxcert::status {

struct CardList {
    std::string signer;  ///< as the format's handles have it: ISSUER#KID
    std::string method;  ///< "rid" or "hash-fhir"
    std::uint64_t number = 0;
    /// Ids, and for some of them the instant before which cards must have been issued to be
    /// withdrawn.
    std::unordered_map<std::string, std::optional<Time>> ids = {};

    /// Whether a card with this id, issued at that time, is withdrawn.
    bool withdraws(const std::string& id, const std::optional<Time>& issued_at) const;
};

/// Reads {"kid", "method", "ctr", "rids": ["ID" or "ID.SECONDS", ...]}.
Result<CardList> read_card_list(std::string_view issuer, const json::Value& list);

/// Reads an array of {"issuer", "list"}, each list as above.
Result<std::vector<CardList>> read_card_lists(const json::Value& lists);

}  // namespace vaxcert::status
