// SPDX-License-Identifier: Apache-2.0
#include "encoding/deflate_spelling.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace vaxcert::encoding {
namespace {

/// Bits, the lowest of each byte first. Beyond the end there are zeros, and `overrun` says so.
class Bits {
  public:
    explicit Bits(ByteView bytes) : bytes_(bytes) {}

    unsigned take(unsigned count) {
        const unsigned value = peek(count);
        skip(count);
        return value;
    }
    unsigned peek(unsigned count) {
        while (held_ < count) {
            const std::uint64_t byte = at_ < bytes_.size() ? bytes_[at_] : 0;
            ++at_;
            bits_ |= byte << held_;
            held_ += 8;
        }
        return static_cast<unsigned>(bits_ & ((std::uint64_t{1} << count) - 1));
    }
    void skip(unsigned count) {
        bits_ >>= count;
        held_ -= count;
    }

    /// Goes on to the next whole byte; false if what is passed over is not zero.
    bool align() { return take(held_ % 8) == 0; }

    bool overrun() const { return at_ - held_ / 8 > bytes_.size(); }
    bool at_end() const { return at_ - held_ / 8 == bytes_.size(); }

  private:
    ByteView bytes_;
    std::size_t at_ = 0;
    std::uint64_t bits_ = 0;
    unsigned held_ = 0;
};

constexpr unsigned longest_code = 15;

/// A Huffman code (RFC 1951 section 3.2.2) as a table of all 15-bit inputs would be too large; so
/// by length: the first code of each, and the symbols in the order of their codes.
class Code {
  public:
    explicit Code(std::span<const std::uint8_t> lengths) {
        for (const std::uint8_t length : lengths) ++count_[length];
        count_[0] = 0;
        std::array<std::uint16_t, longest_code + 2> next{};
        for (unsigned length = 1; length <= longest_code; ++length)
            next[length + 1] = static_cast<std::uint16_t>(next[length] + count_[length]);
        for (std::size_t symbol = 0; symbol < lengths.size(); ++symbol)
            if (lengths[symbol] != 0)
                symbols_[next[lengths[symbol]]++] = static_cast<std::uint16_t>(symbol);
        fill_table();
    }

    /// The next symbol, or -1 if no code matches.
    int read(Bits& bits) const {
        const Short& entry = table_[bits.peek(table_bits)];
        if (entry.length != 0) {
            bits.skip(entry.length);
            return entry.symbol;
        }
        int code = 0;
        int first = 0;
        int index = 0;
        for (unsigned length = 1; length <= longest_code; ++length) {
            code |= static_cast<int>(bits.take(1));
            const int count = count_[length];
            if (code - count < first)
                return symbols_[static_cast<std::size_t>(index + (code - first))];
            index += count;
            first = (first + count) << 1;
            code <<= 1;
        }
        return -1;
    }

    /// The bits of a symbol's code and how many they are; 0 of them if it has none.
    std::pair<unsigned, unsigned> code_of(std::size_t symbol) const {
        unsigned code = 0;
        std::size_t index = 0;
        for (unsigned length = 1; length <= longest_code; ++length, code <<= 1)
            for (unsigned i = 0; i < count_[length]; ++i, ++code, ++index)
                if (symbols_[index] == symbol) return {code, length};
        return {0, 0};
    }

  private:
    static constexpr unsigned table_bits = 9;
    struct Short {
        std::uint16_t symbol = 0;
        std::uint8_t length = 0;
    };

    /// Every input that begins with a code of at most nine bits.
    void fill_table() {
        unsigned code = 0;
        std::size_t index = 0;
        for (unsigned length = 1; length <= table_bits; ++length) {
            for (unsigned i = 0; i < count_[length]; ++i, ++code, ++index) {
                unsigned reversed = 0;
                for (unsigned bit = 0; bit < length; ++bit)
                    reversed |= (code >> bit & 1U) << (length - 1 - bit);
                for (unsigned input = reversed; input < table_.size(); input += 1U << length)
                    table_[input] = {symbols_[index], static_cast<std::uint8_t>(length)};
            }
            code <<= 1;
        }
    }

