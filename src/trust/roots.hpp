// SPDX-License-Identifier: Apache-2.0
// Roots of trust, and how one set of them makes way for the next.

#pragma once

#include <span>

#include <vaxcert/trust_bundle.hpp>

#include "cose/sign.hpp"

namespace vaxcert {

inline constexpr std::size_t most_roots = 64, most_delegates = 256, most_rotations = 64;

/// What a message is, signed with it, so that none can be taken for another.
inline constexpr const char* bundle_type = "application/vaxcert-trust-bundle+cbor";
inline constexpr const char* roots_type = "application/vaxcert-trust-roots+cbor";

/// The name of a key among signatures: the SHA-256 of its SubjectPublicKeyInfo.
Bytes name_of(const PublicKey& key);

/// Whether the message holds a good signature by this key.
bool is_signed_by(const cose::Sign& message, const PublicKey& key);

/// How many of these keys, each once, made a good signature of the message.
std::size_t count_signatures(const cose::Sign& message, std::span<const PublicKey> keys);

/// Whether enough keys stand in a set, none of them twice, all of a kind that may sign bundles.
Result<Done> check_roots(const TrustRoots& roots);

/// The set as bytes that are signed, and the inverse.
Bytes write_roots(const TrustRoots& roots);
Result<TrustRoots> read_roots(ByteView bytes);

/// Where the rotations lead from the pinned roots. Those before them are passed over, unread.
Result<TrustRoots> follow(const TrustRoots& pinned, std::span<const Bytes> rotations);

}  // namespace vaxcert
