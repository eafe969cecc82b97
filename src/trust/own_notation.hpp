// SPDX-License-Identifier: Apache-2.0
// Trust lists in our own JSON notation (docs/schemas/trust-list.schema.json).

#pragma once

#include <optional>
#include <string>

#include <vaxcert/trust_list.hpp>

#include "json/value.hpp"

namespace vaxcert {

/// {bad_trust_list, detail}
Error bad_trust_list(std::string detail);

/// The same of one key: "key 3: there is no ...", of which `index` counts from 0.
Error in_key(std::size_t index, const Error& error);

/// A key that stands in JSON: a JWK as an object, any other notation as a text.
Result<PublicKey> key_in(const json::Value& value);

/// The time that a member holds, if it is there.
Result<std::optional<Time>> time_in(const json::Value& object, const char* member);

/// The `crlVersion` of a JWK: that its issuer keeps a list of withdrawn cards, and which number
/// that has. What cannot be read is 0, so that any list will do and none will not.
std::optional<std::uint64_t> card_list_of(const json::Value& jwk);

Result<TrustList> read_own_notation(const json::Value& value);

}  // namespace vaxcert