    std::array<std::uint16_t, longest_code + 1> count_{};
    std::array<std::uint16_t, 288> symbols_{};
    std::array<Short, 1U << table_bits> table_{};
};

struct Codes {
    Code literals;
    Code distances;
};

Codes fixed_codes() {
    std::array<std::uint8_t, 288> lengths{};
    for (std::size_t i = 0; i < lengths.size(); ++i)
        lengths[i] = i < 144 ? 8 : i < 256 ? 9 : i < 280 ? 7 : 8;
    std::array<std::uint8_t, 30> five{};
    five.fill(5);
    return {Code(lengths), Code(five)};
}

/// RFC 1951 section 3.2.7.
std::optional<Codes> dynamic_codes(Bits& bits) {
    const std::size_t literals = bits.take(5) + 257;
    const std::size_t distances = bits.take(5) + 1;
    const std::size_t code_lengths = bits.take(4) + 4;
    if (literals > 286 || distances > 30) return {};
    constexpr std::array<std::uint8_t, 19> order = {16, 17, 18, 0, 8,  7, 9,  6, 10, 5,
                                                    11, 4,  12, 3, 13, 2, 14, 1, 15};
    std::array<std::uint8_t, 19> first{};
    for (std::size_t i = 0; i < code_lengths; ++i)
        first[order[i]] = static_cast<std::uint8_t>(bits.take(3));
    const Code code(first);

    std::array<std::uint8_t, 316> lengths{};
    for (std::size_t at = 0; at < literals + distances;) {
        const int symbol = code.read(bits);
        if (symbol < 0 || (symbol == 16 && at == 0)) return {};
        if (symbol < 16) {
            lengths[at++] = static_cast<std::uint8_t>(symbol);
            continue;
        }
        const std::uint8_t value = symbol == 16 ? lengths[at - 1] : std::uint8_t{0};
        std::size_t times = symbol == 16   ? bits.take(2) + 3
                            : symbol == 17 ? bits.take(3) + 3
                                           : bits.take(7) + 11;
        if (at + times > literals + distances) return {};
        while (times-- > 0) lengths[at++] = value;
    }
    const std::span<const std::uint8_t> all(lengths);
    return Codes{Code(all.first(literals)), Code(all.subspan(literals, distances))};
}

/// How a distance is written (RFC 1951 section 3.2.5).
struct Distance {
    std::size_t symbol = 0;
    unsigned extra = 0;       ///< the value of the bits that follow the symbol
    unsigned extra_bits = 0;  ///< how many they are
};

/// For each place of the content, the place before it where the same three bytes stand.
class Places {
  public:
    explicit Places(ByteView content)
        : content_(content), before_(content.size(), none), steps_(content.size() * 16) {
        heads_.fill(none);
        for (std::size_t at = 0; at + 3 <= content.size(); ++at) {
            std::uint32_t& head = heads_[slot(at)];
            before_[at] = head;
            head = static_cast<std::uint32_t>(at);
        }
    }

    /// The distance from `at` back to the nearest place where the next `length` bytes stand too; 0
    /// if there is none within `limit`. Content made to have very many candidates is not searched
    /// to the end.
    std::size_t nearest(std::size_t at, std::size_t length, std::size_t limit) {
        for (std::uint32_t place = before_[at]; place != none && at - place <= limit && steps_ > 0;
             place = before_[place], --steps_)
            if (std::memcmp(content_.data() + place, content_.data() + at, length) == 0)
                return at - place;
        return 0;
    }

  private:
    static constexpr std::uint32_t none = UINT32_MAX;

    std::size_t slot(std::size_t at) const {
        const std::uint32_t three = content_[at] | std::uint32_t{content_[at + 1]} << 8 |
                                    std::uint32_t{content_[at + 2]} << 16;
        return (three * 2654435761U) >> 20;
    }

