// SPDX-License-Identifier: Apache-2.0
// The EU's lists as check points fetch them: hashes cut into slices, each a filter that says of
// some that they are not in it, and of the others that they are.

#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <vaxcert/bytes.hpp>
#include <vaxcert/result.hpp>

namespace vaxcert::status {

/// One slice: a Bloom filter, or a list of equally long beginnings of hashes.
class Slice {
  public:
    enum class Type : unsigned char { bloom_filter, hash_list };

    /// bad_status_list if the bytes are not what the type prescribes.
    static Result<Slice> read(Type type, ByteView bytes);

    /// Whether a hash of 16 bytes is in it, or is one of the few that are taken for one that is.
    bool holds(ByteView hash) const;

  private:
    Slice(Type type, std::size_t width, Bytes data)
        : type_(type), width_(width), data_(std::move(data)) {}

    bool bits_are_set(ByteView element) const;
    bool begins_one(ByteView hash) const;

    Type type_;
    std::size_t width_;  ///< of a Bloom filter, how many bits an element sets; of a list, bytes
    Bytes data_;
};

/// All slices of one key.
struct KeySlices {
    std::vector<std::string> hash_types;
    std::size_t digits = 1;  ///< how many hexadecimal digits of a hash choose its slices
    std::unordered_map<std::string, std::vector<Slice>> slices = {};  ///< by those digits
};

struct SliceSet {
    std::unordered_map<std::string, KeySlices> keys;  ///< by kid, base64

    bool holds(const std::string& kid, const std::string& hash_type, ByteView hash) const;
};

/// Reads {"lists", "partitions", "slices"}. A slice that a partition names and that is not there is
/// an error: what it would have said is not known.
Result<SliceSet> read_slice_set(std::string_view json);

}  // namespace vaxcert::status
