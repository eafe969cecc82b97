// SPDX-License-Identifier: Apache-2.0
// DEFLATE (RFC 1951), bare or wrapped as zlib (RFC 1950) or gzip (RFC 1952).

#pragma once

#include <cstddef>
#include <cstdint>

#include <vaxcert/bytes.hpp>
#include <vaxcert/result.hpp>

namespace vaxcert::encoding {

enum class Wrapping : std::uint8_t { none, zlib, gzip };

/// How hard to look for a shorter text. For a CoWIN certificate of 1811 bytes, 9 needs about 11 us
/// and 12, the highest, 61 us for 1 % less.
inline constexpr int deflate_level = 9;

/// Compresses. The same bytes give the same result. Safe to call from many threads.
Bytes deflate(ByteView bytes, Wrapping wrapping, int level = deflate_level);

/// Decompresses all of `compressed`, which is one stream in that wrapping and nothing after it. A
/// stream that stands for more than `limit` bytes answers limit_exceeded, at a cost in proportion
/// to `limit`. Safe to call from many threads.
Result<Bytes> inflate(ByteView compressed, Wrapping wrapping, std::size_t limit);

/// The checksum of gzip and ZIP.
std::uint32_t crc32(ByteView bytes);

}  // namespace vaxcert::encoding
