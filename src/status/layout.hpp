// SPDX-License-Identifier: Apache-2.0
// Where what stands in the file of a signed list (docs/formats/status-list.md).

#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include <vaxcert/bytes.hpp>
#include <vaxcert/signed_status.hpp>

namespace vaxcert::status {

/// Not text, and destroyed by whatever changes line ends or the eighth bit.
inline constexpr std::array<std::uint8_t, 8> magic = {0x89, 'V', 'S', 'L', '\r', '\n', 0x1a, '\n'};

inline constexpr std::size_t name_size = std::tuple_size_v<Withdrawal::Name>;
inline constexpr std::size_t entry_size = sizeof(Withdrawal);
inline constexpr std::size_t entries_in_block = 64;
inline constexpr std::size_t hash_size = 32;
inline constexpr std::size_t row_size = name_size + hash_size;  ///< of the table of blocks
inline constexpr std::size_t signature_size = 64;
inline constexpr std::size_t fixed_size = 84;  ///< of the header before the two texts
inline constexpr std::size_t longest_text = 2048;

/// The name of an entry where it lies. Texts compare as bytes without a sign, and fast.
inline std::string_view name_in(const Withdrawal& entry) noexcept {
    return as_text(ByteView(entry.bytes()).first(name_size));
}

/// A number in as many bytes, the first of them the highest.
template <class Number>
void append_number(Number number, Bytes& to) {
    for (std::size_t shift = sizeof(Number) * 8; shift > 0;) {
        shift -= 8;
        to.push_back(static_cast<std::uint8_t>(static_cast<std::uint64_t>(number) >> shift));
    }
}

inline std::uint64_t number_in(ByteView bytes) noexcept {
    std::uint64_t number = 0;
    for (const std::uint8_t byte : bytes) number = number << 8 | byte;
    return number;
}

/// How many blocks hold so many entries.
constexpr std::size_t blocks_of(std::size_t entries) noexcept {
    return (entries + entries_in_block - 1) / entries_in_block;
}

}  // namespace vaxcert::status
