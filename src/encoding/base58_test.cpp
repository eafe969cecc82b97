// SPDX-License-Identifier: Apache-2.0
#include "encoding/base58.hpp"

#include <algorithm>

#include <doctest/doctest.h>

namespace vaxcert::encoding {

TEST_SUITE("base58") {
    TEST_CASE("encodes and decodes the examples of the multibase and base58 drafts") {
        struct Example {
            std::string_view bytes, text;
        };
        using namespace std::string_view_literals;
        for (const Example& example : {
                 Example{"", ""},
                 Example{"\0"sv, "1"},
                 Example{"\0\0"sv, "11"},
                 Example{"9", "z"},
                 Example{":", "21"},
                 Example{"Hello World!", "2NEpo7TZRRrLZSi2U"},
                 Example{"The quick brown fox jumps over the lazy dog.",
                         "USm3fpXnKG5EUBx2ndxBDMPVciP5hGey2Jh4NDv6gmeo1LkMeiKrLJUUBk6Z"},
                 Example{"\0\0\x28\x7f\xb4\xcd"sv, "11233QC4"},
             }) {
            CAPTURE(example.text);
            CHECK(to_base58(as_bytes(example.bytes)) == example.text);
            const auto decoded = from_base58(example.text);
            REQUIRE(decoded);
            CHECK(std::ranges::equal(*decoded, as_bytes(example.bytes)));
        }
    }

    TEST_CASE("bytes of any number and any beginning come back") {
        for (std::size_t size = 0; size < 70; ++size)
            for (const char first : {'\0', '\1', '9', ':', '\xff'}) {
                Bytes bytes(size, 0xff);
                std::fill_n(bytes.begin(), std::min<std::size_t>(size, 3),
                            static_cast<std::uint8_t>(first));
                CAPTURE(size);
                const auto decoded = from_base58(to_base58(bytes));
                REQUIRE(decoded);
                CHECK(*decoded == bytes);
            }
    }

    TEST_CASE("refuses characters that look like others, and says where") {
        for (const char* text : {"10", "1O", "1I", "1l", "1 ", "1+", "1\xc3\xa9"}) {
            CAPTURE(text);
            CHECK(from_base58(text).error() ==
                  Error{Reason::bad_base58, "character 1 is not in the base58 alphabet"});
        }
    }

    TEST_CASE("reads up to its limit of characters") {
        for (const std::size_t size : {max_base58_characters - 1, max_base58_characters}) {
            CHECK(from_base58(std::string(size, 'z')));
            CHECK(from_base58(std::string(size, '1')));
        }
        CHECK(
            from_base58(std::string(max_base58_characters + 1, 'z')).error() ==
            Error{Reason::limit_exceeded, "characters of base58: 1025, and at most 1024 are read"});
    }
}

}  // namespace vaxcert::encoding
