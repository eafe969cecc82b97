// SPDX-License-Identifier: Apache-2.0
#include "status/card_list.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace vaxcert;

namespace {

constexpr const char* issuer = "https://cards.example/issuer";

Result<status::CardList> read(std::string_view rids, std::string_view method = "rid") {
    return status::read_card_list(issuer, R"({"kid":"k","method":")" + std::string(method) +
                                              R"(","ctr":1,"rids":[)" + std::string(rids) + "]}");
}

std::optional<Time> at(std::int64_t seconds) {
    return Time(std::chrono::seconds(seconds));
}

}  // namespace

TEST_SUITE("card list") {
    TEST_CASE("withdraws by id, and with a time what was issued before it") {
        const auto list = read(R"("AQPCj4wwk6Mt","lHKzqFUMjhs.1636977600")");
        REQUIRE(list);
        CHECK(list->signer == "https://cards.example/issuer#k");
        CHECK(list->method == "rid");
        CHECK(list->withdraws("AQPCj4wwk6Mt", at(2000000000)));
        CHECK(list->withdraws("lHKzqFUMjhs", at(1636977599)));
        CHECK_FALSE(list->withdraws("lHKzqFUMjhs", at(1636977600)));
        CHECK(list->withdraws("lHKzqFUMjhs", {}));
        CHECK_FALSE(list->withdraws("lHKzqFUMjh", at(0)));
        CHECK_FALSE(list->withdraws("", at(0)));
    }

    TEST_CASE("may be empty, or of the method for cards without an id") {
        CHECK(read(""));
        CHECK(read(R"("abc")", "hash-fhir"));
    }

    TEST_CASE("is refused where an entry is not as it should be") {
        for (const std::string_view rids :
             {R"("")", R"("a b")", R"("a=")", R"("abcdefghijklmnopqrstuvwxy")", R"("a.")",
              R"("a.x")", R"("a.-1")", R"("a.1.2")", R"("a.253402300800")", R"("a","a")",
              R"("a","a.1")", R"(1)"}) {
            CAPTURE(rids);
            const auto list = read(rids);
            REQUIRE_FALSE(list);
            CHECK(list.error().reason == Reason::bad_status_list);
        }
        CHECK(read(R"("abcdefghijklmnopqrstuvwx","a.253402300799")"));
    }

    TEST_CASE("is refused where it is no such list") {
        for (const std::string_view text :
             {"", "[]", "{}", R"({"kid":"k","method":"rid","rids":[]})",
              R"({"kid":"k","method":"uid","ctr":1,"rids":[]})",
              R"({"kid":1,"method":"rid","ctr":1,"rids":[]})",
              R"({"kid":"k","method":"rid","ctr":1,"rids":{}})"}) {
            CAPTURE(text);
            CHECK_FALSE(status::read_card_list(issuer, text));
        }
        CHECK_FALSE(status::read_card_list("", R"({"kid":"k","method":"rid","ctr":1,"rids":[]})"));
    }
}
