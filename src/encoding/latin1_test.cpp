// SPDX-License-Identifier: Apache-2.0
#include "encoding/latin1.hpp"

#include <doctest/doctest.h>

namespace vaxcert::encoding {

TEST_SUITE("latin1") {
    TEST_CASE("every byte goes through text and comes back") {
        Bytes bytes;
        for (unsigned byte = 0; byte < 256; ++byte)
            bytes.push_back(static_cast<std::uint8_t>(byte));
        const std::string text = to_utf8_of_latin1(bytes);
        CHECK(text.size() == 128 + 2 * 128);
        CHECK(text.ends_with("\xc3\xbe\xc3\xbf"));
        const auto decoded = from_utf8_of_latin1(text);
        REQUIRE(decoded);
        CHECK(*decoded == bytes);
    }

    TEST_CASE("refuses what is not UTF-8, and characters that stand for no byte") {
        CHECK(from_utf8_of_latin1("PK\x03\x04\xff").error() ==
              Error{Reason::bad_utf8, "byte 4 is not UTF-8"});
        CHECK(from_utf8_of_latin1("\xc1\xbf").error() ==
              Error{Reason::bad_utf8, "byte 0 is not UTF-8"});
        CHECK(from_utf8_of_latin1("a\xc4\x80").error() ==
              Error{Reason::bad_utf8, "the character at byte 1 stands for no byte"});
    }
}

}  // namespace vaxcert::encoding
