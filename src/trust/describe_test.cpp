// SPDX-License-Identifier: Apache-2.0
// What people are shown of a trust list.

#include <doctest/doctest.h>

#include "crypto/pem.hpp"
#include "trust/certified_for_tests.hpp"
#include "trust/world_for_tests.hpp"

using namespace vaxcert;
using namespace vaxcert::crypto::for_tests;
using namespace vaxcert::for_tests;

namespace {

const Time now = at("2021-08-01T00:00:00Z");

TrustedKey some_key() {
    return {.id = "did:a", .key = fresh_signer()->public_key(), .environment = {}};
}

std::string status(TrustedKey key) {
    TrustList one;
    one.add(std::move(key));
    return describe(one, now).at(0).status;
}

/// The only entry of a list that holds nothing else.
TrustEntry only_entry(const std::string& pem) {
    const auto list = TrustList::parse(pem);
    REQUIRE(list);
    const auto entries = describe(*list, now);
    REQUIRE(entries.size() == 1);
    return entries[0];
}

}  // namespace

TEST_SUITE("trust list, described") {
    TEST_CASE("shows a key as it is, to the second") {
        TrustedKey key = some_key();
        CHECK(status(key) == "current");
        key.valid_from = now;
        CHECK(status(key) == "current");
        key.valid_from = at("2021-08-01T00:00:01Z");
        CHECK(status(key) == "not yet valid");
        key.valid_from.reset();
        key.valid_until = now;
        CHECK(status(key) == "current");
        key.valid_until = at("2021-07-31T23:59:59Z");
        CHECK(status(key) == "expired");
        key.terminated = at("2021-07-01T00:00:00Z");
        CHECK(status(key) == "terminated");
        key.revoked = true;
        CHECK(status(key) == "revoked");
    }

    TEST_CASE("shows what the list says of a key") {
        using Words = std::vector<std::string>;
        TrustedKey key = some_key();
        key.kid = "k";
        key.formats = {"hcert"};
        key.purposes = {"test"};
        key.country = "XX";
        key.display_name = "Example Health Agency";
        key.valid_from = at("2021-01-01T00:00:00Z");
        key.valid_until = at("2022-01-01T00:00:00Z");
        TrustList list;
        list.add(key);
        TrustEntry entry = describe(list, now).at(0);
        CHECK(entry.kind == "key");
        CHECK(entry.id == "did:a");
        CHECK(entry.kid == "k");
        CHECK(entry.algorithm == "EdDSA");
        CHECK(entry.formats == Words{"hcert"});
        CHECK(entry.purposes == Words{"test"});
        CHECK(entry.country == "XX");
        CHECK(entry.name == "Example Health Agency");
        CHECK(entry.valid_from == key.valid_from);
        CHECK(entry.valid_until == key.valid_until);

        key.terminated = at("2021-07-01T00:00:00Z");
        list.add(key);
        CHECK(describe(list, now).at(1).valid_until == key.terminated);
    }

    TEST_CASE("shows as revoked what another entry revokes, and nothing else") {
        TrustedKey key = some_key();
        TrustList list;
        list.add(key);
        list.add(some_key());
        key.id = "another name";
        key.revoked = true;
        list.add(key);
        CHECK(describe(list, now).at(0).status == "revoked");
        CHECK(describe(list, now).at(1).status == "current");
    }

    TEST_CASE("shows an authority with its certificate's name, country and time") {
        const TrustEntry entry = only_entry(to_pem(make_authority({.name = "Authority"}).der));
        CHECK(entry.kind == "authority");
        CHECK(entry.status == "current");
        CHECK(entry.id == "Authority");
        CHECK(entry.country == "UT");
        CHECK(entry.formats.empty());
        CHECK(to_text(*entry.valid_from) == "2021-01-01T00:00:00Z");
        CHECK(to_text(*entry.valid_until) == "2031-01-01T00:00:00Z");

        TrustAnchor anchor =
            list_of({make_authority({.from = "2021-09-01T00:00:00Z"})}).anchors()[0];
        anchor.formats = {"hcert"};
        TrustList list;
        list.add(anchor);
        CHECK(describe(list, now).at(0).status == "not yet valid");
        CHECK(describe(list, now).at(0).formats == anchor.formats);
    }

    TEST_CASE("shows a list of revoked certificates, and from when there should be a newer one") {
        const Certified authority = make_authority();
        const auto with_next_update = [&](const char* time) {
            return crypto::to_pem(
                "X509 CRL",
                make_crl(authority, {.this_update = "2021-07-01T00:00:00Z", .next_update = time}));
        };
        const TrustEntry entry = only_entry(with_next_update("2021-08-01T00:00:00Z"));
        CHECK(entry.kind == "revocation list");
        CHECK(entry.status == "current");
        CHECK(to_text(*entry.valid_from) == "2021-07-01T00:00:00Z");
        CHECK(to_text(*entry.valid_until) == "2021-08-01T00:00:00Z");
        CHECK(only_entry(with_next_update("2021-07-31T23:59:59Z")).status == "expired");
    }

    TEST_CASE("shows keys, then authorities, then what they revoked") {
        const Certified authority = make_authority();
        TrustList list = list_of({authority, make_signer(authority, {})});
        REQUIRE(list.merge(*TrustList::parse(crypto::to_pem("X509 CRL", make_crl(authority, {})))));
        std::string kinds;
        for (const TrustEntry& entry : describe(list, now)) kinds += entry.kind + ';';
        CHECK(kinds == "key;authority;revocation list;");
        CHECK(describe(TrustList(), now).empty());
    }
}
