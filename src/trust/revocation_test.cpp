// SPDX-License-Identifier: Apache-2.0
#include "trust/revocation.hpp"

#include <doctest/doctest.h>

#include "crypto/x509_crl.hpp"
#include "crypto/x509_for_tests.hpp"

using namespace vaxcert;
using namespace vaxcert::crypto::for_tests;

namespace {

using Crl = std::shared_ptr<const crypto::X509Crl>;

Crl crl(const Certified& authority, const CrlWish& wish) {
    auto list = crypto::X509Crl::from_der(make_crl(authority, wish));
    REQUIRE(list);
    return std::make_shared<const crypto::X509Crl>(*std::move(list));
}

/// An authority that is trusted, another that goes by its name and is not, and a certificate of
/// the first with the serial number 7.
struct World {
    Certified authority = make_authority(), impostor = make_authority();
    TrustList list = *TrustList::parse(to_pem(authority.der) +
                                       to_pem(make_signer(authority, {.serial = 7}).der));
    TrustedKey key = list.keys()[0];

    Crl old = crl(authority,
                  {.this_update = "2021-07-01T00:00:00Z", .next_update = "2021-08-01T00:00:00Z"});
    Crl old_with_it = crl(authority, {.serials = {7},
                                      .this_update = "2021-07-01T00:00:00Z",
                                      .next_update = "2021-08-01T00:00:00Z"});
    Crl newest = crl(
        authority, {.this_update = "2021-08-01T00:00:00Z", .next_update = "2021-09-01T00:00:00Z"});
    Crl as_new = crl(
        authority, {.this_update = "2021-08-01T00:00:00Z", .next_update = "2021-10-01T00:00:00Z"});
    Crl of_impostor = crl(impostor, {.serials = {7},
                                     .this_update = "2021-08-02T00:00:00Z",
                                     .next_update = "2021-12-01T00:00:00Z"});
    Crl of_stranger = crl(make_authority({.name = "Stranger"}), {.serials = {7}});

    /// What is known of the key by these lists.
    std::string known_by(std::initializer_list<Crl> lists) const {
        TrustList trust = list;
        for (const Crl& each : lists) trust.add(each);
        const TrustedKey asked = asked_about(trust, key);
        const std::string until = asked.revocation_known_until
                                      ? "until " + to_text(*asked.revocation_known_until)
                                      : "nothing asked";
        return (asked.revoked ? "revoked, " : "good, ") + until;
    }
};

}  // namespace

TEST_SUITE("what authorities revoked") {
    TEST_CASE("is asked of the lists that are about a certificate, and of nothing else") {
        const World world;
        CHECK(world.known_by({}) == "good, nothing asked");
        CHECK(world.known_by({world.of_stranger}) == "good, nothing asked");
        CHECK(world.known_by({world.newest}) == "good, until 2021-09-01T00:00:00Z");
        CHECK(world.known_by({world.of_stranger, world.newest}) ==
              "good, until 2021-09-01T00:00:00Z");
    }

    TEST_CASE("is known until the newest list ends, and revoked for ever, in any order of lists") {
        const World world;
        CHECK(world.known_by({world.old, world.newest}) == "good, until 2021-09-01T00:00:00Z");
        CHECK(world.known_by({world.newest, world.old}) == "good, until 2021-09-01T00:00:00Z");
        CHECK(world.known_by({world.old_with_it, world.newest}) ==
              "revoked, until 2021-09-01T00:00:00Z");
        CHECK(world.known_by({world.newest, world.old_with_it}) ==
              "revoked, until 2021-09-01T00:00:00Z");
    }

    TEST_CASE("is known by the first of two lists of one time") {
        const World world;
        CHECK(world.known_by({world.newest, world.as_new}) == "good, until 2021-09-01T00:00:00Z");
        CHECK(world.known_by({world.as_new, world.newest}) == "good, until 2021-10-01T00:00:00Z");
    }

    TEST_CASE("is not what somebody else says under the authority's name") {
        const World world;
        const std::string unknown = "good, until 1970-01-01T00:00:00Z";
        CHECK(world.known_by({world.of_impostor}) == unknown);
        CHECK(world.known_by({world.of_impostor, world.of_impostor}) == unknown);
        // Nor does that take anything from what the authority itself says.
        CHECK(world.known_by({world.newest, world.of_impostor}) ==
              "good, until 2021-09-01T00:00:00Z");
        CHECK(world.known_by({world.of_impostor, world.newest}) ==
              "good, until 2021-09-01T00:00:00Z");
    }

    TEST_CASE("is known no longer than it was before") {
        World world;
        world.key.revocation_known_until = *parse_time("2021-08-15T00:00:00Z");
        CHECK(world.known_by({world.newest}) == "good, until 2021-08-15T00:00:00Z");
        CHECK(world.known_by({world.old}) == "good, until 2021-08-01T00:00:00Z");
        world.key.revoked = true;
        CHECK(world.known_by({world.newest}) == "revoked, until 2021-08-15T00:00:00Z");
    }

    TEST_CASE("is nothing for a key without a certificate") {
        World world;
        world.key.certificate.reset();
        CHECK(world.known_by({world.old_with_it}) == "good, nothing asked");
    }
}
