// SPDX-License-Identifier: Apache-2.0
// SHA-2, for one message or for very many small ones.

#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>

#include <vaxcert/bytes.hpp>

namespace vaxcert::crypto {

enum class HashAlgorithm : std::uint8_t { sha256, sha384, sha512 };

/// 32, 48 or 64 bytes.
std::size_t hash_size(HashAlgorithm algorithm) noexcept;

/// A SHA-256 digest.
using Digest = std::array<std::uint8_t, 32>;

/// A digest of any of the algorithms, without allocation.
struct HashValue {
    std::array<std::uint8_t, 64> bytes{};
    std::size_t size = 0;

    ByteView view() const noexcept { return {bytes.data(), size}; }
    operator ByteView() const noexcept { return view(); }
    bool operator==(const HashValue&) const = default;
};

Digest sha256(ByteView message);
std::array<std::uint8_t, 48> sha384(ByteView message);
std::array<std::uint8_t, 64> sha512(ByteView message);
HashValue hash(HashAlgorithm algorithm, ByteView message);

/// A hash that comes in pieces. finish() makes it ready for the next message, and no message costs
/// an allocation, so one Hasher serves thousands of small inputs. Each thread needs its own.
///
///     Hasher hasher(HashAlgorithm::sha256);
///     hasher.update(first);
///     hasher.update(second);
///     const HashValue value = hasher.finish();
class Hasher {
  public:
    explicit Hasher(HashAlgorithm algorithm);

    void update(ByteView bytes);

    /// The digest of everything since the last finish().
    HashValue finish();

    HashAlgorithm algorithm() const noexcept { return algorithm_; }

  private:
    struct Free {
        void operator()(void* context) const noexcept;
    };

    HashAlgorithm algorithm_;
    std::unique_ptr<void, Free> context_;
};

/// HMAC with SHA-256 (RFC 2104).
Digest hmac_sha256(ByteView key, ByteView message);

}  // namespace vaxcert::crypto
