// SPDX-License-Identifier: Apache-2.0
#include "cbor/write.hpp"

#include <algorithm>
#include <bit>

#include "cbor/floats.hpp"

namespace vaxcert::cbor {
namespace {

void append_big_endian(std::uint64_t value, int bytes, Bytes& to) {
    for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8)
        to.push_back(static_cast<std::uint8_t>(value >> shift & 0xff));
}

void append_float(double number, Bytes& to) {
    if (const auto half = to_half(number)) {
        to.push_back(0xf9);
        append_big_endian(*half, 2, to);
    } else if (const auto single = to_single(number)) {
        to.push_back(0xfa);
        append_big_endian(*single, 4, to);
    } else {
        to.push_back(0xfb);
        append_big_endian(std::bit_cast<std::uint64_t>(number), 8, to);
    }
}

void append(const Value& value, Bytes& to);

void append_map(const Map& map, Bytes& to) {
    using Member = std::pair<Bytes, const Value*>;
    std::vector<Member> members;
    members.reserve(map.size());
    for (const auto& [key, value] : map) members.emplace_back(to_bytes(key), &value);
    std::ranges::sort(members, {}, &Member::first);
    append_head(5, map.size(), to);
    for (const auto& [key, value] : members) {
        to.insert(to.end(), key.begin(), key.end());
        append(*value, to);
    }
}

void append(const Value& value, Bytes& to) {
    if (const Integer* integer = value.big_integer()) {
        append_head(integer->negative ? 1 : 0, integer->value, to);
    } else if (const Bytes* bytes = value.bytes()) {
        append_byte_string(*bytes, to);
    } else if (const std::string* text = value.text()) {
        append_head(3, text->size(), to);
        to.insert(to.end(), text->begin(), text->end());
    } else if (const Array* array = value.array()) {
        append_head(4, array->size(), to);
        for (const Value& each : *array) append(each, to);
    } else if (const Map* map = value.map()) {
        append_map(*map, to);
    } else if (const Tagged* tagged = value.tagged()) {
        append_head(6, tagged->tag, to);
        append(tagged->item.front(), to);
    } else if (const double* number = value.floating()) {
        append_float(*number, to);
    } else if (const bool* boolean = value.boolean()) {
        append_head(7, *boolean ? 21 : 20, to);
    } else if (const Simple* simple = value.simple()) {
        append_head(7, simple->number, to);
    } else {
        append_head(7, 22, to);
    }
}

}  // namespace

void append_head(int major, std::uint64_t argument, Bytes& to) {
    const auto first = static_cast<std::uint64_t>(major) << 5;
    if (argument < 24) {
        to.push_back(static_cast<std::uint8_t>(first | argument));
        return;
    }
    const int size = argument <= 0xff ? 0 : argument <= 0xffff ? 1 : argument <= 0xffffffff ? 2 : 3;
    to.push_back(static_cast<std::uint8_t>(first | static_cast<std::uint64_t>(24 + size)));
    append_big_endian(argument, 1 << size, to);
}

void append_byte_string(ByteView content, Bytes& to) {
    append_head(2, content.size(), to);
    to.insert(to.end(), content.begin(), content.end());
}

Bytes to_bytes(const Value& value) {
    Bytes bytes;
    append(value, bytes);
    return bytes;
}

}  // namespace vaxcert::cbor
