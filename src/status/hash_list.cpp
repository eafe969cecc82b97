// SPDX-License-Identifier: Apache-2.0
#include "status/hash_list.hpp"

#include <algorithm>

#include "encoding/base64.hpp"
#include "json/parse.hpp"

namespace vaxcert::status {
namespace {

using json::Value;
using Kind = Value::Kind;

constexpr Reason bad = Reason::bad_status_list;
constexpr std::size_t most_entries = 1000;
constexpr std::array<std::string_view, 3> types = {"UCI", "COUNTRYCODEUCI", "SIGNATURE"};

Error bad_batch(std::string detail) {
    return {bad, std::move(detail)};
}

Result<std::string> text_at(const Value& batch, std::string_view name) {
    const auto value = json::member_at(batch, name, Kind::string, bad);
    if (!value) return value.error();
    return (*value)->string();
}

Result<Hash16> hash_in(const Value& entry) {
    const auto text = text_at(entry, "hash");
    if (!text) return text.error();
    const auto bytes = encoding::from_base64(*text);
    Hash16 hash;
    if (!bytes || bytes->size() != hash.size())
        return bad_batch("a hash of the batch is not the base64 of 16 bytes");
    std::ranges::copy(*bytes, hash.begin());
    return hash;
}

}  // namespace

bool HashList::holds(std::string_view hash) const {
    Hash16 wanted;
    if (hash.size() != wanted.size()) return false;
    std::ranges::copy(as_bytes(hash), wanted.begin());
    return std::ranges::binary_search(hashes, wanted);
}

Result<HashList> read_batch(const Value& batch) {
    const auto country = text_at(batch, "country");
    if (!country) return country.error();
    const auto kid = text_at(batch, "kid");
    if (!kid) return kid.error();
    const auto type = text_at(batch, "hashType");
    if (!type) return type.error();
    const auto expires = text_at(batch, "expires");
    if (!expires) return expires.error();
    if (const auto last = parse_time(*expires); !last)
        return bad_batch("expires: " + last.error().detail);
    if (std::ranges::find(types, *type) == types.end())
        return bad_batch("the hashType of a batch is UCI, COUNTRYCODEUCI or SIGNATURE");
    const auto entries = json::member_at(batch, "entries", Kind::array, bad);
    if (!entries) return entries.error();
    const std::size_t count = (*entries)->array().size();
    if (count == 0 || count > most_entries)
        return bad_batch("a batch has 1 to 1000 entries, and this one " + std::to_string(count));

    HashList list{.country = *country,
                  .kid = *kid == "UNKNOWN_KID" ? std::string() : *kid,
                  .hash_type = *type};
    for (const Value& entry : (*entries)->array()) {
        const auto hash = hash_in(entry);
        if (!hash) return hash.error();
        list.hashes.push_back(*hash);
    }
    std::ranges::sort(list.hashes);
    return list;
}

}  // namespace vaxcert::status
