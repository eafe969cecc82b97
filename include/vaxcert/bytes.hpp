// SPDX-License-Identifier: Apache-2.0
// Raw bytes, owned and borrowed.

#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace vaxcert {

/// Bytes that are owned.
using Bytes = std::vector<std::uint8_t>;

/// Bytes that somebody else owns, and keeps alive while they are looked at.
using ByteView = std::span<const std::uint8_t>;

/// The bytes of a text.
inline ByteView as_bytes(std::string_view text) noexcept {
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

/// Bytes looked at as text. Says nothing about their encoding.
inline std::string_view as_text(ByteView bytes) noexcept {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

}  // namespace vaxcert
