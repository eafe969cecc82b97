// SPDX-License-Identifier: Apache-2.0
// The door to libsodium: the only Ed25519 of the library, for signing as for verifying.

#pragma once

#include <array>
#include <cstdint>

#include <vaxcert/bytes.hpp>

namespace vaxcert::crypto::ed25519 {

using Key = std::array<std::uint8_t, 32>;

/// Whether these bytes are the canonical encoding of a point on the curve that is not of small
/// order: anything else can never verify, so it is no key.
bool is_public_key(const Key& key);

/// docs/decisions/0003-ed25519-edge-points.md
bool verifies(const Key& key, ByteView message, ByteView signature);

}  // namespace vaxcert::crypto::ed25519
