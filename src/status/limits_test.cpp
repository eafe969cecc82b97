// SPDX-License-Identifier: Apache-2.0
// The times, sizes and members of lists, on either side of what is read.

#include <doctest/doctest.h>

#include "encoding/base64url.hpp"
#include "encoding/deflate.hpp"
#include "json/parse.hpp"
#include "status/bit_list.hpp"
#include "status/freshness.hpp"

using namespace vaxcert;

namespace {

json::Value parsed(std::string_view text) {
    return *json::parse(text, Budget::for_trusted_data());
}

std::string packed(const Bytes& bits, encoding::Wrapping wrapping) {
    return encoding::to_base64url(encoding::deflate(bits, wrapping));
}

/// A list credential in which nothing is missing, with these members of its own and its subject.
json::Value credential(std::string_view members = "{}", std::string_view of_subject = "{}") {
    json::Value subject(json::Object{{"type", "BitstringStatusList"},
                                     {"statusPurpose", "revocation"},
                                     {"encodedList", status::encode_bits({})}});
    for (const json::Member& member : parsed(of_subject).object())
        subject.set(member.name, member.value);
    json::Value document(json::Object{{"id", "https://status.example/1"},
                                      {"issuer", "did:example:a"},
                                      {"type", "BitstringStatusListCredential"},
                                      {"validFrom", "2021-06-01T00:00:00Z"},
                                      {"credentialSubject", subject}});
    for (const json::Member& member : parsed(members).object())
        document.set(member.name, member.value);
    return document;
}

json::Value token(std::string_view members = "{}", std::string_view of_list = "{}") {
    json::Value list(
        json::Object{{"bits", 1}, {"lst", packed({0x01, 0x80}, encoding::Wrapping::zlib)}});
    for (const json::Member& member : parsed(of_list).object()) list.set(member.name, member.value);
    json::Value payload(json::Object{{"sub", "https://status.example/t"},
                                     {"iss", "https://issuer.example"},
                                     {"status_list", list}});
    for (const json::Member& member : parsed(members).object())
        payload.set(member.name, member.value);
    return payload;
}

/// When the list was made and when the next is due, in words.
std::string times(const Result<status::BitList>& list) {
    if (!list) return list.error().detail;
    const auto text = [](const std::optional<Time>& time) {
        return time ? to_text(*time) : std::string("?");
    };
    return text(list->issued) + " to " + text(list->next_update);
}

std::string refused(const Result<status::BitList>& list) {
    if (list) return "taken";
    CHECK(list.error().reason == Reason::bad_status_list);
    return list.error().detail;
}

}  // namespace

