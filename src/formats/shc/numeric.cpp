// SPDX-License-Identifier: Apache-2.0
#include "formats/shc/numeric.hpp"

#include <algorithm>
#include <vector>

namespace vaxcert::shc {
namespace {

constexpr std::string_view prefix = "shc:/";

/// The character that the digits 00 stand for, and the last one of base64url.
constexpr unsigned first_character = '-';
constexpr unsigned highest_pair = 'z' - '-';

/// Upstream's largest example has 17 chunks; a card has at most a few.
constexpr std::size_t most_chunks = 64;

Error malformed(std::string detail) {
    return {Reason::malformed, std::move(detail)};
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/// A number of one or two digits without a zero in front, or 0.
std::size_t small_number(std::string_view text) {
    if (text.empty() || text.size() > 2 || text.front() == '0') return 0;
    std::size_t number = 0;
    for (const char c : text) {
        if (!is_digit(c)) return 0;
        number = number * 10 + static_cast<std::size_t>(c - '0');
    }
    return number;
}

Result<std::string> from_digits(std::string_view digits) {
    if (digits.empty()) return malformed("there are no digits after the beginning of the code");
    if (digits.size() % 2 != 0)
        return malformed(std::to_string(digits.size()) +
                         " digits, an odd number: two stand for each character");
    std::string text(digits.size() / 2, '\0');
    for (std::size_t i = 0; i < text.size(); ++i) {
        for (const std::size_t at : {2 * i, 2 * i + 1})
            if (!is_digit(digits[at]))
                return malformed("character " + std::to_string(at) + " of the digits is none");
        const unsigned pair = static_cast<unsigned>(digits[2 * i] - '0') * 10 +
                              static_cast<unsigned>(digits[2 * i + 1] - '0');
        if (pair > highest_pair)
            return malformed("the digits of character " + std::to_string(i) + " are " +
                             std::to_string(pair) + "; the highest are 77");
        text[i] = static_cast<char>(pair + first_character);
    }
    return text;
}

/// "2, 3 and 7"
std::string listed(const std::vector<std::size_t>& numbers) {
    std::string text;
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        if (i > 0) text += i + 1 == numbers.size() ? " and " : ", ";
        text += std::to_string(numbers[i]);
    }
    return text;
}

}  // namespace

std::string to_numeric(std::string_view jws) {
    std::string text(prefix);
    text.resize(prefix.size() + jws.size() * 2);
    char* out = text.data() + prefix.size();
    for (const char c : jws) {
        const unsigned pair = static_cast<unsigned char>(c) - first_character;
        *out++ = static_cast<char>('0' + pair / 10);
        *out++ = static_cast<char>('0' + pair % 10);
    }
    return text;
}

Result<Code> parse_code(std::string_view text) {
    if (!text.starts_with(prefix))
        return malformed("the code of a health card begins with \"shc:/\"");
    text.remove_prefix(prefix.size());
    Code code;
    if (const std::size_t slash = text.find('/'); slash != text.npos) {
        const std::size_t second = text.find('/', slash + 1);
        if (second == text.npos)
            return malformed("a chunk begins with its number and how many there are");
        code.index = small_number(text.substr(0, slash));
        code.count = small_number(text.substr(slash + 1, second - slash - 1));
        code.chunked = true;
        if (code.count == 0 || code.count > most_chunks)
            return malformed("the number of chunks is not one from 1 to 64");
        if (code.index == 0 || code.index > code.count)
            return malformed("the number of the chunk is not one from 1 to " +
                             std::to_string(code.count));
        text.remove_prefix(second + 1);
    }
    auto jws = from_digits(text);
    if (!jws) return jws.error();
    code.jws = *std::move(jws);
    return code;
}

Result<std::string> join_codes(std::span<const Code> codes) {
    if (codes.empty()) return malformed("there is no code");
    const std::size_t count = codes.front().count;
    std::vector<const Code*> by_index(count);
    for (const Code& code : codes) {
        if (code.count != count)
            return malformed("chunks of two cards: one is of " + std::to_string(count) +
                             ", one of " + std::to_string(code.count));
        const Code*& place = by_index.at(code.index - 1);
        // The same code scanned twice says nothing new.
        if (place && place->jws != code.jws)
            return malformed("chunk " + std::to_string(code.index) + " was shown twice, differing");
        place = &code;
    }
    std::vector<std::size_t> missing;
    std::string jws;
    for (std::size_t i = 0; i < count; ++i) {
        if (by_index[i])
            jws += by_index[i]->jws;
        else
            missing.push_back(i + 1);
    }
    if (missing.empty()) return jws;
    return Error{Reason::part_missing, "of the " + std::to_string(count) + " codes of this card " +
                                           listed(missing) +
                                           (missing.size() == 1 ? " is" : " are") + " missing"};
}

}  // namespace vaxcert::shc
