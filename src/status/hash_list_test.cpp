// SPDX-License-Identifier: Apache-2.0
#include "status/hash_list.hpp"

#include <doctest/doctest.h>

#include <string>

#include "encoding/base64.hpp"
#include "json/parse.hpp"

using namespace vaxcert;

namespace {

std::string hash(char letter) {
    return std::string(16, letter);
}

std::string entry(std::string_view hash) {
    return R"({"hash":")" + encoding::to_base64(as_bytes(hash)) + "\"}";
}

Result<status::HashList> read(std::string_view entries, std::string_view type = "UCI",
                              std::string_view expires = "2022-11-01T00:00:00Z") {
    const std::string text = R"({"country":"XX","expires":")" + std::string(expires) +
                             R"(","kid":"AAECAwQFBgc=","hashType":")" + std::string(type) +
                             R"(","entries":[)" + std::string(entries) + "]}";
    return status::read_batch(*json::parse(text, Budget::for_trusted_data()));
}

}  // namespace

TEST_SUITE("hash list") {
    TEST_CASE("holds its hashes and no others") {
        const auto list = read(entry(hash('z')) + ',' + entry(hash('a')));
        REQUIRE(list);
        CHECK(list->country == "XX");
        CHECK(list->kid == "AAECAwQFBgc=");
        CHECK(list->hash_type == "UCI");
        CHECK(list->holds(hash('a')));
        CHECK(list->holds(hash('z')));
        CHECK_FALSE(list->holds(hash('b')));
        CHECK_FALSE(list->holds(hash('a').substr(1)));
        CHECK_FALSE(list->holds(""));
    }

    TEST_CASE("has 1 to 1,000 of them") {
        std::string entries;
        for (int i = 0; i < 1000; ++i) entries += (i ? "," : "") + entry(hash('a'));
        CHECK(read(entries));
        CHECK_FALSE(read(entries + ',' + entry(hash('a'))));
        CHECK_FALSE(read(""));
    }

    TEST_CASE("is refused where it is no batch") {
        CHECK(read(entry(hash('a')), "SIGNATURE"));
        CHECK(read(entry(hash('a')), "COUNTRYCODEUCI", "2022-11-01T00:00:00+01:00"));
        for (const auto& list :
             {read(entry(hash('a')), "uci"), read(entry(hash('a')), "UCI", "2022-11-01"),
              read(entry(hash('a').substr(1))), read(entry(hash('a') + 'a')), read("{}"),
              read(R"({"hash":"!"})"), read("1")}) {
            REQUIRE_FALSE(list);
            CHECK(list.error().reason == Reason::bad_status_list);
        }
    }
}
