// SPDX-License-Identifier: Apache-2.0
#include "encoding/base58.hpp"

#include <algorithm>

#include "base/budget.hpp"

namespace vaxcert::encoding {
namespace {

constexpr std::string_view alphabet = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

// Both directions work on several characters and bytes at once: five digits in base 58 fit into 32
// bits, and so do four bytes.
constexpr std::size_t group_characters = 5;
constexpr std::size_t group_bytes = 4;
constexpr std::uint64_t group_of_characters = 58ULL * 58 * 58 * 58 * 58;
constexpr std::uint64_t group_of_bytes = 1ULL << 32;

/// number = number * factor + addend. Its digits are in `base`, the lowest first.
void multiply_add(std::vector<std::uint32_t>& number, std::uint64_t base, std::uint64_t factor,
                  std::uint64_t addend) {
    for (std::uint32_t& digit : number) {
        addend += digit * factor;
        digit = static_cast<std::uint32_t>(addend % base);
        addend /= base;
    }
    for (; addend > 0; addend /= base) number.push_back(static_cast<std::uint32_t>(addend % base));
}

}  // namespace

std::string to_base58(ByteView bytes) {
    const auto first = std::ranges::find_if(bytes, [](std::uint8_t byte) { return byte != 0; });
    const auto zeros = static_cast<std::size_t>(first - bytes.begin());
    std::vector<std::uint32_t> number;
    for (std::size_t i = zeros; i < bytes.size();) {
        // The first group is the short one, so that the others are whole.
        std::uint64_t group = 0;
        do group = group << 8 | bytes[i++];
        while ((bytes.size() - i) % group_bytes != 0);
        multiply_add(number, group_of_characters, group_of_bytes, group);
    }

    std::string reversed;
    for (std::uint32_t digits : number)
        for (std::size_t k = 0; k < group_characters; ++k, digits /= 58)
            reversed += alphabet[digits % 58];
    while (reversed.ends_with(alphabet[0])) reversed.pop_back();
    return std::string(zeros, alphabet[0]) + std::string(reversed.rbegin(), reversed.rend());
}

Result<Bytes> from_base58(std::string_view text) {
    if (text.size() > max_base58_characters)
        return limit_exceeded("characters of base58", text.size(), max_base58_characters);
    const std::size_t zeros = std::min(text.find_first_not_of(alphabet[0]), text.size());
    std::vector<std::uint32_t> number;
    for (std::size_t i = zeros; i < text.size();) {
        std::uint64_t group = 0;
        do {
            const std::size_t value = alphabet.find(text[i]);
            if (value == alphabet.npos)
                return Error{Reason::bad_base58,
                             "character " + std::to_string(i) + " is not in the base58 alphabet"};
            group = group * 58 + value;
            ++i;
        } while ((text.size() - i) % group_characters != 0);
        multiply_add(number, group_of_bytes, group_of_characters, group);
    }

    Bytes reversed;
    for (std::uint32_t word : number)
        for (std::size_t k = 0; k < group_bytes; ++k, word >>= 8)
            reversed.push_back(static_cast<std::uint8_t>(word & 0xff));
    while (!reversed.empty() && reversed.back() == 0) reversed.pop_back();
    reversed.insert(reversed.end(), zeros, 0);
    return Bytes(reversed.rbegin(), reversed.rend());
}

}  // namespace vaxcert::encoding
