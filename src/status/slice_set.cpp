// SPDX-License-Identifier: Apache-2.0
#include "status/slice_set.hpp"

#include <algorithm>
#include <optional>

#include <vaxcert/status_list.hpp>

#include "encoding/base64.hpp"
#include "encoding/base64url.hpp"
#include "encoding/hex.hpp"
#include "json/parse.hpp"

namespace vaxcert {
namespace status {
namespace {

using json::Value;
using Kind = Value::Kind;

constexpr Reason bad = Reason::bad_status_list;

Error bad_set(std::string detail) {
    return {bad, std::move(detail)};
}

Result<std::string> text_at(const Value& object, std::string_view name) {
    const auto value = json::member_at(object, name, Kind::string, bad);
    if (!value) return value.error();
    return (*value)->string();
}

/// A kid in the one notation of certificates; services write it as base64url too.
std::string kid_of(const std::string& text) {
    const auto bytes = encoding::from_base64url_padded_or_not(text);
    return bytes ? encoding::to_base64(*bytes) : text;
}

/// How many digits of a hash choose a partition.
std::optional<std::size_t> digits_of(std::string_view mode) {
    if (mode == "POINT") return 0;
    if (mode == "VECTOR") return 1;
    return mode == "COORDINATE" ? std::optional<std::size_t>(2) : std::nullopt;
}

/// The hexadecimal digit of a coordinate, which is null where the mode has none.
std::string digit_at(const Value& partition, std::string_view name) {
    const Value* value = partition.find(name);
    return value && value->is_string() ? value->string() : std::string();
}

class Reader {
  public:
    explicit Reader(const Value& document) : document_(document) {}

    Result<SliceSet> read() {
        if (const auto lists = read_lists(); !lists) return lists.error();
        if (const auto partitions = read_partitions(); !partitions) return partitions.error();
        return std::move(set_);
    }

  private:
    Result<Done> read_lists() {
        const auto lists = json::member_at(document_, "lists", Kind::array, bad);
        if (!lists) return lists.error();
        for (const Value& list : (*lists)->array()) {
            const auto kid = text_at(list, "kid");
            if (!kid) return kid.error();
            const auto mode = text_at(list, "mode");
            if (!mode) return mode.error();
            const auto digits = digits_of(*mode);
            if (!digits) return bad_set("the mode of a list is POINT, VECTOR or COORDINATE");
            const auto types = json::member_at(list, "hashTypes", Kind::array, bad);
            if (!types) return types.error();
            KeySlices key{.hash_types = {}, .digits = *digits + 1};
            for (const Value& type : (*types)->array()) {
                if (!type.is_string()) return bad_set("a hash type of a list is no text");
                key.hash_types.push_back(type.string());
            }
            set_.keys.insert_or_assign(kid_of(*kid), std::move(key));
        }
        return Done{};
    }

    Result<Done> read_partitions() {
        const auto partitions = json::member_at(document_, "partitions", Kind::array, bad);
        if (!partitions) return partitions.error();
        for (const Value& partition : (*partitions)->array()) {
            const auto kid = text_at(partition, "kid");
            if (!kid) return kid.error();
            const auto key = set_.keys.find(kid_of(*kid));
            if (key == set_.keys.end()) return bad_set("a partition is of a key without a list");
            const std::string place = digit_at(partition, "x") + digit_at(partition, "y");
            const auto chunks = json::member_at(partition, "chunks", Kind::object, bad);
            if (!chunks) return chunks.error();
            for (const json::Member& chunk : (*chunks)->object())
                if (const auto read = read_chunk(place + chunk.name, chunk.value, key->second);
                    !read)
                    return read.error();
        }
        return Done{};
    }

    /// A chunk has a slice for each time of expiry.
    Result<Done> read_chunk(const std::string& place, const Value& chunk, KeySlices& key) {
        constexpr std::string_view digits = "0123456789abcdef";
        if (place.size() != key.digits || place.find_first_not_of(digits) != place.npos ||
            !chunk.is_object())
            return bad_set("a chunk is not where the mode of its list has chunks");
        for (const json::Member& member : chunk.object()) {
            const auto slice = slice_of(member.value);
            if (!slice) return slice.error();
            key.slices[place].push_back(*slice);
        }
        return Done{};
    }

    Result<Slice> slice_of(const Value& about) const {
        const auto type = text_at(about, "type");
        if (!type) return type.error();
        const auto hash = text_at(about, "hash");
        if (!hash) return hash.error();
        const bool is_filter = *type == "BLOOMFILTER";
        if (!is_filter && *type != "VARHASHLIST")
            return bad_set("the type of a slice is BLOOMFILTER or VARHASHLIST");
        const Value* slices = document_.find("slices");
        const Value* slice = slices ? slices->find(*hash) : nullptr;
        if (!slice || !slice->is_string())
            return bad_set("a slice that a partition names is not there");
        const auto bytes = encoding::from_base64(slice->string());
        if (!bytes) return bad_set("a slice: " + bytes.error().detail);
        return Slice::read(is_filter ? Slice::Type::bloom_filter : Slice::Type::hash_list, *bytes);
    }

    const Value& document_;
    SliceSet set_;
};

}  // namespace

bool SliceSet::holds(const std::string& kid, const std::string& hash_type, ByteView hash) const {
    const auto key = keys.find(kid);
    if (key == keys.end() || hash.size() != 16) return false;
    const auto& types = key->second.hash_types;
    if (std::ranges::find(types, hash_type) == types.end()) return false;
    const auto slices =
        key->second.slices.find(encoding::to_hex(hash).substr(0, key->second.digits));
    return slices != key->second.slices.end() &&
           std::ranges::any_of(slices->second, [&](const Slice& one) { return one.holds(hash); });
}

Result<SliceSet> read_slice_set(std::string_view text) {
    const auto document = json::parse(text, Budget::for_trusted_data());
    if (!document) return bad_set("the slices are not in JSON: " + document.error().detail);
    return Reader(*document).read();
}

}  // namespace status

Result<StatusList> StatusList::parse_slices(std::string_view json) {
    auto set = status::read_slice_set(json);
    if (!set) return set.error();
    StatusList all;
    all.add(std::make_shared<const status::SliceSet>(*std::move(set)));
    return all;
}

}  // namespace vaxcert
