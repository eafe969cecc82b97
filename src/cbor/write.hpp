// SPDX-License-Identifier: Apache-2.0
// CBOR in the one spelling that there is of everything.

#pragma once

#include "cbor/value.hpp"

namespace vaxcert::cbor {

/// Deterministic CBOR (RFC 8949 section 4.2.1): shortest numbers, lengths and floats, definite
/// lengths, map keys in the order of their bytes.
Bytes to_bytes(const Value& value);

/// Appends the head of an item: its major type, 0 to 7, and its argument, as short as can be.
void append_head(int major, std::uint64_t argument, Bytes& to);

/// Appends a byte string, head and content.
void append_byte_string(ByteView content, Bytes& to);

}  // namespace vaxcert::cbor
