// SPDX-License-Identifier: Apache-2.0
// Trust lists written as own notation: read again, they say the same.

#include <doctest/doctest.h>

#include "crypto/pem.hpp"
#include "crypto/x509.hpp"
#include "crypto/x509_crl.hpp"
#include "json/parse.hpp"
#include "trust/certified_for_tests.hpp"
#include "trust/full_key_for_tests.hpp"
#include "trust/world_for_tests.hpp"

using namespace vaxcert;
using namespace vaxcert::crypto::for_tests;
using namespace vaxcert::for_tests;

namespace {

std::string written(const TrustList& list) {
    const auto text = list.to_json(Environment::test);
    REQUIRE(text);
    return *text;
}

/// The same list, written and read.
TrustList again(const TrustList& list) {
    auto read = TrustList::parse(written(list));
    REQUIRE(read);
    CHECK(written(*read) == written(list));
    return *std::move(read);
}

}  // namespace

TEST_SUITE("trust list, written") {
    TEST_CASE("comes back as it was") {
        TrustList list;
        list.set_issued(at("2021-08-01T00:00:00Z"));
        list.add(full_key(fresh_signer()->public_key()));
        const TrustList read = again(list);
        CHECK(read.issued() == list.issued());
        CHECK(read.environment() == Environment::test);
        REQUIRE(read.keys().size() == 1);
        check_same(read.keys()[0], list.keys()[0]);
    }

    TEST_CASE("leaves out whatever there is none of") {
        CHECK(written(TrustList()) == R"({"trust_list":1,"environment":"test","keys":[]})"
                                      "\n");
        TrustList list;
        list.add({.id = "did:a", .key = fresh_signer()->public_key(), .environment = {}});
        const auto value = json::parse(written(list), Budget::for_trusted_data());
        REQUIRE(value);
        std::string members;
        for (const json::Member& member : value->find("keys")->array().at(0).object())
            members += member.name + ' ';
        CHECK(members == "id key ");
        CHECK_FALSE(again(list).keys()[0].revoked);
        CHECK_FALSE(again(list).keys()[0].certified);
    }

    TEST_CASE("keeps for which algorithm each key is, also where PEM does not say it") {
        TrustList list;
        for (const Algorithm algorithm :
             {Algorithm::ed25519, Algorithm::es256, Algorithm::es384, Algorithm::ps256}) {
            const PublicKey key = fresh_signer(algorithm)->public_key();
            list.add({.id = name(algorithm), .key = key, .environment = {}});
        }
        const Bytes rsa = list.keys().back().key.to_spki();
        list.add({.id = "RS256",
                  .key = *PublicKey::from_spki(rsa, Algorithm::rs256),
                  .environment = {}});
        const TrustList read = again(list);
        REQUIRE(read.keys().size() == list.keys().size());
        for (std::size_t i = 0; i < list.keys().size(); ++i) {
            CAPTURE(list.keys()[i].id);
            CHECK(read.keys()[i].key == list.keys()[i].key);
            CHECK(list.keys()[i].id == name(read.keys()[i].key.algorithm()));
        }
        const auto value = json::parse(written(list), Budget::for_trusted_data());
        REQUIRE(value);
        for (const json::Value& key : value->find("keys")->array())
            CHECK(key.find("key")->is_string() == (key.find("id")->string() != "RS256"));
    }

    TEST_CASE("keeps authorities and what they revoked") {
        const Certified authority = make_authority();
        TrustAnchor anchor = list_of({authority}).anchors()[0];
        anchor.formats = {"vds-nc"};
        TrustList list;
        list.add(anchor);
        anchor.formats.clear();
        list.add(anchor);
        const Bytes crl = make_crl(authority, {.serials = {7}});
        REQUIRE(list.merge(*TrustList::parse(crypto::to_pem("X509 CRL", crl))));
        const TrustList read = again(list);
        REQUIRE(read.anchors().size() == 2);
        CHECK(read.anchors()[0].certificate->der() == authority.der);
        CHECK(read.anchors()[0].formats == std::vector<std::string>{"vds-nc"});
        CHECK(read.anchors()[1].formats.empty());
        REQUIRE(read.crls().size() == 1);
        CHECK(read.crls()[0]->der() == crl);
    }

    TEST_CASE("says of a certified key that its authority revoked it") {
        const Certified authority = make_authority();
        Wish wish;
        wish.serial = 7;
        const TrustList list = list_of({authority, make_signer(authority, wish)});
        const auto with_crl = [&](long serial) {
            TrustList all = list;
            REQUIRE(all.merge(*TrustList::parse(
                crypto::to_pem("X509 CRL", make_crl(authority, {.serials = {serial}})))));
            return again(all).keys().at(0).revoked;
        };
        CHECK(with_crl(7));
        CHECK_FALSE(with_crl(8));
    }

    TEST_CASE("is not written for the other environment") {
        const auto refused = [](Environment of, Environment asked) {
            TrustList list;
            list.add({.id = "did:a", .key = fresh_signer()->public_key(), .environment = of});
            const auto text = list.to_json(asked);
            REQUIRE_FALSE(text);
            CHECK(text.error().reason == Reason::wrong_environment);
            return text.error().detail;
        };
        CHECK(refused(Environment::test, Environment::production) ==
              "keys for test cannot stand in a list for production");
        CHECK(refused(Environment::production, Environment::test) ==
              "keys for production cannot stand in a list for test");
    }
}
