// SPDX-License-Identifier: Apache-2.0
#include "crypto/der.hpp"

namespace vaxcert::crypto::der {
namespace {

ByteView without_leading_zeros(ByteView number) {
    while (!number.empty() && number.front() == 0) number = number.subspan(1);
    return number;
}

/// Written in one piece: an element may hold a secret, and growing would leave copies of it.
Bytes element_of(std::uint8_t tag, std::initializer_list<ByteView> parts) {
    std::size_t size = 0;
    for (const ByteView part : parts) size += part.size();
    Bytes bytes;
    bytes.reserve(size + 4);
    bytes.push_back(tag);
    if (size >= 0x100) {
        bytes.push_back(0x82);
        bytes.push_back(static_cast<std::uint8_t>(size >> 8U));
    } else if (size >= 0x80) {
        bytes.push_back(0x81);
    }
    bytes.push_back(static_cast<std::uint8_t>(size & 0xffU));
    for (const ByteView part : parts) bytes.insert(bytes.end(), part.begin(), part.end());
    return bytes;
}

}  // namespace

Bytes element(std::uint8_t tag, ByteView content) {
    return element_of(tag, {content});
}

Bytes sequence_of(std::initializer_list<ByteView> elements) {
    return element_of(sequence, elements);
}

Bytes unsigned_integer(ByteView number) {
    number = without_leading_zeros(number);
    // A first bit of one would make the number negative; zero is a byte of its own.
    constexpr std::uint8_t zero[] = {0};
    const bool zero_first = number.empty() || (number.front() & 0x80U) != 0;
    return element_of(integer, {zero_first ? ByteView(zero) : ByteView(), number});
}

std::optional<ByteView> take(ByteView& rest, std::uint8_t tag) {
    if (rest.size() < 2 || rest[0] != tag) return {};
    std::size_t size = rest[1];
    std::size_t header = 2;
    if (size == 0x81) {
        if (rest.size() < 3 || rest[2] < 0x80) return {};
        size = rest[2];
        header = 3;
    } else if (size == 0x82) {
        if (rest.size() < 4 || rest[2] == 0) return {};
        size = rest[2] * 256U + rest[3];
        header = 4;
    } else if (size >= 0x80) {
        return {};
    }
    if (rest.size() - header < size) return {};
    const ByteView content = rest.subspan(header, size);
    rest = rest.subspan(header + size);
    return content;
}

std::optional<ByteView> take_unsigned(ByteView& rest) {
    const auto content = take(rest, integer);
    if (!content || content->empty() || ((*content)[0] & 0x80U) != 0) return {};
    if ((*content)[0] != 0) return content;
    // A zero in front is there to keep the number from being negative, or is the number.
    if (content->size() > 1 && ((*content)[1] & 0x80U) == 0) return {};
    return content->subspan(1);
}

}  // namespace vaxcert::crypto::der
