// SPDX-License-Identifier: Apache-2.0
// The bits of a deflate stream and the Huffman codes in it (RFC 1951 section 3.1.1 and 3.2.2).

#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include <vaxcert/bytes.hpp>

namespace vaxcert::encoding {

/// Bits, the lowest of each byte first. Beyond the end there are zeros, and overrun() says so.
class Bits {
  public:
    explicit Bits(ByteView bytes) : bytes_(bytes) {}

    /// The next `count` bits, at most 16, which stay or go.
    unsigned peek(unsigned count) {
        if (held_ < count) refill();
        return static_cast<unsigned>(bits_ & ((std::uint64_t{1} << count) - 1));
    }
    void skip(unsigned count) {
        bits_ >>= count;
        held_ -= count;
    }
    unsigned take(unsigned count) {
        const unsigned value = peek(count);
        skip(count);
        return value;
    }

    /// Goes on to the next whole byte; false if what is passed over is not zero.
    bool align() { return take(held_ % 8) == 0; }

    bool overrun() const { return at_ - held_ / 8 > bytes_.size(); }
    bool at_end() const { return at_ - held_ / 8 == bytes_.size(); }

  private:
    void refill() {
        if (bytes_.size() >= 8 && at_ <= bytes_.size() - 8) {
            std::uint64_t eight = 0;
            for (unsigned i = 0; i < 8; ++i) eight |= std::uint64_t{bytes_[at_ + i]} << 8 * i;
            // Bits beyond the whole bytes that fit come again with the next refill, as they are.
            bits_ |= eight << held_;
            const unsigned fit = (63 - held_) / 8;
            at_ += fit;
            held_ += fit * 8;
            return;
        }
        for (; held_ <= 48; held_ += 8) {
            const std::uint64_t byte = at_ < bytes_.size() ? bytes_[at_] : 0;
            bits_ |= byte << held_;
            ++at_;
        }
    }

    ByteView bytes_;
    std::size_t at_ = 0;
    std::uint64_t bits_ = 0;
    unsigned held_ = 0;
};

/// A Huffman code, given by the length of each symbol's code.
class Code {
  public:
    static constexpr unsigned longest = 15;

    explicit Code(std::span<const std::uint8_t> lengths);

    /// A symbol as it stood in the stream: which one, and its code, the first bit the highest. A
    /// length of 0: no code matches.
    struct Symbol {
        std::uint32_t value : 9 = 0;
        std::uint32_t length : 4 = 0;
        std::uint32_t code : 15 = 0;
    };

    Symbol read(Bits& bits) const {
        const Symbol& found = table_[bits.peek(table_bits)];
        if (found.length == 0) return read_long(bits);
        bits.skip(found.length);
        return found;
    }

    /// The symbol that has this code, if any has.
    Symbol find(unsigned code, unsigned length) const {
        const unsigned nth = code - first_[length];
        if (nth >= count_[length]) return {};
        return {symbols_[index_[length] + nth] & 0x1ffU, length & 0xfU, code & 0x7fffU};
    }

  private:
    static constexpr unsigned table_bits = 9;

    Symbol read_long(Bits& bits) const;
    void fill_table();

    std::array<std::uint16_t, longest + 2> count_{};  ///< how many codes there are of each length
    std::array<std::uint16_t, longest + 2> index_{};  ///< where their symbols begin
    std::array<std::uint16_t, longest + 2> first_{};  ///< the first code of each length
    std::array<std::uint16_t, 288> symbols_;          ///< in the order of their codes
    std::array<Symbol, 1U << table_bits> table_{};    ///< by the next bits of the stream
};

}  // namespace vaxcert::encoding
