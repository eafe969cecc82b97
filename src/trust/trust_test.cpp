// SPDX-License-Identifier: Apache-2.0
#include <vaxcert/trust_list.hpp>

#include <doctest/doctest.h>

#include "trust/authority.hpp"

using namespace vaxcert;

namespace {

PublicKey fresh_key() {
    const auto pem = generate_key(Algorithm::ed25519);
    REQUIRE(pem);
    const auto signer = signer_from_key(as_bytes(*pem));
    REQUIRE(signer);
    return (*signer)->public_key();
}

std::string quoted(const std::string& text) {
    std::string quoted = "\"";
    for (const char c : text) quoted += c == '\n' ? std::string("\\n") : std::string(1, c);
    return quoted + '"';
}

std::string list_of(const std::string& entry, const std::string& environment = "production") {
    return R"({"trust_list":1,"environment":")" + environment +
           R"(","issued":"2021-07-30T00:00:00Z","keys":[)" + entry + "]}";
}

}  // namespace

TEST_SUITE("trust list") {
    TEST_CASE("reads keys with their validity and purpose") {
        const PublicKey key = fresh_key();
        const auto list = TrustList::parse(
            list_of(R"({"id":"did:example","key":)" + quoted(key.to_pem()) +
                    R"(,"valid_from":"2021-01-01T00:00:00Z","purposes":["vaccination"]})"));
        REQUIRE(list);
        REQUIRE(list->keys().size() == 1);
        CHECK(list->keys()[0].id == "did:example");
        CHECK(list->keys()[0].key == key);
        CHECK(list->keys()[0].environment == Environment::production);
        CHECK(to_text(*list->keys()[0].valid_from) == "2021-01-01T00:00:00Z");
    }

    TEST_CASE("refuses a list with anything it does not understand") {
        const std::string key = quoted(fresh_key().to_pem());
        for (const std::string& text : {
                 std::string("[]"),
                 std::string("{"),
                 std::string(R"({"keys":[]})"),
                 list_of(R"({"key":)" + key + "}"),
                 list_of(R"({"id":"x"})"),
                 list_of(R"({"id":"x","key":"no key"})"),
                 list_of(R"({"id":"x","key":)" + key + R"(,"vaild_until":"2021-01-01T00:00:00Z"})"),
                 list_of(R"({"id":"x","key":)" + key + R"(,"valid_until":"tomorrow"})"),
                 list_of(R"({"id":"x","key":)" + key + R"(,"revoked":"no"})"),
                 list_of("", "staging"),
             }) {
            CAPTURE(text);
            const auto list = TrustList::parse(text);
            REQUIRE_FALSE(list);
            CHECK(list.error().reason == Reason::bad_trust_list);
        }
    }

    TEST_CASE("reads the assertion keys of a DID document, under their own id and the document's") {
        const PublicKey key = fresh_key();
        const auto list = TrustList::parse(
            R"({"id":"did:web:example.org","verificationMethod":[{"id":"did:web:example.org#k","type":"JsonWebKey2020","publicKeyJwk":)" +
            key.to_jwk() + R"(},{"id":"did:web:example.org#other","publicKeyMultibase":")" +
            key.to_multikey() + R"("}],"assertionMethod":["did:web:example.org#k"]})");
        REQUIRE(list);
        REQUIRE(list->keys().size() == 2);
        CHECK(list->keys()[0].id == "did:web:example.org#k");
        CHECK(list->keys()[1].id == "did:web:example.org");
        CHECK(list->keys()[1].kid == "k");
    }

    TEST_CASE("takes bare keys only for the name the caller gives") {
        const PublicKey one = fresh_key();
        const PublicKey two = fresh_key();
        const std::string both = one.to_pem() + two.to_pem();
        const auto list = TrustList::for_issuer("did:example", as_bytes(both));
        REQUIRE(list);
        CHECK(list->keys().size() == 2);
        const std::string jwks = R"({"keys":[)" + one.to_jwk() + "," + two.to_jwk() + "]}";
        CHECK(TrustList::for_issuer("did:example", as_bytes(jwks))->keys().size() == 2);
        CHECK_FALSE(TrustList::for_issuer("", as_bytes(both)));
        CHECK_FALSE(TrustList::for_issuer("did:example", as_bytes("nothing")));
    }

    TEST_CASE("never mixes test and production") {
        const std::string entry = R"({"id":"x","key":)" + quoted(fresh_key().to_pem()) + "}";
        auto production = TrustList::parse(list_of(entry));
        const auto test = TrustList::parse(list_of(entry, "test"));
        REQUIRE(production);
        REQUIRE(test);
        const auto merged = production->merge(*test);
        REQUIRE_FALSE(merged);
        CHECK(merged.error().reason == Reason::wrong_environment);
        CHECK(production->keys().size() == 1);
    }
}

