// SPDX-License-Identifier: Apache-2.0
// Bundles that one delegate of the roots signed: what is within its scope, and what is not.

#include <doctest/doctest.h>

#include "crypto/x509_for_tests.hpp"
#include "trust/world_for_tests.hpp"

using namespace vaxcert;
using namespace vaxcert::for_tests;

namespace {

/// A bundle of one key, for HCERT and of XX, that a delegate signed who may sign all of HCERT.
struct World : TrustWorld {
    SignerPtr delegate = fresh_signer();

    World() {
        signers = {delegate};
        roots.delegates = {{delegate->public_key(), {"hcert"}}};
    }

    TrustDelegate& scope() { return roots.delegates[0]; }

    /// "opened", or what is outside the scope.
    std::string outside() const {
        const auto opened = open();
        if (opened) return "opened";
        CHECK(opened.error().reason == Reason::signer_not_allowed);
        const std::string begin = "the bundle is signed by a delegate, and ";
        CHECK(opened.error().detail.starts_with(begin));
        return opened.error().detail.substr(begin.size());
    }
};

const std::string key_1 = "key 1 is outside its scope", key_2 = "key 2 is outside its scope",
                  authority_1 = "authority 1 is outside its scope";

/// An authority of the country UT, for these formats.
TrustAnchor authority_for(std::vector<std::string> formats) {
    TrustAnchor anchor =
        TrustList::parse(as_text(crypto::for_tests::make_authority().der))->anchors()[0];
    anchor.formats = std::move(formats);
    return anchor;
}

}  // namespace

TEST_SUITE("delegates of the roots") {
    TEST_CASE("sign alone, and it is said that one did") {
        World world;
        world.roots.threshold = 2;
        const auto opened = world.open();
        REQUIRE(opened);
        CHECK(opened->signed_by_delegate);
        CHECK(opened->signatures == 1);
        // Where enough of the roots sign too, no scope counts.
        world.scope().formats = {"shc"};
        world.signers = {world.delegate, world.root_keys[0], world.root_keys[1]};
        const auto of_roots = world.open();
        REQUIRE(of_roots);
        CHECK_FALSE(of_roots->signed_by_delegate);
        CHECK(of_roots->signatures == 2);
        world.signers.pop_back();
        CHECK(world.outside() == key_1);
    }

    TEST_CASE("sign keys for formats of theirs, all that a key is for") {
        World world;
        CHECK(world.outside() == "opened");
        world.scope().formats = {"shc", "hcert"};
        CHECK(world.outside() == "opened");
        world.scope().formats = {"shc"};
        CHECK(world.outside() == key_1);
        world.scope().formats = {"hcert"};
        TrustedKey further = world.list.keys()[0];
        further.formats = {"hcert", "shc"};
        world.list.add(further);
        CHECK(world.outside() == key_2);
        // A key that is for any format is outside whatever formats are named.
        world = World();
        further.formats.clear();
        world.list.add(further);
        CHECK(world.outside() == key_2);
    }

    TEST_CASE("sign keys of countries of theirs, and none that states no country") {
        World world;
        world.scope().countries = {"YY", "XX"};
        CHECK(world.outside() == "opened");
        world.scope().countries = {"YY"};
        CHECK(world.outside() == key_1);
        TrustedKey key = world.list.keys()[0];
        world.list = TrustList();
        key.country = "IND";
        world.list.add(key);
        world.scope().countries = {"IN"};
        CHECK(world.outside() == "opened");
        key.country.clear();
        world.list.add(key);
        CHECK(world.outside() == key_2);
        world.scope().countries = {"IN", ""};
        CHECK(world.outside() == key_2);
    }

    TEST_CASE("sign keys of issuers of theirs") {
        World world;
        world.scope().issuers = {"YY", "XX"};
        CHECK(world.outside() == "opened");
        world.scope().issuers = {"YY"};
        CHECK(world.outside() == key_1);
    }

    TEST_CASE("sign until their time is over, to the second") {
        World world;
        world.scope().valid_until = world.facts.issued;
        CHECK(world.outside() == "opened");
        world.scope().valid_until = world.facts.issued - std::chrono::seconds(1);
        CHECK(world.outside() == "was issued after the delegation ended on 2021-07-31T23:59:59Z");
    }

    TEST_CASE("sign authorities within their scope, unless they are bound to issuers") {
        World world;
        world.list.add(authority_for({"hcert"}));
        CHECK(world.outside() == "opened");
        world.scope().countries = {"XX", "UT"};
        CHECK(world.outside() == "opened");
        world.scope().countries = {"XX"};
        CHECK(world.outside() == authority_1);
        world.scope().countries.clear();
        world.scope().issuers = {"XX", "Authority"};
        CHECK(world.outside() == authority_1);
        for (const std::vector<std::string>& formats :
             {std::vector<std::string>{}, {"shc"}, {"hcert", "shc"}}) {
            World other;
            other.list.add(authority_for(formats));
            CHECK(other.outside() == authority_1);
        }
    }
}
