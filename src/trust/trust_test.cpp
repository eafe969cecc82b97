// SPDX-License-Identifier: Apache-2.0
#include <vaxcert/trust_list.hpp>

#include <doctest/doctest.h>

#include "crypto/pem.hpp"
#include "trust/authority.hpp"
#include "trust/certified_for_tests.hpp"

using namespace vaxcert;
using namespace vaxcert::crypto::for_tests;

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
        CHECK(TrustList::parse(R"({"keys":[]})").error().detail ==
              "this is neither a trust list (\"trust_list\": 1) nor a DID document");
    }

    TEST_CASE("takes bare keys only for the name the caller gives") {
        const PublicKey one = fresh_key();
        const PublicKey two = fresh_key();
        const auto list = TrustList::for_issuer("did:example", as_bytes(one.to_pem()));
        REQUIRE(list);
        REQUIRE(list->keys().size() == 1);
        CHECK(list->keys()[0].id == "did:example");
        CHECK(list->keys()[0].key == one);
        // The caller vouches for it, whatever it signs.
        CHECK_FALSE(list->keys()[0].environment);
        CHECK_FALSE(list->environment());

        const std::string jwks = R"({"keys":[)" + one.to_jwk() + "," + two.to_jwk() + "]}";
        for (const std::string& both : {one.to_pem() + two.to_pem(), jwks}) {
            const auto keys = TrustList::for_issuer("did:example", as_bytes(both));
            REQUIRE(keys);
            REQUIRE(keys->keys().size() == 2);
            CHECK(keys->keys()[1].key == two);
        }
        CHECK(TrustList::for_issuer("did:example", as_bytes(one.to_jwk()))->keys().size() == 1);
        CHECK(TrustList::for_issuer("did:example", as_bytes(one.to_multikey()))->keys().size() ==
              1);
    }

    TEST_CASE("refuses bare keys of which it cannot take all, and says why") {
        const std::string pem = fresh_key().to_pem();
        const std::string jwk = fresh_key().to_jwk();
        std::string damaged = pem;
        damaged[damaged.find("\n-----END") - 2] = '!';
        const auto why = [](std::string_view id, const std::string& keys) {
            const auto list = TrustList::for_issuer(id, as_bytes(keys));
            return list ? std::string("taken")
                        : name(list.error().reason) + (": " + list.error().detail);
        };
        CHECK(why("", pem) ==
              "bad-trust-list: a bare key needs the issuer or verification method it speaks for");
        CHECK(why("did:a", R"({"keys":[]})") == "bad-trust-list: there is no key in it");
        CHECK(why("did:a", R"({"keys":[)" + jwk + ",1]}") ==
              "bad-trust-list: key 2: a key should be a text or a JWK");
        CHECK(why("did:a", pem + damaged) == "bad-key: the PEM block is damaged");
        for (const char* neither : {"nothing", "", "{}", "[]", R"({"keys":{}})"}) {
            CAPTURE(neither);
            CHECK(why("did:a", neither).starts_with("bad-key: "));
        }
    }

    TEST_CASE("never mixes test and production") {
        const std::string entry = R"({"id":"x","key":)" + quoted(fresh_key().to_pem()) + "}";
        auto production = TrustList::parse(list_of(entry));
        const auto test = TrustList::parse(list_of(entry, "test"));
        REQUIRE(production);
        REQUIRE(test);
        const auto merged = production->merge(*test);
        REQUIRE_FALSE(merged);
        CHECK(merged.error() ==
              Error{Reason::wrong_environment,
                    "a trust list for tests cannot be merged with one for production"});
        CHECK(production->keys().size() == 1);

        // What says of no environment goes with either, and the list stays for its own.
        REQUIRE(production->merge(*TrustList::for_issuer("x", as_bytes(fresh_key().to_pem()))));
        CHECK(production->environment() == Environment::production);
        TrustList any = *TrustList::for_issuer("x", as_bytes(fresh_key().to_pem()));
        REQUIRE(any.merge(*test));
        CHECK(any.environment() == Environment::test);
        CHECK_FALSE(any.merge(*production));

        // Authorities alone are for an environment too.
        TrustAnchor anchor = for_tests::list_of({make_authority()}).anchors()[0];
        anchor.environment = Environment::test;
        TrustList authorities;
        authorities.add(anchor);
        CHECK(authorities.environment() == Environment::test);
        CHECK_FALSE(authorities.merge(*production));
    }

    TEST_CASE("merged, holds the keys of both, and is as old as the older") {
        const auto dated = [](const char* id, const char* issued) {
            TrustList list;
            list.add({.id = id, .key = fresh_key(), .environment = {}});
            if (issued) list.set_issued(*parse_time(issued));
            return list;
        };
        const char *july = "2021-07-01T00:00:00Z", *august = "2021-08-01T00:00:00Z";
        struct Example {
            const char *one, *other, *merged;
        };
        for (const Example& example : {Example{july, august, july}, Example{august, july, july},
                                       Example{july, nullptr, july}, Example{nullptr, july, july},
                                       Example{nullptr, nullptr, nullptr}}) {
            TrustList list = dated("did:a", example.one);
            REQUIRE(list.merge(dated("did:b", example.other)));
            REQUIRE(list.keys().size() == 2);
            CHECK(list.keys_of("did:a").size() == 1);
            CHECK(list.keys_of("did:b").size() == 1);
            CHECK((list.issued() ? to_text(*list.issued()) : "") ==
                  (example.merged ? example.merged : ""));
        }
        TrustList empty;
        empty.set_issued(*parse_time(july));
        REQUIRE(empty.merge(dated("did:b", august)));
        CHECK(to_text(*empty.issued()) == july);
        CHECK(empty.keys_of("did:b").size() == 1);
    }

    TEST_CASE("merged, loses no authority and nothing that one revoked") {
        const Certified authority = make_authority();
        const TrustList ca = for_tests::list_of({authority});
        const TrustList crl =
            *TrustList::parse(crypto::to_pem("X509 CRL", make_crl(authority, {.serials = {7}})));
        const auto merged = [](const TrustList& one, const TrustList& other) {
            TrustList list = one;
            REQUIRE(list.merge(other));
            return std::to_string(list.anchors().size()) + " and " +
                   std::to_string(list.crls().size());
        };
        CHECK(merged(ca, crl) == "1 and 1");
        CHECK(merged(crl, ca) == "1 and 1");
        CHECK(merged(crl, crl) == "0 and 2");
        CHECK(merged(ca, ca) == "2 and 0");
        CHECK(merged(TrustList(), crl) == "0 and 1");
    }

    TEST_CASE("gives the keys of one name in its own order") {
        TrustList list;
        for (const char* kid : {"1", "2", "3", "4", "5"})
            for (const char* id : {"did:a", "did:b"})
                list.add({.id = id, .key = fresh_key(), .environment = {}, .kid = kid});
        std::string kids;
        for (const TrustedKey* key : list.keys_of("did:a")) kids += key->kid;
        CHECK(kids == "12345");
    }

    TEST_CASE("revokes a key under whichever name, and no other key") {
        const PublicKey key = fresh_key();
        TrustList list;
        list.add({.id = "did:a", .key = key, .environment = {}});
        CHECK_FALSE(list.revokes(key));
        list.add({.id = "did:b", .key = key, .environment = {}, .revoked = true});
        CHECK(list.revokes(key));
        CHECK_FALSE(list.revokes(fresh_key()));
        TrustList merged;
        merged.add({.id = "did:c", .key = fresh_key(), .environment = {}});
        REQUIRE(merged.merge(list));
        CHECK(merged.revokes(key));
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