TEST_SUITE("candidates") {
    TEST_CASE("are the keys of the verification method or the issuer, and no others") {
        TrustList trust;
        trust.add({.id = "did:a", .key = fresh_key(), .environment = {}});
        trust.add({.id = "https://a.example/", .key = fresh_key(), .environment = {}});
        trust.add({.id = "did:b", .key = fresh_key(), .environment = {}});
        trust.add({.id = "did:a", .key = fresh_key(), .environment = {}, .formats = {"hcert"}});
        const auto keys = candidates(
            trust,
            {.format = "divoc", .issuer = "https://a.example/", .verification_method = "did:a"});
        REQUIRE(keys);
        REQUIRE(keys->size() == 2);
        CHECK((*keys)[0]->id == "did:a");
        CHECK((*keys)[1]->id == "https://a.example/");
    }

    TEST_CASE("do not exist for a signer nobody named, nor for one without a name") {
        TrustList trust;
        trust.add({.id = "", .key = fresh_key(), .environment = {}});
        const auto keys =
            candidates(trust, {.format = "divoc", .issuer = "", .verification_method = ""});
        REQUIRE_FALSE(keys);
        CHECK(keys.error().reason == Reason::issuer_not_trusted);
        CHECK(keys.error().detail == "the signer is not in the trust list, which has 1 keys");
    }

    TEST_CASE("of an issuer have the kid that is named, or none of their own") {
        TrustList trust;
        for (const char* kid : {"one", "two", ""})
            trust.add({.id = "did:a", .key = fresh_key(), .environment = {}, .kid = kid});
        trust.add({.id = "did:b", .key = fresh_key(), .environment = {}, .kid = "one"});
        SignerHint hint{
            .format = "hcert", .issuer = "did:a", .verification_method = {}, .kid = "one"};
        REQUIRE(candidates(trust, hint));
        CHECK(candidates(trust, hint)->size() == 2);
        CHECK((*candidates(trust, hint))[0]->kid == "one");
        CHECK((*candidates(trust, hint))[1]->kid.empty());

        hint.kid_is_enough = true;
        REQUIRE(candidates(trust, hint)->size() == 3);
        CHECK((*candidates(trust, hint))[2]->id == "did:b");
        hint.kid.clear();
        CHECK(candidates(trust, hint)->size() == 3);
        hint.issuer.clear();
        CHECK_FALSE(candidates(trust, hint));
    }

    TEST_CASE("are at most eight") {
        TrustList trust;
        for (int i = 0; i < 8; ++i)
            trust.add({.id = "did:a", .key = fresh_key(), .environment = {}});
        const SignerHint hint{.format = "divoc", .issuer = "", .verification_method = "did:a"};
        CHECK(candidates(trust, hint));
        trust.add({.id = "did:a", .key = fresh_key(), .environment = {}});
        REQUIRE_FALSE(candidates(trust, hint));
        CHECK(candidates(trust, hint).error().reason == Reason::limit_exceeded);
    }

    TEST_CASE("are found in a list of very many as in one of two") {
        TrustList trust;
        const PublicKey key = fresh_key();
        for (int i = 0; i < 20000; ++i)
            trust.add({.id = "did:" + std::to_string(i % 10000),
                       .key = key,
                       .environment = {},
                       .kid = std::to_string(i)});
        CHECK(trust.keys_of("did:77").size() == 2);
        REQUIRE(trust.keys_of("did:77", "10077").size() == 1);
        CHECK(trust.keys_of("did:77", "10077")[0] == &trust.keys()[10077]);
        CHECK(trust.keys_of("did:77", "78").empty());
        REQUIRE(trust.keys_named("19999").size() == 1);
        CHECK(trust.keys_named("20000").empty());
        CHECK(trust.keys_of("").empty());
        CHECK_FALSE(trust.revokes(key));
    }
}

TEST_SUITE("own notation") {
    TEST_CASE("comes back as it was written") {
        const PublicKey key = fresh_key();
        TrustList list;
        list.set_issued(*parse_time("2021-08-01T00:00:00Z"));
        list.add({.id = "did:a",
                  .key = key,
                  .environment = Environment::test,
                  .valid_from = *parse_time("2021-01-01T00:00:00Z"),
                  .revoked = true,
                  .purposes = {"test"},
                  .kid = "k",
                  .certified = true,
                  .terminated = *parse_time("2021-02-01T00:00:00Z"),
                  .revoked_since = *parse_time("2021-03-01T00:00:00Z"),
                  .names = {{"fr", "Exemple"}}});
        const auto json = list.to_json(Environment::test);
        REQUIRE(json);
        const auto again = TrustList::parse(*json);
        REQUIRE(again);
        CHECK(*again->to_json(Environment::test) == *json);
        CHECK(again->keys()[0].terminated == list.keys()[0].terminated);
        CHECK(again->keys()[0].names == list.keys()[0].names);
        CHECK(again->keys()[0].certified);
        CHECK(again->issued() == list.issued());
        CHECK(list.to_json(Environment::production).error().reason == Reason::wrong_environment);
        CHECK(describe(*again, *parse_time("2021-08-01T00:00:00Z"))[0].status == "revoked");
    }

    TEST_CASE("describes keys as things are") {
        const auto status = [&](TrustedKey key) {
            TrustList one;
            one.add(std::move(key));
            return describe(one, *parse_time("2021-08-01T00:00:00Z"))[0].status;
        };
        TrustedKey key{.id = "a", .key = fresh_key(), .environment = {}};
        CHECK(status(key) == "current");
        key.valid_from = *parse_time("2021-08-01T00:00:01Z");
        CHECK(status(key) == "not yet valid");
        key.valid_from.reset();
        key.valid_until = *parse_time("2021-07-31T00:00:00Z");
        CHECK(status(key) == "expired");
        key.terminated = *parse_time("2021-07-01T00:00:00Z");
        CHECK(status(key) == "terminated");
        key.revoked = true;
        CHECK(status(key) == "revoked");
    }
}
