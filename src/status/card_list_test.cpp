// SPDX-License-Identifier: Apache-2.0
#include "status/card_list.hpp"

#include <doctest/doctest.h>

#include <string>

#include <vaxcert/status_list.hpp>

#include "json/parse.hpp"

using namespace vaxcert;

namespace {

constexpr const char* issuer = "https://cards.example/issuer";

Result<status::CardList> read(std::string_view rids, std::string_view method = "rid") {
    const auto list = json::parse(R"({"kid":"k","method":")" + std::string(method) +
                                      R"(","ctr":1,"rids":[)" + std::string(rids) + "]}",
                                  Budget::for_trusted_data());
    REQUIRE(list);
    return status::read_card_list(issuer, *list);
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

    TEST_CASE("is refused where an entry is not as it should be, and says which") {
        const std::string no_id = "is no id of 1 to 24 characters of base64url";
        const std::string no_time = "has a time that is no number of seconds";
        struct Row {
            std::string_view entry;
            std::string why;
        };
        for (const Row& row :
             {Row{"", no_id}, Row{"a b", no_id}, Row{"a=", no_id},
              Row{"abcdefghijklmnopqrstuvwxy", no_id}, Row{".1", no_id}, Row{"a.", no_time},
              Row{"a.x", no_time}, Row{"a.-1", no_time}, Row{"a.1x", no_time},
              Row{"a.1.2", no_time}, Row{"a.253402300800", no_time},
              Row{"a.9223372036854775808", no_time}, Row{"first", "is there twice"},
              Row{"first.1", "is there twice"}}) {
            CAPTURE(row.entry);
            const auto list = read(R"("first",")" + std::string(row.entry) + '"');
            REQUIRE_FALSE(list);
            CHECK(list.error() ==
                  Error{Reason::bad_status_list, "entry 2 of the card list " + row.why});
        }
        CHECK(read("1").error() ==
              Error{Reason::bad_status_list, "an entry of the card list is no text"});
        const auto longest = read(R"("abcdefghijklmnopqrstuvwx","a.253402300799","b.0")");
        REQUIRE(longest);
        CHECK_FALSE(longest->withdraws("b", at(0)));
        CHECK(longest->withdraws("b", at(-1)));
    }

    TEST_CASE("is refused where a member is missing or of another kind") {
        const std::string good = R"({"kid":"k","method":"rid","ctr":1,"rids":[]})";
        CHECK(StatusList::parse_card_list(issuer, good));
        constexpr std::string_view no_number = "the card list has no ctr that is a whole number";
        struct Row {
            std::string_view member, instead, why;
        };
        for (const Row& row : {
                 Row{R"("kid":"k",)", "", "the member \"kid\" is missing"},
                 Row{R"("method":"rid",)", "", "the member \"method\" is missing"},
                 Row{R"("rid")", R"("uid")", "the method of a card list is rid or hash-fhir"},
                 Row{R"("ctr":1,)", "", no_number},
                 Row{R"("ctr":1)", R"("ctr":true)", no_number},
                 Row{R"("ctr":1)", R"("ctr":-1)", no_number},
                 Row{R"("ctr":1)", R"("ctr":1.5)", no_number},
                 Row{R"("ctr":1)", R"("ctr":"1a")", no_number},
                 Row{R"(,"rids":[])", "", "the member \"rids\" is missing"},
                 Row{"[]", "{}",
                     "the member \"rids\" must be of the kind array, and is of the kind object"},
             }) {
            CAPTURE(row.instead);
            std::string text = good;
            text.replace(text.find(row.member), row.member.size(), row.instead);
            const auto list = StatusList::parse_card_list(issuer, text);
            REQUIRE_FALSE(list);
            CHECK(list.error() == Error{Reason::bad_status_list, std::string(row.why)});
        }
        CHECK(StatusList::parse_card_list("", good).error() ==
              Error{Reason::bad_status_list, "the issuer of the card list is not said"});
        const auto cut = StatusList::parse_card_list(issuer, good.substr(1));
        REQUIRE_FALSE(cut);
        CHECK(cut.error().reason == Reason::bad_status_list);
        CHECK(cut.error().detail.starts_with("the card list is not JSON: "));
    }

    TEST_CASE("has a number, which some issuers write as a text") {
        for (const auto& [counter, number] : {std::pair{"7", 7}, {"\"7\"", 7}, {"0", 0}}) {
            const auto list =
                StatusList::parse_card_list(issuer, R"({"kid":"k","method":"rid","ctr":)" +
                                                        std::string(counter) + R"(,"rids":[]})");
            REQUIRE(list);
            CHECK(list->card_lists().front()->number == static_cast<std::uint64_t>(number));
        }
    }

    TEST_CASE("of several issuers come in one document, of which all are good or none is read") {
        const auto lists = [](const std::string& second, const std::string& more = "") {
            return StatusList::parse(R"({"card_lists":[{"issuer":"https://a.example","list":)"
                                     R"({"kid":"k","method":"rid","ctr":1,"rids":["abc"]}},)" +
                                     second + "]" + more + "}");
        };
        const std::string other =
            R"({"issuer":"https://b.example","list":{"kid":"k","method":"rid","ctr":2,"rids":[]}})";
        const auto both = lists(other);
        REQUIRE(both);
        REQUIRE(both->card_lists().size() == 2);
        CHECK(both->card_lists()[0]->signer == "https://a.example#k");
        CHECK(both->card_lists()[1]->signer == "https://b.example#k");
        for (const std::string& bad :
             {std::string("1"), std::string("{}"), std::string(R"({"issuer":"https://b.example"})"),
              std::string(R"({"issuer":"https://b.example","list":[]})"),
              std::string(R"({"issuer":"https://b.example","list":{"kid":"k"}})"),
              std::string(R"({"list":{"kid":"k","method":"rid","ctr":2,"rids":[]}})")}) {
            CAPTURE(bad);
            const auto none = lists(bad);
            REQUIRE_FALSE(none);
            CHECK(none.error().reason == Reason::bad_status_list);
        }
        CHECK(lists(R"({"issuer":"https://b.example","list":{"kid":"k"}})").error().detail ==
              "card list 2: the member \"method\" is missing");
        CHECK_FALSE(lists(other, R"(,"signature":"AAAA")"));
        CHECK_FALSE(StatusList::parse(R"({"card_lists":{}})"));
    }
}
