// SPDX-License-Identifier: Apache-2.0
#include "encoding/deflate_spelling.hpp"

#include <array>
#include <cstring>
#include <optional>

#include "encoding/deflate_code.hpp"

namespace vaxcert::encoding {
namespace {

/// The codes of a block (RFC 1951 section 3.2.5 to 3.2.7).
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
        const Code::Symbol symbol = code.read(bits);
        if (symbol.length == 0 || (symbol.value == 16 && at == 0)) return {};
        if (symbol.value < 16) {
            lengths[at++] = static_cast<std::uint8_t>(symbol.value);
            continue;
        }
        const std::uint8_t value = symbol.value == 16 ? lengths[at - 1] : std::uint8_t{0};
        std::size_t times = symbol.value == 16   ? bits.take(2) + 3
                            : symbol.value == 17 ? bits.take(3) + 3
                                                 : bits.take(7) + 11;
        if (at + times > literals + distances) return {};
        while (times-- > 0) lengths[at++] = value;
    }
    const std::span<const std::uint8_t> all(lengths);
    return Codes{Code(all.first(literals)), Code(all.subspan(literals, distances))};
}

// RFC 1951 section 3.2.5: what length and distance symbols mean, and how many bits follow them.
constexpr std::array<std::uint16_t, 29> length_base = {3,  4,  5,  6,   7,   8,   9,   10,  11, 13,
                                                       15, 17, 19, 23,  27,  31,  35,  43,  51, 59,
                                                       67, 83, 99, 115, 131, 163, 195, 227, 258};
constexpr std::array<std::uint8_t, 29> length_bits = {0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2,
                                                      2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0};
constexpr std::array<std::uint16_t, 30> distance_base = {
    1,   2,   3,   4,   5,   7,    9,    13,   17,   25,   33,   49,   65,    97,    129,
    193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577};

unsigned extra_bits_of(std::size_t distance_symbol) {
    return distance_symbol < 4 ? 0 : static_cast<unsigned>(distance_symbol / 2 - 1);
}

/// A walk through a stream along the content that it stands for.
class Walk {
  public:
    Walk(ByteView stream, ByteView content)
        : bits_(stream), content_(content), steps_(content.size() * 16) {}

    /// Whether the whole stream is spelled by an encoder.
    bool to_the_end();

  private:
    bool through_symbols(const Codes& codes);
    bool through_stored_bytes();
    bool would_reach_nearest(const Code& code, const Code::Symbol& symbol, unsigned extra,
                             std::size_t length);
    bool is_nearest(std::size_t distance, std::size_t length);

    /// Whether the next `length` bytes stand `distance` bytes before, too.
    bool stands(std::size_t distance, std::size_t length) const {
        const std::uint8_t* here = content_.data() + at_;
        return distance <= at_ && here[0] == *(here - distance) &&
               std::memcmp(here, here - distance, length) == 0;
    }

    Bits bits_;
    ByteView content_;
    std::size_t at_ = 0;  ///< how much of the content is passed
    std::size_t steps_;   ///< what looking for nearer places may cost
};

bool Walk::to_the_end() {
    for (bool last = false; !last;) {
        last = bits_.take(1) == 1;
        const unsigned kind = bits_.take(2);
        if (kind == 0) {
            if (!through_stored_bytes()) return false;
        } else if (kind == 1) {
            if (!through_symbols(fixed_codes())) return false;
        } else {
            const auto codes = kind == 2 ? dynamic_codes(bits_) : std::optional<Codes>();
            if (!codes || !through_symbols(*codes)) return false;
        }
        if (bits_.overrun()) return false;
    }
    return bits_.align() && bits_.at_end() && at_ == content_.size();
}

bool Walk::through_stored_bytes() {
    if (!bits_.align()) return false;
    const unsigned length = bits_.take(16);
    if ((bits_.take(16) ^ length) != 0xffff || length > content_.size() - at_) return false;
    for (unsigned i = 0; i < length; ++i) bits_.take(8);
    at_ += length;
    return true;
}

bool Walk::through_symbols(const Codes& codes) {
    constexpr unsigned end_of_block = 256;
    Bits bits = bits_;  // a copy of its own stays in registers
    while (!bits.overrun()) {
        const Code::Symbol symbol = codes.literals.read(bits);
        if (symbol.length == 0) return false;
        if (symbol.value < end_of_block) {
            if (++at_ > content_.size()) return false;
            continue;
        }
        if (symbol.value == end_of_block) {
            bits_ = bits;
            return true;
        }
        const std::size_t nth = symbol.value - end_of_block - 1U;
        if (nth >= length_base.size()) return false;
        const std::size_t length = length_base[nth] + bits.take(length_bits[nth]);
        const Code::Symbol far = codes.distances.read(bits);
        if (far.length == 0 || far.value >= distance_base.size()) return false;
        const unsigned extra = bits.take(extra_bits_of(far.value));
        if (length > content_.size() - at_ || distance_base[far.value] + extra > at_) return false;
        if (would_reach_nearest(codes.distances, far, extra, length)) return false;
        at_ += length;
    }
    return false;
}

/// Whether this distance is not the nearest, and one changed bit would make it so: either of the
/// bits that follow the symbol, or of the symbol's code if as many bits follow the other one.
bool Walk::would_reach_nearest(const Code& code, const Code::Symbol& symbol, unsigned extra,
                               std::size_t length) {
    const std::size_t distance = distance_base[symbol.value] + extra;
    for (unsigned bit = 1; bit <= extra; bit <<= 1)
        if ((extra & bit) != 0 && stands(distance - bit, length) &&
            is_nearest(distance - bit, length))
            return true;
    for (unsigned bit = 0; bit < symbol.length; ++bit) {
        const Code::Symbol other = code.find(symbol.code ^ 1U << bit, symbol.length);
        if (other.length == 0 || other.value >= symbol.value ||
            extra_bits_of(other.value) != extra_bits_of(symbol.value))
            continue;
        const std::size_t nearer = distance_base[other.value] + extra;
        if (stands(nearer, length) && is_nearest(nearer, length)) return true;
    }
    return false;
}

/// Content made to have very many places to look at is not looked through to the end.
bool Walk::is_nearest(std::size_t distance, std::size_t length) {
    for (std::size_t nearer = 1; nearer < distance; ++nearer, --steps_)
        if (steps_ == 0 || stands(nearer, length)) return false;
    return true;
}

}  // namespace

bool is_spelled_by_an_encoder(ByteView stream, ByteView content) {
    return Walk(stream, content).to_the_end();
}

}  // namespace vaxcert::encoding
