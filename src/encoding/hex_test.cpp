// SPDX-License-Identifier: Apache-2.0
#include "encoding/hex.hpp"

#include <doctest/doctest.h>

namespace vaxcert::encoding {

TEST_SUITE("hex") {
    TEST_CASE("every byte has one spelling, and comes back from it") {
        Bytes bytes;
        for (unsigned byte = 0; byte < 256; ++byte)
            bytes.push_back(static_cast<std::uint8_t>(byte));
        const std::string text = to_hex(bytes);
        CHECK(text.starts_with("000102030405060708090a0b0c0d0e0f10"));
        CHECK(text.ends_with("feff"));
        const auto decoded = from_hex(text);
        REQUIRE(decoded);
        CHECK(*decoded == bytes);
        CHECK(from_hex("")->empty());
    }

    TEST_CASE("refuses what to_hex() does not write, and says where") {
        CHECK(from_hex("abc").error() == Error{Reason::bad_hex, "length 3 leaves one digit over"});
        CHECK(from_hex("00fF").error() ==
              Error{Reason::bad_hex, "character 3 is not a lower-case hexadecimal digit"});
        CHECK(from_hex("0g").error() ==
              Error{Reason::bad_hex, "character 1 is not a lower-case hexadecimal digit"});
        CHECK_FALSE(from_hex(" 00 "));
    }

    TEST_CASE("upper case is read where it is asked for") {
        const auto decoded = from_hex_any_case("DEadbeEF");
        REQUIRE(decoded);
        CHECK(to_hex(*decoded) == "deadbeef");
        CHECK(from_hex_any_case("0G").error() ==
              Error{Reason::bad_hex, "character 1 is not a hexadecimal digit"});
    }
}

}  // namespace vaxcert::encoding
