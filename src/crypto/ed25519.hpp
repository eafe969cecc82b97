// SPDX-License-Identifier: Apache-2.0
// The door to libsodium: the only Ed25519 of the library, for signing as for verifying.

#pragma once

#include <array>
#include <cstdint>
#include <memory>

#include <vaxcert/bytes.hpp>

namespace vaxcert::crypto::ed25519 {

using Key = std::array<std::uint8_t, 32>;

/// Whether these bytes are the canonical encoding of a point on the curve that is not of small
/// order: anything else can never verify, so it is no key.
bool is_public_key(const Key& key);

/// The private half, in memory of libsodium's: locked, between guard pages, wiped when it goes.
class SecretKey {
  public:
    /// From the 32 bytes of RFC 8032 section 5.1.5; the public half is computed.
    static SecretKey from_seed(ByteView seed);

    /// A fresh key from the system's random source.
    static SecretKey generate();

    Key public_key() const;
    ByteView seed() const noexcept;

    /// 64 bytes, the same for the same message.
    Bytes sign(ByteView message) const;

  private:
    struct Free {
        void operator()(std::uint8_t* bytes) const noexcept;
    };
    using Memory = std::unique_ptr<std::uint8_t, Free>;

    explicit SecretKey(Memory bytes) : bytes_(std::move(bytes)) {}
    static Memory allocate();

    Memory bytes_;  ///< seed, then public key
};

/// docs/decisions/0005-ed25519-edge-points.md
bool verifies(const Key& key, ByteView message, ByteView signature);

}  // namespace vaxcert::crypto::ed25519
