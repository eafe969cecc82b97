// SPDX-License-Identifier: Apache-2.0
// X.509 certificates and what was revoked of them, by way of a bundle.

#include <doctest/doctest.h>

#include "crypto/pem.hpp"
#include "crypto/x509_for_tests.hpp"
#include "trust/authority.hpp"
#include "trust/world_for_tests.hpp"

using namespace vaxcert;
using namespace vaxcert::for_tests;

TEST_SUITE("certificates that come along, by a bundle") {
    TEST_CASE("are believed through its authorities, for what they are certified for") {
        using namespace crypto::for_tests;
        const Certified authority = make_authority(),
                        stranger = make_authority({.name = "Stranger"});
        TrustWorld world;
        world.list = TrustList();
        TrustAnchor anchor = TrustList::parse(as_text(authority.der))->anchors()[0];
        anchor.formats = {"vds-nc"};
        world.list.add(anchor);
        const auto opened = world.open();
        REQUIRE(opened);
        const auto answer = [&](const Certified& signer) {
            const auto keys = candidates(opened->trust, {.format = "vds-nc",
                                                         .issuer = "UTO",
                                                         .verification_method = {},
                                                         .certificates = {signer.der},
                                                         .usage = "2.23.136.1.1.14.2"});
            if (!keys) return std::string(name(keys.error().reason));
            CHECK(keys->front()->environment == Environment::test);
            CHECK(keys->front()->source->sequence == 7);
            return std::string("trusted");
        };
        CHECK(answer(make_signer(authority, seal_signer())) == "trusted");
        // A key in the certificate itself, which nobody here vouches for.
        CHECK(answer(make_signer(stranger, seal_signer())) == "issuer-not-trusted");
        Wish other_use = seal_signer();
        other_use.extensions = {{"extendedKeyUsage", "clientAuth"},
                                {"authorityKeyIdentifier", "keyid"}};
        CHECK(answer(make_signer(authority, other_use)) == "signer-not-allowed");
        Wish other_country = seal_signer();
        other_country.country = "YY";
        CHECK(answer(make_signer(authority, other_country)) == "signer-not-allowed");
    }
}

TEST_SUITE("revoked certificates, in a list that does not hold them") {
    TEST_CASE("are revoked keys, for nobody can ask about them later") {
        using namespace crypto::for_tests;
        const Certified authority = make_authority();
        Wish wish = {.name = "Signer", .serial = 7};
        const Certified revoked = make_signer(authority, wish);
        wish.serial = 8;
        const Certified good = make_signer(authority, wish);
        auto list =
            TrustList::parse(to_pem(authority.der) + to_pem(revoked.der) + to_pem(good.der) +
                             crypto::to_pem("X509 CRL", make_crl(authority, {.serials = {7}})));
        REQUIRE(list);
        TrustWorld world;
        world.list = *list;
        const auto opened = world.open();
        REQUIRE(opened);
        CHECK(opened->trust.keys()[0].revoked);
        CHECK_FALSE(opened->trust.keys()[1].revoked);
        const auto again = TrustList::parse(*list->to_json(Environment::test));
        REQUIRE(again);
        CHECK(again->keys()[0].revoked);
        CHECK_FALSE(again->keys()[1].revoked);
        CHECK(again->crls().size() == 1);
        CHECK(again->anchors().size() == 1);
    }
}
