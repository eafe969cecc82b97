// SPDX-License-Identifier: Apache-2.0
// The little of DER (ITU-T X.690) that keys and ECDSA signatures need, read and written in its one
// spelling. All lengths here are below 64 KiB.

#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>

#include <vaxcert/bytes.hpp>

namespace vaxcert::crypto::der {

inline constexpr std::uint8_t integer = 0x02, bit_string = 0x03, octet_string = 0x04,
                              sequence = 0x30;

/// One element: its tag, its length, its content.
Bytes element(std::uint8_t tag, ByteView content);

/// A sequence of elements already written.
Bytes sequence_of(std::initializer_list<ByteView> elements);

/// A number that is not negative, given in big-endian bytes of any length.
Bytes unsigned_integer(ByteView number);

/// Takes one element with that tag off the front of `rest` and gives its content. Nothing, if it
/// is not there or not written in the one way.
std::optional<ByteView> take(ByteView& rest, std::uint8_t tag);

/// Takes an integer that is not negative off the front of `rest`, as big-endian bytes without
/// leading zeros.
std::optional<ByteView> take_unsigned(ByteView& rest);

}  // namespace vaxcert::crypto::der
