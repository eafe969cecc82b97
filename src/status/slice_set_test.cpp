// SPDX-License-Identifier: Apache-2.0
#include "status/slice_set.hpp"

#include <doctest/doctest.h>

#include <string>

#include "crypto/hash.hpp"
#include "encoding/base64.hpp"
#include "encoding/hex.hpp"

using namespace vaxcert;
using status::Slice;

namespace {

Bytes hash_of(std::string_view text) {
    const crypto::Digest digest = crypto::sha256(as_bytes(text));
    return {digest.begin(), digest.begin() + 16};
}

void append(Bytes& to, std::uint64_t number, std::size_t size) {
    while (size-- > 0) to.push_back(static_cast<std::uint8_t>(number >> 8 * size));
}

/// A list as a service writes it, in any order.
Bytes hash_list(const std::vector<Bytes>& hashes, std::size_t width) {
    Bytes bytes;
    append(bytes, 1, 2);
    append(bytes, 0, 4);
    append(bytes, hashes.size(), 4);
    append(bytes, width, 1);
    for (const Bytes& hash : hashes)
        bytes.insert(bytes.end(), hash.begin(), hash.begin() + static_cast<std::ptrdiff_t>(width));
    return bytes;
}

/// Long division of the number as the filters' makers take it: with a sign.
std::size_t bit_of(ByteView element, std::uint8_t seed, std::size_t bits) {
    Bytes seeded(element.begin(), element.end());
    seeded.push_back(seed);
    const crypto::Digest digest = crypto::sha256(seeded);
    const bool negative = digest[0] >= 0x80;
    std::size_t rest = 0;
    // Of a negative number, -(~n + 1): the digits turned round, one added, the rest turned round.
    for (const std::uint8_t byte : digest)
        rest = (rest * 256 + (negative ? 0xffU - byte : byte)) % bits;
    return negative ? (bits - (rest + 1) % bits) % bits : rest;
}

Bytes bloom_filter(const std::vector<Bytes>& elements, std::uint8_t hashes, std::size_t words) {
    Bytes bytes;
    append(bytes, 1, 2);
    append(bytes, hashes, 1);
    append(bytes, 0, 1);
    append(bytes, 0, 4);
    append(bytes, elements.size(), 4);
    append(bytes, elements.size(), 4);
    append(bytes, words, 4);
    const std::size_t begin = bytes.size();
    bytes.resize(begin + words * 4);
    for (const Bytes& element : elements)
        for (std::uint8_t i = 0; i < hashes; ++i) {
            const std::size_t bit = bit_of(element, i, words * 32);
            bytes[begin + bit / 8] |= static_cast<std::uint8_t>(0x80U >> bit % 8);
        }
    return bytes;
}

/// One slice of one key, where the hash of "a" belongs in that mode.
std::string set_with(const std::string& mode, const std::string& type, const Bytes& slice) {
    const std::string hex = encoding::to_hex(hash_of("a"));
    const auto coordinate = [&](std::size_t at, bool stated) {
        return stated ? '"' + hex.substr(at, 1) + '"' : std::string("null");
    };
    const std::size_t digits = mode == "POINT" ? 0 : mode == "VECTOR" ? 1 : 2;
    return R"({"lists":[{"kid":"AAECAwQFBgc=","mode":")" + mode +
           R"(","hashTypes":["UCI"]}],"partitions":[{"kid":"AAECAwQFBgc=","id":"0","x":)" +
           coordinate(0, digits > 0) + R"(,"y":)" + coordinate(1, digits > 1) + R"(,"chunks":{")" +
           hex.substr(digits, 1) + R"(":{"2022-11-01T00:00:00Z":{"type":")" + type +
           R"(","version":"1.0","hash":"h"}}}}],"slices":{"h":")" + encoding::to_base64(slice) +
           "\"}}";
}

}  // namespace

