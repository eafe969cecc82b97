// SPDX-License-Identifier: Apache-2.0
#include "encoding/deflate.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>

#include <doctest/doctest.h>

namespace vaxcert::encoding {
namespace {

constexpr Wrapping wrappings[] = {Wrapping::none, Wrapping::zlib, Wrapping::gzip};

Bytes repeated(std::size_t size) {
    return Bytes(size, 'x');
}

}  // namespace

TEST_SUITE("deflate") {
    TEST_CASE("what is compressed comes back, in every wrapping, at every level") {
        for (const Wrapping wrapping : wrappings)
            for (int level = 1; level <= 12; ++level)
                for (const std::size_t size : {0U, 1U, 100U, 5000U, 70000U}) {
                    CAPTURE(level);
                    CAPTURE(size);
                    const Bytes bytes = repeated(size);
                    const auto inflated = inflate(deflate(bytes, wrapping, level), wrapping, size);
                    REQUIRE(inflated);
                    CHECK(*inflated == bytes);
                }
    }

    TEST_CASE("the same bytes give the same result, whatever was compressed before") {
        const Bytes first = deflate(as_bytes("abcabcabc"), Wrapping::none);
        (void)deflate(repeated(1000), Wrapping::none);
        CHECK(deflate(as_bytes("abcabcabc"), Wrapping::none) == first);
    }

    TEST_CASE("reads up to its limit of bytes and no more") {
        for (const Wrapping wrapping : wrappings)
            for (const std::size_t limit :
                 {std::size_t{1}, std::size_t{4096}, std::size_t{65536}}) {
                CAPTURE(limit);
                CHECK(inflate(deflate(repeated(limit - 1), wrapping), wrapping, limit));
                CHECK(inflate(deflate(repeated(limit), wrapping), wrapping, limit));
                const auto beyond =
                    inflate(deflate(repeated(limit + 1), wrapping), wrapping, limit);
                REQUIRE_FALSE(beyond);
                CHECK(beyond.error() ==
                      Error{Reason::limit_exceeded, "inflated bytes: more than the " +
                                                        std::to_string(limit) + " that are read"});
            }
        CHECK(inflate(deflate({}, Wrapping::none), Wrapping::none, 0)->empty());
        CHECK_FALSE(inflate(deflate(repeated(1), Wrapping::none), Wrapping::none, 0));
    }

    TEST_CASE("refuses anything after the stream, or a stream cut short") {
        for (const Wrapping wrapping : wrappings) {
            const Bytes whole = deflate(as_bytes("something, something, something"), wrapping);
            for (std::size_t size = 0; size < whole.size(); ++size) {
                CAPTURE(size);
                const auto cut = inflate(ByteView(whole).first(size), wrapping, 1000);
                REQUIRE_FALSE(cut);
                CHECK(cut.error().reason == Reason::bad_deflate);
            }
            Bytes longer = whole;
            longer.push_back(0);
            CHECK(inflate(longer, wrapping, 1000).error() ==
                  Error{Reason::bad_deflate, "the compressed data ends at byte " +
                                                 std::to_string(whole.size()) + " of " +
                                                 std::to_string(whole.size() + 1)});
            Bytes twice = whole;
            twice.insert(twice.end(), whole.begin(), whole.end());
            CHECK_FALSE(inflate(twice, wrapping, 1000));
        }
    }

    TEST_CASE("refuses a stream in another wrapping") {
        for (const Wrapping written : wrappings)
            for (const Wrapping expected : wrappings)
                if (written != expected)
                    CHECK_FALSE(inflate(deflate(as_bytes("abc"), written), expected, 1000));
    }

    TEST_CASE("refuses a wrong checksum and a preset dictionary") {
        for (const Wrapping wrapping : {Wrapping::zlib, Wrapping::gzip}) {
            Bytes bytes = deflate(as_bytes("abc"), wrapping);
            bytes[bytes.size() - (wrapping == Wrapping::gzip ? 5 : 1)] ^= 1;
            CHECK_FALSE(inflate(bytes, wrapping, 1000));
        }
        // 78 BB: zlib's header with the bit that says a dictionary's checksum follows.
        CHECK_FALSE(inflate(Bytes{0x78, 0xbb, 0, 0, 0, 1, 3, 0, 0, 0, 0, 1}, Wrapping::zlib, 1000));
    }

    TEST_CASE("a level that there is not is a bug") {
        CHECK_THROWS_AS((void)deflate({}, Wrapping::none, 0), std::invalid_argument);
        CHECK_THROWS_AS((void)deflate({}, Wrapping::none, 13), std::invalid_argument);
    }

    TEST_CASE("knows the checksum of gzip and ZIP") {
        CHECK(crc32(as_bytes("123456789")) == 0xcbf43926);
        CHECK(crc32({}) == 0);
    }
}

}  // namespace vaxcert::encoding
