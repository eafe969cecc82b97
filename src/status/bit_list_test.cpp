// SPDX-License-Identifier: Apache-2.0
#include "status/bit_list.hpp"

#include <doctest/doctest.h>

#include "encoding/base64url.hpp"
#include "encoding/deflate.hpp"
#include "json/parse.hpp"

using namespace vaxcert;

namespace {

constexpr std::size_t fewest_bytes = 16384;

std::string encoded(std::size_t bytes) {
    return 'u' + encoding::to_base64url(encoding::deflate(Bytes(bytes), encoding::Wrapping::gzip));
}

json::Value document(std::string_view subject) {
    const std::string text =
        R"({"id":"https://status.example/1","issuer":{"id":"did:example:a"},"type":["VerifiableCredential",
            "BitstringStatusListCredential"],"validFrom":"2021-06-01T00:00:00Z","credentialSubject":)" +
        std::string(subject) + '}';
    return *json::parse(text, Budget::for_one_certificate());
}

std::string subject(std::string_view more = "") {
    return R"({"type":"BitstringStatusList","statusPurpose":"revocation","encodedList":")" +
           encoded(fewest_bytes) + '"' + std::string(more) + '}';
}

}  // namespace

TEST_SUITE("bit list") {
    TEST_CASE("the first entry comes first in the first byte") {
        Bytes bits(2);
        bits[0] = 0x80;
        bits[1] = 0x01;
        const auto decoded = status::decode_bits(status::encode_bits(bits));
        REQUIRE(decoded);
        const status::BitList list{.url = {}, .issuer = {}, .bits = *decoded};
        CHECK(list.size() == 131072);
        CHECK(list.is_set(0));
        CHECK_FALSE(list.is_set(1));
        CHECK_FALSE(list.is_set(8));
        CHECK(list.is_set(15));
        CHECK_FALSE(list.is_set(131071));
    }

    TEST_CASE("a list is long enough to hide who is asked for, and no longer than is read") {
        CHECK(status::decode_bits(encoded(fewest_bytes)));
        CHECK_FALSE(status::decode_bits(encoded(fewest_bytes - 1)));
        constexpr std::size_t most = std::size_t{128} << 20;
        CHECK(status::decode_bits(encoded(most)));
        CHECK_FALSE(status::decode_bits(encoded(most + 1)));
    }

    TEST_CASE("what is not written as the standard says is refused") {
        const std::string good = encoded(fewest_bytes);
        for (const std::string& text :
             {std::string(), std::string("u"), good.substr(1), 'z' + good.substr(1), good + '=',
              good.substr(0, good.size() - 1), good + "AAAA",
              'u' + encoding::to_base64url(
                        encoding::deflate(Bytes(fewest_bytes), encoding::Wrapping::zlib))}) {
            CAPTURE(text);
            const auto bits = status::decode_bits(text);
            REQUIRE_FALSE(bits);
            CHECK(bits.error().reason == Reason::bad_status_list);
        }
    }

    TEST_CASE("says what its document says") {
        const auto list = status::read_bit_list(document(subject(R"(,"ttl":86400000)")));
        REQUIRE(list);
        CHECK(list->url == "https://status.example/1");
        CHECK(list->issuer == "did:example:a");
        CHECK(list->purposes == std::vector<std::string>{"revocation"});
        CHECK(to_text(*list->issued) == "2021-06-01T00:00:00Z");
        CHECK(to_text(*list->next_update) == "2021-06-02T00:00:00Z");
        CHECK_FALSE(status::read_bit_list(document(subject()))->next_update);
        CHECK(status::read_bit_list(document(subject(R"(,"statusSize":1)"))));
    }

    TEST_CASE("a document that is no such list is refused") {
        for (const std::string& text :
             {subject(R"(,"statusSize":2)"), std::string("1"), subject(R"(,"statusSize":"1")"),
              std::string("[]"), std::string("{}"),
              std::string(R"({"type":"BitstringStatusList","statusPurpose":"revocation"})"),
              R"({"type":"BitstringStatusList","encodedList":")" + encoded(fewest_bytes) + "\"}",
              R"({"type":"StatusList2021","statusPurpose":"revocation","encodedList":")" +
                  encoded(fewest_bytes) + "\"}"}) {
            CAPTURE(text);
            const auto list = status::read_bit_list(document(text));
            REQUIRE_FALSE(list);
            CHECK(list.error().reason == Reason::bad_status_list);
        }
    }

    TEST_CASE("a token list is read from the other end, and need not be long") {
        // The example of the Token Status List, section 4.1.
        const auto read = [](std::string_view more) {
            return status::read_token_list(*json::parse(
                R"({"sub":"https://status.example/1","iss":"https://issuer.example",
                    "status_list":{"bits":1,"lst":"eNrbuRgAAhcBXQ"})" +
                    std::string(more) + '}',
                Budget::for_one_certificate()));
        };
        const auto list = read(R"(,"iat":1614816000,"exp":1615420800,"ttl":60)");
        REQUIRE(list);
        CHECK(list->url == "https://status.example/1");
        CHECK(list->issuer == "https://issuer.example");
        CHECK(list->purposes == std::vector<std::string>{"revocation"});
        CHECK(list->size() == 16);
        std::string bits;
        for (std::uint64_t i = 0; i < list->size(); ++i) bits += list->is_set(i) ? '1' : '0';
        CHECK(bits == "1001110111000101");
        CHECK(to_text(*list->issued) == "2021-03-04T00:00:00Z");
        CHECK(to_text(*list->next_update) == "2021-03-11T00:00:00Z");
        CHECK(to_text(*read(R"(,"iat":1614816000,"ttl":60)")->next_update) ==
              "2021-03-04T00:01:00Z");
        CHECK_FALSE(read(R"(,"iat":1614816000)")->next_update);
        CHECK_FALSE(read(R"(,"iat":1614816000,"ttl":-1)")->next_update);
        CHECK_FALSE(read(R"(,"iat":1614816000,"ttl":10000000001)")->next_update);
        CHECK(read(R"(,"iat":1614816000,"ttl":10000000000)")->next_update);
        CHECK_FALSE(read(R"(,"iat":-1)")->issued);
        CHECK(read(R"(,"iat":0)")->issued);
        CHECK(read(R"(,"iat":253402300799)")->issued);
        CHECK_FALSE(read(R"(,"iat":253402300800)")->issued);
    }

    TEST_CASE("a token list that lacks something, or has wider entries, is refused") {
        for (const std::string_view text :
             {R"({})", R"({"sub":"u","status_list":{"bits":1,"lst":"eNrbuRgAAhcBXQ"}})",
              R"({"iss":"i","status_list":{"bits":1,"lst":"eNrbuRgAAhcBXQ"}})",
              R"({"sub":"u","iss":"i"})", R"({"sub":"u","iss":"i","status_list":{"bits":1}})",
              R"({"sub":"u","iss":"i","status_list":{"lst":"eNrbuRgAAhcBXQ"}})",
              R"({"sub":"u","iss":"i","status_list":{"bits":2,"lst":"eNrbuRgAAhcBXQ"}})",
              R"({"sub":"u","iss":"i","status_list":{"bits":1,"lst":"eNrbuRgAAhcBXQ=="}})",
              R"({"sub":"u","iss":"i","status_list":{"bits":1,"lst":"AAAA"}})"}) {
            CAPTURE(text);
            const auto list =
                status::read_token_list(*json::parse(text, Budget::for_one_certificate()));
            REQUIRE_FALSE(list);
            CHECK(list.error().reason == Reason::bad_status_list);
        }
    }

    TEST_CASE("an index has one spelling") {
        CHECK(status::parse_index("0") == 0U);
        CHECK(status::parse_index("94567") == 94567U);
        CHECK(status::parse_index("18446744073709551615") == 18446744073709551615U);
        // What stands behind the text is no part of it.
        CHECK(status::parse_index(std::string_view("94567").substr(0, 2)) == 94U);
        for (const char* text :
             {"", "-1", "+1", "01", "1 ", " 1", "1.0", "0x1", "184467440737095516160"})
            CHECK_FALSE(status::parse_index(text));
    }
}