    ByteView content_;
    std::vector<std::uint32_t> before_;
    std::size_t steps_;
    std::array<std::uint32_t, 4096> heads_{};
};

// RFC 1951 section 3.2.5: what length and distance symbols mean, and how many bits follow them.
constexpr std::array<std::uint16_t, 29> length_base = {3,  4,  5,  6,   7,   8,   9,   10,  11, 13,
                                                       15, 17, 19, 23,  27,  31,  35,  43,  51, 59,
                                                       67, 83, 99, 115, 131, 163, 195, 227, 258};
constexpr std::array<std::uint8_t, 29> length_bits = {0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2,
                                                      2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0};
constexpr std::array<std::uint16_t, 30> distance_base = {
    1,   2,   3,   4,   5,   7,    9,    13,   17,   25,   33,   49,   65,    97,    129,
    193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577};

unsigned extra_bits_of(std::size_t symbol) {
    return symbol < 4 ? 0 : static_cast<unsigned>(symbol / 2 - 1);
}

Distance spelled(std::size_t distance) {
    const auto after = std::ranges::upper_bound(distance_base, distance);
    const auto symbol = static_cast<std::size_t>(after - distance_base.begin()) - 1;
    return {symbol, static_cast<unsigned>(distance - distance_base[symbol]), extra_bits_of(symbol)};
}

/// Whether one changed bit makes one distance of the other.
bool differ_in_one_bit(const Code& code, const Distance& one, const Distance& other) {
    if (one.symbol == other.symbol) return std::popcount(one.extra ^ other.extra) == 1;
    if (one.extra != other.extra || one.extra_bits != other.extra_bits) return false;
    const auto [bits, length] = code.code_of(one.symbol);
    const auto [other_bits, other_length] = code.code_of(other.symbol);
    return length == other_length && std::popcount(bits ^ other_bits) == 1;
}

/// Walks through a block of symbols; false where it leaves the content, or where a bit was changed
/// that made a repetition point farther back.
bool walk(Bits& bits, const Codes& codes, Places& places, std::size_t& at, std::size_t size) {
    while (!bits.overrun()) {
        const int symbol = codes.literals.read(bits);
        if (symbol == 256) return true;
        if (symbol < 0 || symbol > 285) return false;
        if (symbol < 256) {
            if (++at > size) return false;
            continue;
        }
        const auto long_symbol = static_cast<std::size_t>(symbol - 257);
        const std::size_t length = length_base[long_symbol] + bits.take(length_bits[long_symbol]);
        const int far = codes.distances.read(bits);
        if (far < 0 || far > 29) return false;
        const auto far_symbol = static_cast<std::size_t>(far);
        const Distance written{far_symbol, bits.take(extra_bits_of(far_symbol)),
                               extra_bits_of(far_symbol)};
        const std::size_t distance = distance_base[far_symbol] + written.extra;
        if (at + length > size || distance > at) return false;
        const std::size_t nearest = places.nearest(at, length, distance);
        if (nearest != 0 && nearest != distance &&
            differ_in_one_bit(codes.distances, written, spelled(nearest)))
            return false;
        at += length;
    }
    return false;
}

bool pass_stored(Bits& bits, std::size_t& at, std::size_t size) {
    if (!bits.align()) return false;
    const unsigned length = bits.take(16);
    if ((bits.take(16) ^ length) != 0xffff || at + length > size) return false;
    for (unsigned i = 0; i < length; ++i) bits.take(8);
    at += length;
    return true;
}

}  // namespace

bool is_spelled_by_an_encoder(ByteView stream, ByteView content) {
    Bits bits(stream);
    Places places(content);
    std::size_t at = 0;
    for (bool last = false; !last;) {
        last = bits.take(1) == 1;
        switch (bits.take(2)) {
            case 0:
                if (!pass_stored(bits, at, content.size())) return false;
                break;
            case 1:
                if (!walk(bits, fixed_codes(), places, at, content.size())) return false;
                break;
            case 2: {
                const auto codes = dynamic_codes(bits);
                if (!codes || !walk(bits, *codes, places, at, content.size())) return false;
                break;
            }
            default:
                return false;
        }
        if (bits.overrun()) return false;
    }
    return bits.align() && bits.at_end() && at == content.size();
}

}  // namespace vaxcert::encoding