TEST_SUITE("slices of the EU") {
    const std::vector<Bytes> some = {hash_of("a"), hash_of("b"), hash_of("c"), hash_of("d")};

    TEST_CASE("a list holds what begins as one of its entries") {
        for (const std::size_t width : {1U, 2U, 8U, 16U}) {
            CAPTURE(width);
            const auto slice = Slice::read(Slice::Type::hash_list, hash_list(some, width));
            REQUIRE(slice);
            for (const Bytes& hash : some) CHECK(slice->holds(hash));
            if (width < 2) continue;
            for (int i = 0; i < 50; ++i) CHECK_FALSE(slice->holds(hash_of(std::to_string(i))));
        }
        CHECK_FALSE(Slice::read(Slice::Type::hash_list, hash_list({}, 4))->holds(some[0]));
    }

    TEST_CASE("a filter holds what was put in, as bytes or as text") {
        const auto of_bytes = Slice::read(Slice::Type::bloom_filter, bloom_filter(some, 20, 40));
        REQUIRE(of_bytes);
        std::vector<Bytes> texts;
        for (const Bytes& hash : some) {
            const std::string hex = encoding::to_hex(hash);
            texts.emplace_back(hex.begin(), hex.end());
        }
        const auto of_texts = Slice::read(Slice::Type::bloom_filter, bloom_filter(texts, 20, 40));
        REQUIRE(of_texts);
        for (const Bytes& hash : some) {
            CHECK(of_bytes->holds(hash));
            CHECK(of_texts->holds(hash));
        }
        for (int i = 0; i < 50; ++i) {
            CHECK_FALSE(of_bytes->holds(hash_of(std::to_string(i))));
            CHECK_FALSE(of_texts->holds(hash_of(std::to_string(i))));
        }
    }

    TEST_CASE("what is not a slice is refused") {
        for (const auto& [type, good] :
             {std::pair{Slice::Type::hash_list, hash_list(some, 8)},
              std::pair{Slice::Type::bloom_filter, bloom_filter(some, 3, 4)}}) {
            CHECK(Slice::read(type, good));
            for (std::size_t size = 0; size < good.size(); ++size)
                CHECK_FALSE(Slice::read(type, ByteView(good).first(size)));
            Bytes other = good;
            other.push_back(0);
            CHECK_FALSE(Slice::read(type, other));
            other = good;
            other[1] = 2;
            CHECK_FALSE(Slice::read(type, other));
        }
        CHECK_FALSE(Slice::read(Slice::Type::hash_list, hash_list({}, 0)));
        CHECK_FALSE(Slice::read(Slice::Type::hash_list, hash_list({}, 17)));
        CHECK_FALSE(Slice::read(Slice::Type::bloom_filter, bloom_filter({}, 0, 4)));
        CHECK_FALSE(Slice::read(Slice::Type::bloom_filter, bloom_filter({}, 3, 0)));
    }

    TEST_CASE("a hash is looked for where the mode of its key has it") {
        for (const std::string mode : {"POINT", "VECTOR", "COORDINATE"})
            for (const std::string type : {"VARHASHLIST", "BLOOMFILTER"}) {
                CAPTURE(mode);
                CAPTURE(type);
                const Bytes slice =
                    type == "VARHASHLIST" ? hash_list(some, 8) : bloom_filter(some, 20, 40);
                const auto set = status::read_slice_set(set_with(mode, type, slice));
                REQUIRE(set);
                CHECK(set->holds("AAECAwQFBgc=", "UCI", hash_of("a")));
                CHECK_FALSE(set->holds("AAECAwQFBgc=", "UCI", hash_of("0")));
                CHECK_FALSE(set->holds("AAECAwQFBgc=", "SIGNATURE", hash_of("a")));
                CHECK_FALSE(set->holds("other", "UCI", hash_of("a")));
            }
    }

    TEST_CASE("a set that is not whole is refused") {
        const std::string whole = set_with("VECTOR", "VARHASHLIST", hash_list(some, 8));
        REQUIRE(status::read_slice_set(whole));
        const auto changed = [&](std::string_view from, std::string_view to) {
            std::string text = whole;
            text.replace(text.find(from), from.size(), to);
            const auto set = status::read_slice_set(text);
            REQUIRE_FALSE(set);
            CHECK(set.error().reason == Reason::bad_status_list);
        };
        changed(R"("slices":{"h")", R"("slices":{"g")");
        changed("VECTOR", "POINT");
        changed("VECTOR", "LINE");
        changed("VARHASHLIST", "BLOOMFILTER");
        changed("VARHASHLIST", "LIST");
        changed(R"("lists":[{)", R"("lists":[],"rest":[{)");
        changed(R"("partitions")", R"("parts")");
        changed(R"("h":")", R"("h":"!)");
        CHECK_FALSE(status::read_slice_set("[]"));
    }
}
