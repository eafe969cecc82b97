// SPDX-License-Identifier: Apache-2.0
#include "encoding/deflate_code.hpp"

#include <algorithm>

namespace vaxcert::encoding {

Code::Code(std::span<const std::uint8_t> lengths) {
    for (const std::uint8_t length : lengths)
        if (length != 0) ++count_[length];
    for (unsigned length = 1; length <= longest; ++length) {
        index_[length + 1] = static_cast<std::uint16_t>(index_[length] + count_[length]);
        first_[length + 1] = static_cast<std::uint16_t>((first_[length] + count_[length]) << 1);
    }
    auto next = index_;
    for (std::size_t symbol = 0; symbol < lengths.size(); ++symbol)
        if (lengths[symbol] != 0)
            symbols_[next[lengths[symbol]]++] = static_cast<std::uint16_t>(symbol);
    fill_table();
}

/// Every input that begins with a code of at most table_bits.
void Code::fill_table() {
    for (unsigned length = 1; length <= table_bits; ++length) {
        // Codes are counted with their first bit as the highest, and the stream has it lowest.
        const unsigned first = first_[length];
        unsigned reversed = 0;
        for (unsigned bit = 0; bit < length; ++bit)
            reversed |= (first >> bit & 1U) << (length - 1 - bit);
        for (unsigned i = 0; i < count_[length]; ++i) {
            const Symbol symbol = find(first + i, length);
            for (unsigned input = reversed; input < table_.size(); input += 1U << length)
                table_[input] = symbol;
            // Adds one to the reversed code.
            unsigned bit = 1U << (length - 1);
            while ((reversed & bit) != 0) bit >>= 1;
            reversed = bit == 0 ? 0 : (reversed & (bit - 1)) | bit;
        }
    }
}

Code::Symbol Code::read_long(Bits& bits) const {
    unsigned code = 0;
    for (unsigned length = 1; length <= longest; ++length) {
        code = code << 1 | bits.take(1);
        const Symbol symbol = find(code, length);
        if (symbol.length != 0) return symbol;
    }
    return {};
}

}  // namespace vaxcert::encoding