TEST_SUITE("bit list, its limits") {
    TEST_CASE("a credential lasts until its end, or else as long as its subject says") {
        const auto lasts = [](std::string_view members, std::string_view of_subject = "{}") {
            return times(status::read_bit_list(credential(members, of_subject)));
        };
        CHECK(lasts("{}") == "2021-06-01T00:00:00Z to ?");
        CHECK(lasts("{}", R"({"ttl": 1000})") == "2021-06-01T00:00:00Z to 2021-06-01T00:00:01Z");
        CHECK(lasts("{}", R"({"ttl": 0})") == "2021-06-01T00:00:00Z to 2021-06-01T00:00:00Z");
        CHECK(lasts("{}", R"({"ttl": -1000})") == "2021-06-01T00:00:00Z to ?");
        CHECK(lasts("{}", R"({"ttl": "1000"})") == "2021-06-01T00:00:00Z to ?");
        CHECK(lasts("{}", R"({"ttl": 10000000000000})").ends_with("Z to 2338-04-21T17:46:40Z"));
        CHECK(lasts("{}", R"({"ttl": 10000000001000})") == "2021-06-01T00:00:00Z to ?");
        CHECK(lasts(R"({"validUntil": "2021-06-02T00:00:00Z"})", R"({"ttl": 1000})") ==
              "2021-06-01T00:00:00Z to 2021-06-02T00:00:00Z");
        CHECK(lasts(R"({"validFrom": "soon"})").starts_with("validFrom: "));
        CHECK(lasts(R"({"validUntil": "soon"})").starts_with("validUntil: "));
        CHECK(lasts(R"({"validFrom": 1})") == "validFrom should be a time");
        CHECK(lasts(R"({"validUntil": 1})") == "validUntil should be a time");
        json::Value undated = credential("{}", R"({"ttl": 1000})");
        undated.erase("validFrom");
        CHECK(times(status::read_bit_list(undated)) == "? to ?");
    }

    TEST_CASE("a credential is of its types, one issuer and single bits") {
        const auto why = [](std::string_view members, std::string_view of_subject = "{}") {
            return refused(status::read_bit_list(credential(members, of_subject)));
        };
        const std::string no_list =
            "this is no BitstringStatusListCredential with a BitstringStatusList";
        CHECK(why("{}") == "taken");
        CHECK(why(R"({"type": ["A", "BitstringStatusListCredential"]})") == "taken");
        CHECK(why(R"({"issuer": {"id": "did:example:a"}})") == "taken");
        CHECK(why("{}", R"({"statusSize": 1})") == "taken");
        CHECK(why("{}", R"({"statusPurpose": ["revocation", 1, "suspension"]})") == "taken");
        CHECK(why(R"({"type": "VerifiableCredential"})") == no_list);
        CHECK(why(R"({"type": 1})") == no_list);
        CHECK(why(R"({"type": [1]})") == no_list);
        CHECK(why(R"({"credentialSubject": [{}]})") == no_list);
        CHECK(why("{}", R"({"type": "StatusList2021"})") == no_list);
        for (const char* gone : {"type", "credentialSubject"}) {
            json::Value document = credential();
            document.erase(gone);
            CHECK(refused(status::read_bit_list(document)) == no_list);
        }
        CHECK(why(R"({"id": 1})") != "taken");
        CHECK(why(R"({"issuer": 1})") == "the status list has no issuer");
        CHECK(why(R"({"issuer": {}})") == "the status list has no issuer");
        CHECK(why(R"({"issuer": {"id": 1}})") == "the status list has no issuer");
        CHECK(why("{}", R"({"statusSize": 2})") ==
              "an entry of the status list has another statusSize than 1");
        CHECK(why("{}", R"({"statusSize": "1"})") ==
              "an entry of the status list has another statusSize than 1");
        CHECK(why("{}", R"({"encodedList": 1})") != "taken");
        CHECK(why("{}", R"({"encodedList": "x"})") ==
              "encodedList does not begin with the u of base64url");
        CHECK(why("{}", R"({"encodedList": "u!"})").starts_with("encodedList: "));
        CHECK(why("{}", R"({"encodedList": "u)" + packed(Bytes(16383), encoding::Wrapping::gzip) +
                            "\"}") ==
              "the status list has 131064 entries and should have at least 131072");
        CHECK(why("{}", R"({"statusPurpose": []})") == "the status list has no statusPurpose");
        json::Value document = credential();
        document.erase("issuer");
        CHECK(refused(status::read_bit_list(document)) == "the status list has no issuer");
        const auto both = status::read_bit_list(
            credential("{}", R"({"statusPurpose": ["revocation", "suspension"]})"));
        CHECK(both->purposes == std::vector<std::string>{"revocation", "suspension"});
    }

    TEST_CASE("a token begins with the lowest bit, and has the times that can be written") {
        const auto list = status::read_token_list(token());
        REQUIRE(list);
        CHECK(list->url == "https://status.example/t");
        CHECK(list->issuer == "https://issuer.example");
        CHECK(list->purposes == std::vector<std::string>{"revocation"});
        CHECK(list->bits == Bytes{0x80, 0x01});

        const auto lasts = [](std::string_view members) {
            return times(status::read_token_list(token(members)));
        };
        CHECK(lasts("{}") == "? to ?");
        CHECK(lasts(R"({"iat": 0, "exp": 253402300799})") ==
              "1970-01-01T00:00:00Z to 9999-12-31T23:59:59Z");
        CHECK(lasts(R"({"iat": -1, "exp": 253402300800})") == "? to ?");
        CHECK(lasts(R"({"iat": "1", "exp": "2"})") == "? to ?");
        CHECK(lasts(R"({"iat": 10, "ttl": 5})") == "1970-01-01T00:00:10Z to 1970-01-01T00:00:15Z");
        CHECK(lasts(R"({"iat": 10, "ttl": "5"})") == "1970-01-01T00:00:10Z to ?");
        CHECK(lasts(R"({"iat": 10, "exp": 20, "ttl": 5})") ==
              "1970-01-01T00:00:10Z to 1970-01-01T00:00:20Z");
        CHECK(lasts(R"({"ttl": 5})") == "? to ?");
    }

    TEST_CASE("a token lacks nothing, and packs single bits in zlib") {
        const auto why = [](std::string_view members, std::string_view of_list = "{}") {
            return refused(status::read_token_list(token(members, of_list)));
        };
        CHECK(why("{}") == "taken");
        for (const char* member : {"sub", "iss", "status_list"}) {
            json::Value payload = token();
            payload.erase(member);
            CHECK(refused(status::read_token_list(payload)) != "taken");
            payload.set(member, 1);
            CHECK(refused(status::read_token_list(payload)) != "taken");
        }
        CHECK(why("{}", R"({"bits": 2})") == "an entry of the status list has more than one bit");
        CHECK(why("{}", R"({"bits": "1"})") != "taken");
        CHECK(why("{}", R"({"lst": 1})") != "taken");
        CHECK(why("{}", R"({"lst": "!"})").starts_with("lst: "));
        CHECK(why("{}", R"({"lst": ")" + packed({0}, encoding::Wrapping::gzip) + "\"}")
                  .starts_with("lst: "));
    }
}

