// SPDX-License-Identifier: Apache-2.0
#include "status/slice_set.hpp"

#include <doctest/doctest.h>

#include <string>

#include <vaxcert/status_list.hpp>

#include "crypto/hash.hpp"
#include "encoding/base64.hpp"
#include "encoding/hex.hpp"

using namespace vaxcert;
using status::Slice;

namespace {

constexpr const char* kid = "AAECAwQFBgc=";

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

    TEST_CASE("what is not a slice is refused, and says why") {
        const auto why = [](Slice::Type type, ByteView bytes) {
            const auto slice = Slice::read(type, bytes);
            if (!slice) CHECK(slice.error().reason == Reason::bad_status_list);
            return slice ? std::string() : slice.error().detail;
        };
        const std::string version = "of another version or with another hash";
        const std::string size = "that is shorter or longer than it says";
        const std::string other = "of another version, or of hashes of another length";
        struct Row {
            std::size_t at;
            std::uint8_t byte;
            std::string why;
        };
        const Bytes filter = bloom_filter(some, 3, 4);
        for (const Row& row :
             {Row{0, 1, version}, Row{1, 2, version}, Row{2, 0, version}, Row{2, 0x7f, ""},
              Row{2, 0x80, version}, Row{3, 1, version}, Row{16, 1, size}, Row{19, 0, size},
              Row{19, 3, size}, Row{19, 5, size}}) {
            CAPTURE(row.at);
            Bytes changed = filter;
            changed[row.at] = row.byte;
            CHECK(why(Slice::Type::bloom_filter, changed) ==
                  (row.why.empty() ? "" : "a slice is a Bloom filter " + row.why));
        }
        CHECK(why(Slice::Type::bloom_filter, bloom_filter({}, 3, 0)) ==
              "a slice is a Bloom filter " + size);
        CHECK(why(Slice::Type::bloom_filter, ByteView(filter).first(19)) ==
              "a slice ends within its header");

        const Bytes list = hash_list(some, 8);
        for (const Row& row :
             {Row{0, 1, other}, Row{1, 2, other}, Row{6, 1, size}, Row{9, 3, size}, Row{9, 5, size},
              Row{10, 0, other}, Row{10, 7, size}, Row{10, 17, other}}) {
            CAPTURE(row.at);
            Bytes changed = list;
            changed[row.at] = row.byte;
            CHECK(why(Slice::Type::hash_list, changed) == "a slice is a list " + row.why);
        }
        CHECK(why(Slice::Type::hash_list, hash_list(some, 16)).empty());
        CHECK(why(Slice::Type::hash_list, hash_list({}, 8)).empty());
        CHECK(why(Slice::Type::hash_list, ByteView(list).first(10)) ==
              "a slice ends within its header");
        for (const auto& [type, good] :
             {std::pair{Slice::Type::hash_list, list}, {Slice::Type::bloom_filter, filter}}) {
            CHECK(Slice::read(type, good));
            for (std::size_t cut = 0; cut < good.size(); ++cut)
                CHECK_FALSE(Slice::read(type, ByteView(good).first(cut)));
        }
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
                CHECK(set->holds(kid, "UCI", hash_of("a")));
                CHECK_FALSE(set->holds(kid, "UCI", hash_of("0")));
                CHECK_FALSE(set->holds(kid, "SIGNATURE", hash_of("a")));
                CHECK_FALSE(set->holds("other", "UCI", hash_of("a")));
            }
    }

    TEST_CASE("nothing is found of a hash that is none, or where there is no chunk") {
        const auto set =
            status::read_slice_set(set_with("VECTOR", "VARHASHLIST", hash_list(some, 8)));
        REQUIRE(set);
        CHECK(set->holds(kid, "UCI", hash_of("a")));
        CHECK_FALSE(set->holds(kid, "UCI", ByteView(hash_of("a")).first(15)));
        CHECK_FALSE(set->holds(kid, "UCI", {}));
        Bytes elsewhere = hash_of("a");
        elsewhere[0] ^= 0x10;
        CHECK_FALSE(set->holds(kid, "UCI", elsewhere));
    }

    TEST_CASE("a kid may be written as certificates have it, or as base64url") {
        struct Row {
            const char *written, *in_certificates;
        };
        for (const Row& row :
             {Row{"AAECAwQFBgc", kid}, Row{"-_8", "+/8="}, Row{"+/8=", "+/8="}, Row{"?", "?"}}) {
            CAPTURE(row.written);
            std::string text = set_with("POINT", "VARHASHLIST", hash_list(some, 8));
            for (const char* owner : {R"([{"kid":")", R"("partitions":[{"kid":")"})
                text.replace(text.find(owner) + std::string_view(owner).size(),
                             std::string_view(kid).size(), row.written);
            const auto set = status::read_slice_set(text);
            REQUIRE(set);
            CHECK(set->holds(row.in_certificates, "UCI", hash_of("a")));
        }
    }

    TEST_CASE("coordinates that the mode does not have may be left out") {
        std::string text = set_with("POINT", "VARHASHLIST", hash_list(some, 8));
        const std::string_view none = R"("x":null,"y":null,)";
        text.erase(text.find(none), none.size());
        const auto set = status::read_slice_set(text);
        REQUIRE(set);
        CHECK(set->holds(kid, "UCI", hash_of("a")));
    }

    TEST_CASE("a set in which something is missing or otherwise is refused, and says what") {
        const std::string whole = set_with("VECTOR", "VARHASHLIST", hash_list(some, 8));
        REQUIRE(StatusList::parse_slices(whole));
        const std::string x = R"("x":")" + encoding::to_hex(hash_of("a")).substr(0, 1);
        const std::string place = "a chunk is not where the mode of its list has chunks";
        const std::string missing = "a slice that a partition names is not there";
        const auto no = [](const std::string& name) {
            return "the member \"" + name + "\" is missing";
        };
        struct Row {
            std::string from, to, why;
        };
        for (const Row& row : {
                 Row{R"("lists")", R"("rest")", no("lists")},
                 Row{R"([{"kid")", R"([{"key")", no("kid")},
                 Row{R"("mode")", R"("way")", no("mode")},
                 Row{"VECTOR", "LINE", "the mode of a list is POINT, VECTOR or COORDINATE"},
                 Row{R"("hashTypes")", R"("types")", no("hashTypes")},
                 Row{R"(["UCI"])", R"(["UCI",1])", "a hash type of a list is no text"},
                 Row{R"("partitions")", R"("parts")", no("partitions")},
                 Row{R"("partitions":[{"kid")", R"("partitions":[{"key")", no("kid")},
                 Row{R"(","id")", R"(A","id")", "a partition is of a key without a list"},
                 Row{R"("chunks")", R"("pieces")", no("chunks")},
                 Row{"VECTOR", "POINT", place},
                 Row{"VECTOR", "COORDINATE", place},
                 Row{x, R"("x":"g)", place},
                 Row{x, R"("x":"A)", place},
                 Row{x + '"', R"("x":1)", place},
                 Row{R"({"2022)", R"(1,"b":{"2022)", place},
                 Row{R"("type")", R"("kind")", no("type")},
                 Row{"VARHASHLIST", "LIST", "the type of a slice is BLOOMFILTER or VARHASHLIST"},
                 Row{"VARHASHLIST", "BLOOMFILTER",
                     "a slice is a Bloom filter of another version or with another hash"},
                 Row{R"(,"hash")", R"(,"sum")", no("hash")},
                 Row{R"("slices")", R"("bytes")", missing},
                 Row{R"("slices":{"h")", R"("slices":{"g")", missing},
                 Row{R"("slices":{"h":)", R"("slices":{"h":1,"g":)", missing},
             }) {
            CAPTURE(row.from);
            CAPTURE(row.to);
            std::string text = whole;
            text.replace(text.find(row.from), row.from.size(), row.to);
            const auto set = StatusList::parse_slices(text);
            REQUIRE_FALSE(set);
            CHECK(set.error() == Error{Reason::bad_status_list, row.why});
        }
        const auto why = [](const std::string& text) {
            const auto set = status::read_slice_set(text);
            REQUIRE_FALSE(set);
            CHECK(set.error().reason == Reason::bad_status_list);
            return set.error().detail;
        };
        CHECK(why("[]") == "an object was expected, and a array was found");
        CHECK(why(whole.substr(1)).starts_with("the slices are not in JSON: "));
        std::string text = whole;
        text.insert(text.find(R"("h":")") + 5, "!");
        CHECK(why(text).starts_with("a slice: "));
    }
}
