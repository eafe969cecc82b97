// SPDX-License-Identifier: Apache-2.0
#include "crypto/der.hpp"

namespace vaxcert::crypto::der {
namespace {

ByteView without_leading_zeros(ByteView number) {
    while (!number.empty() && number.front() == 0) number = number.subspan(1);
    return number;
}

}  // namespace

Bytes element(std::uint8_t tag, ByteView content) {
    const std::size_t size = content.size();
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
    bytes.insert(bytes.end(), content.begin(), content.end());
    return bytes;
}

Bytes sequence_of(std::initializer_list<ByteView> elements) {
    Bytes content;
    for (const ByteView one : elements) content.insert(content.end(), one.begin(), one.end());
    return element(sequence, content);
}

Bytes unsigned_integer(ByteView number) {
    number = without_leading_zeros(number);
    Bytes content;
    content.reserve(number.size() + 1);
    // A first bit of one would make the number negative.
    if (number.empty() || (number.front() & 0x80U) != 0) content.push_back(0);
    content.insert(content.end(), number.begin(), number.end());
    return element(integer, content);
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
