// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "crypto/hash.hpp"
#include "encoding/hex.hpp"
#include "status/layout.hpp"
#include "status/slice_set.hpp"

namespace vaxcert::status {
namespace {

Error bad_slice(const char* what) {
    return {Reason::bad_status_list, std::string("a slice ") + what};
}

/// A number of 256 bits, in two's complement as the filters' makers take it, modulo a small one.
std::uint64_t modulo(ByteView number, std::uint64_t divisor) {
    std::uint64_t rest = 0, power = 1;
    for (const std::uint8_t byte : number) {
        rest = (rest * 256 + byte) % divisor;
        power = power * 256 % divisor;
    }
    const bool negative = (number.front() & 0x80U) != 0;
    return negative ? (rest + divisor - power) % divisor : rest;
}

/// version, how many hashes, which hash, rate, room, count: then the words.
Result<Bytes> read_filter(ByteView bytes) {
    constexpr std::size_t header = 20;
    if (bytes.size() < header) return bad_slice("ends within its header");
    const std::uint64_t words = number_in(bytes.subspan(16, 4));
    if (number_in(bytes.first(2)) != 1 || bytes[2] == 0 || bytes[2] > 0x7f || bytes[3] != 0)
        return bad_slice("is a Bloom filter of another version or with another hash");
    if (words == 0 || bytes.size() - header != words * 4)
        return bad_slice("is a Bloom filter that is shorter or longer than it says");
    return Bytes(bytes.begin() + header, bytes.end());
}

/// version, rate, count, width: then the beginnings, sorted here.
Result<Bytes> read_list(ByteView bytes) {
    constexpr std::size_t header = 11;
    if (bytes.size() < header) return bad_slice("ends within its header");
    const std::uint64_t count = number_in(bytes.subspan(6, 4));
    const std::size_t width = bytes[10];
    if (number_in(bytes.first(2)) != 1 || width == 0 || width > 16)
        return bad_slice("is a list of another version, or of hashes of another length");
    if (bytes.size() - header != count * width)
        return bad_slice("is a list that is shorter or longer than it says");
    std::vector<ByteView> entries;
    for (std::size_t at = header; at < bytes.size(); at += width)
        entries.push_back(bytes.subspan(at, width));
    std::ranges::sort(entries, {}, as_text);
    Bytes data;
    for (const ByteView entry : entries) data.insert(data.end(), entry.begin(), entry.end());
    return data;
}

}  // namespace

Result<Slice> Slice::read(Type type, ByteView bytes) {
    const bool is_filter = type == Type::bloom_filter;
    auto data = is_filter ? read_filter(bytes) : read_list(bytes);
    if (!data) return data.error();
    return Slice(type, is_filter ? bytes[2] : bytes[10], *std::move(data));
}

bool Slice::holds(ByteView hash) const {
    if (type_ == Type::hash_list) return begins_one(hash);
    // Makers have put hashes in as bytes and as hexadecimal text; either counts.
    return bits_are_set(hash) || bits_are_set(as_bytes(encoding::to_hex(hash)));
}

bool Slice::bits_are_set(ByteView element) const {
    Bytes seeded(element.begin(), element.end());
    seeded.push_back(0);
    for (std::size_t i = 0; i < width_; ++i) {
        seeded.back() = static_cast<std::uint8_t>(i);
        const std::uint64_t bit = modulo(crypto::sha256(seeded), std::uint64_t{data_.size()} * 8);
        if ((data_[bit / 8] >> (7 - bit % 8) & 1) == 0) return false;
    }
    return true;
}

bool Slice::begins_one(ByteView hash) const {
    const ByteView wanted = hash.first(width_);
    std::size_t low = 0, high = data_.size() / width_;
    while (low < high) {
        const std::size_t middle = low + (high - low) / 2;
        const ByteView entry = ByteView(data_).subspan(middle * width_, width_);
        const int order = as_text(entry).compare(as_text(wanted));
        if (order == 0) return true;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return false;
}

}  // namespace vaxcert::status
