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

std::string batch(std::string_view entries, std::string_view type = "UCI",
                  std::string_view expires = "2022-11-01T00:00:00Z") {
    return R"({"country":"XX","expires":")" + std::string(expires) +
           R"(","kid":"AAECAwQFBgc=","hashType":")" + std::string(type) + R"(","entries":[)" +
           std::string(entries) + "]}";
}

Result<status::HashList> parse(const std::string& text) {
    return status::read_batch(*json::parse(text, Budget::for_trusted_data()));
}

Result<status::HashList> read(std::string_view entries, std::string_view type = "UCI",
                              std::string_view expires = "2022-11-01T00:00:00Z") {
    return parse(batch(entries, type, expires));
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
        for (const auto& [list, count] :
             {std::pair{read(entries + ',' + entry(hash('a'))), "1001"}, {read(""), "0"}}) {
            REQUIRE_FALSE(list);
            CHECK(list.error() ==
                  Error{Reason::bad_status_list,
                        std::string("a batch has 1 to 1000 entries, and this one ") + count});
        }
    }

    TEST_CASE("is for one kind of hash, and may be for any key of its country") {
        for (const char* type : {"UCI", "COUNTRYCODEUCI", "SIGNATURE"})
            CHECK(read(entry(hash('a')), type)->hash_type == type);
        CHECK(read(entry(hash('a')), "UCI", "2022-11-01T00:00:00+01:00"));
        std::string text = batch(entry(hash('a')));
        text.replace(text.find("AAECAwQFBgc="), 12, "UNKNOWN_KID");
        CHECK(parse(text)->kid.empty());
    }

    TEST_CASE("is refused where a member is missing or not as it should be, and says which") {
        const std::string good = batch(entry(hash('a')));
        const std::string no_hash = "a hash of the batch is not the base64 of 16 bytes";
        struct Row {
            std::string_view member, instead;
            std::string why;
        };
        for (const Row& row : {
                 Row{R"("country":"XX",)", "", "the member \"country\" is missing"},
                 Row{R"("expires")", R"("until")", "the member \"expires\" is missing"},
                 Row{R"("kid")", R"("key")", "the member \"kid\" is missing"},
                 Row{R"("hashType")", R"("type")", "the member \"hashType\" is missing"},
                 Row{R"("entries")", R"("hashes")", "the member \"entries\" is missing"},
                 Row{R"({"hash")", R"({"value")", "the member \"hash\" is missing"},
                 Row{R"("XX")", "1",
                     "the member \"country\" must be of the kind string, and is of the kind "
                     "number"},
                 Row{R"("UCI")", R"("uci")",
                     "the hashType of a batch is UCI, COUNTRYCODEUCI or SIGNATURE"},
                 Row{"YWFh", "!WFh", no_hash},
                 Row{"YWFh", "", no_hash},
                 Row{"YWFh", "YWFhYWFh", no_hash},
             }) {
            CAPTURE(row.member);
            std::string text = good;
            text.replace(text.find(row.member), row.member.size(), row.instead);
            const auto list = parse(text);
            REQUIRE_FALSE(list);
            CHECK(list.error() == Error{Reason::bad_status_list, row.why});
        }
        const auto undated = read(entry(hash('a')), "UCI", "2022-11-01");
        REQUIRE_FALSE(undated);
        CHECK(undated.error().reason == Reason::bad_status_list);
        CHECK(undated.error().detail.starts_with("expires: "));
        CHECK_FALSE(parse("1"));
    }
}