TEST_SUITE("withdrawal") {
    TEST_CASE("has a word for each state, and none for others") {
        for (const char* word : {"withdrawn", "suspended", "superseded", "lifted"}) {
            const auto state = withdrawn_named(word);
            REQUIRE(state);
            CHECK(name(*state) == std::string(word));
        }
        CHECK(withdrawn_named("withdrawn") == Withdrawn::withdrawn);
        CHECK(withdrawn_named("lifted") == Withdrawn::lifted);
        for (const char* word : {"unknown", "revoked", ""}) CHECK_FALSE(withdrawn_named(word));
        CHECK(name(Withdrawn{0}) == std::string("unknown"));
        CHECK(name(Withdrawn{5}) == std::string("unknown"));
    }

    TEST_CASE("begins on the first day that may be meant, and is kept until the last") {
        const auto name = Withdrawal::name_of("issuer", "id");
        const auto made = Withdrawal::create(name, Withdrawn::superseded, *Date::parse("2021-06"),
                                             *Date::parse("2021-06"));
        REQUIRE(made);
        CHECK(made->name() == name);
        CHECK(made->state() == Withdrawn::superseded);
        CHECK(made->since()->text() == "2021-06-01");
        CHECK(made->kept_until()->text() == "2021-06-30");
        CHECK_FALSE(made->may_go(*Date::parse("2021-06-30")));
        CHECK(made->may_go(*Date::parse("2021-07-01")));

        const auto ever = Withdrawal::create(name, Withdrawn::withdrawn);
        REQUIRE(ever);
        CHECK_FALSE(ever->since());
        CHECK_FALSE(ever->kept_until());
        CHECK_FALSE(ever->may_go(*Date::parse("9999-12-31")));
        for (const auto& [day, fits] : {std::pair{"1970-01-01", false},
                                        {"1970-01-02", true},
                                        {"2149-06-06", true},
                                        {"2149-06-07", false}}) {
            const Date date = *Date::parse(day);
            for (const auto& either : {Withdrawal::create(name, Withdrawn::withdrawn, {}, date),
                                       Withdrawal::create(name, Withdrawn::withdrawn, date)}) {
                CHECK(either.has_value() == fits);
                if (!either)
                    CHECK(either.error() ==
                          Error{Reason::bad_date,
                                "a day of a status list is from 1970-01-02 to 2149-06-06"});
            }
        }
        CHECK(Withdrawal::name_of("issuer", "id") != Withdrawal::name_of("issue", "rid"));
        CHECK(Withdrawal::name_of("issuer", "id") != Withdrawal::name_of("issuer\n", "id"));
    }
}

TEST_SUITE("freshness") {
    TEST_CASE("begins when the list was made, and ends with its grace") {
        const auto at = [](std::int64_t seconds) { return Time(std::chrono::seconds(seconds)); };
        const auto says = [&](std::int64_t now, std::int64_t grace) {
            const auto finding =
                status::staleness(at(100), at(200), std::chrono::seconds(grace), at(now));
            return finding ? std::string(name(finding->error.reason)) : "fresh";
        };
        CHECK(says(99, 0) == "status-unknown");
        CHECK(says(100, 0) == "fresh");
        CHECK(says(200, 0) == "fresh");
        CHECK(says(201, 0) == "status-stale");
        CHECK(says(201, 1) == "fresh");
        CHECK(says(202, 1) == "status-stale");
        CHECK_FALSE(status::staleness({}, {}, {}, at(0)));
    }
}
