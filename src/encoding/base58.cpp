// SPDX-License-Identifier: Apache-2.0
#include "encoding/base58.hpp"

#include <algorithm>

#include "base/budget.hpp"

namespace vaxcert::encoding {
namespace {

constexpr std::string_view alphabet = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

/// number = number * factor + addend, its digits in `base`, the lowest first.
template <class Digit>
void multiply_add(std::vector<Digit>& number, unsigned base, unsigned factor, unsigned addend) {
    for (Digit& digit : number) {
        addend += digit * factor;
        digit = static_cast<Digit>(addend % base);
        addend /= base;
    }
    for (; addend > 0; addend /= base) number.push_back(static_cast<Digit>(addend % base));
}

}  // namespace

std::string to_base58(ByteView bytes) {
    const auto first = std::ranges::find_if(bytes, [](std::uint8_t byte) { return byte != 0; });
    const auto zeros = static_cast<std::size_t>(first - bytes.begin());
    std::vector<std::uint8_t> number;
    for (const std::uint8_t byte : bytes.subspan(zeros)) multiply_add(number, 58, 256, byte);

    std::string text(zeros, '1');
    for (std::size_t i = number.size(); i-- > 0;) text += alphabet[number[i]];
    return text;
}

Result<Bytes> from_base58(std::string_view text) {
    if (text.size() > max_base58_characters)
        return limit_exceeded("characters of base58", text.size(), max_base58_characters);
    const std::size_t zeros = std::min(text.find_first_not_of('1'), text.size());
    Bytes number;
    for (std::size_t i = zeros; i < text.size(); ++i) {
        const std::size_t value = alphabet.find(text[i]);
        if (value == alphabet.npos)
            return Error{Reason::bad_base58,
                         "character " + std::to_string(i) + " is not in the base58 alphabet"};
        multiply_add(number, 256, 58, static_cast<unsigned>(value));
    }
    number.insert(number.end(), zeros, 0);
    std::ranges::reverse(number);
    return number;
}

}  // namespace vaxcert::encoding
