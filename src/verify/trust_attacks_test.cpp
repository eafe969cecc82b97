// SPDX-License-Identifier: Apache-2.0
// What an attacker may try with lists of trusted keys, each with the reason that it meets. The
// certificates are genuine; it is the trust in their signer that is not as it was.

#include <doctest/doctest.h>

#include <functional>

#include <vaxcert/issue.hpp>
#include <vaxcert/verify.hpp>

#include "trust/world_for_tests.hpp"

using namespace vaxcert;
using namespace vaxcert::for_tests;

namespace {

/// A certificate signed on 2021-07-30 by the issuer of the list, and a check point that opened the
/// list's bundle and checks it on 2021-08-02.
struct World : TrustWorld {
    Bytes scanned = issue(issuer);
    BundleOptions options = {};
    Time now = at("2021-08-02T00:00:00Z");

    static Bytes issue(const SignerPtr& signer) {
        const auto profile = Profile::parse(R"({"profile":1,"name":"t","environment":"test",
            "format":"hcert","issuer":"https://example.org/","hcert":{"payload":"dcc","issuer":"XX",
            "country":"XX","authority":"Example Health Agency","id_prefix":"URN:UVCI:01:XX:",
            "kid":"AQIDBAUGBwg="},"master_data_sets":["covid-19"]})");
        REQUIRE(profile);
        const auto made = Issuer::create(*profile, signer);
        REQUIRE(made);
        Record record;
        record.reference = "TEST-1";
        record.claims.person.name = "Test Person Example";
        record.claims.person.birth_date = "1987-05-04";
        Vaccination event;
        event.product = "Comirnaty";
        event.date = "2021-06-01";
        event.dose = 2;
        event.total_doses = 2;
        event.country = "XX";
        record.claims.event = event;
        const auto issued = made->issue(record, at("2021-07-30T00:00:00Z"));
        if (!issued) FAIL(issued.error().detail);
        return issued->qr_payload;
    }

    /// Changes the one key of the list.
    void change(const std::function<void(TrustedKey&)>& how) {
        TrustedKey key = list.keys()[0];
        how(key);
        list = TrustList();
        list.add(key);
    }

    Verdict verify_by(const TrustList& trust) const {
        const StatusList status;
        const Policy policy;
        const MasterData master_data = MasterData::ready();
        return vaxcert::verify(scanned, {.trust = trust,
                                         .status = status,
                                         .policy = policy,
                                         .master_data = master_data,
                                         .now = now});
    }

    /// "accepted", or the outcome and the reasons; notes in brackets.
    std::string verdict() const {
        const auto opened = open(options);
        if (!opened) return std::string("refused ") + name(opened.error().reason);
        return in_words(verify_by(opened->trust));
    }

    static std::string in_words(const Verdict& verdict) {
        std::string text = name(verdict.outcome());
        for (const Finding& finding : verdict.findings()) {
            const bool note = finding.effect == Outcome::accepted;
            text += std::string(note ? " (" : " ") + name(finding.error.reason) + (note ? ")" : "");
        }
        return text;
    }
};

}  // namespace

TEST_SUITE("attacks on trust") {
    TEST_CASE("none: a certificate is accepted by the key of a fresh bundle") {
        CHECK(World().verdict() == "accepted");
    }

    TEST_CASE("rollback: an older bundle, in which a key was not revoked yet") {
        World world;
        world.options.last_sequence = 8;
        CHECK(world.verdict() == "refused trust-rolled-back");
    }

    TEST_CASE("freeze: no newer bundle gets through, and what was revoked since is not known") {
        World world;
        world.now = at("2021-08-08T00:00:01Z");
        CHECK(world.verdict() == "undecided trust-stale");
        world.options.grace = std::chrono::hours(24);
        CHECK(world.verdict() == "accepted (trust-stale)");
        world.now = at("2021-08-09T00:00:01Z");
        CHECK(world.verdict() == "undecided trust-stale");
    }

    TEST_CASE("a clock that is turned back to before the bundle") {
        World world;
        world.now = at("2021-07-31T00:00:00Z");
        CHECK(world.verdict() == "undecided clock-doubtful");
    }

    TEST_CASE("a bundle that nobody signed, or somebody else") {
        World world;
        world.signers = {};
        CHECK(world.verdict() == "refused bad-signature");
        world.signers = {fresh_signer()};
        CHECK(world.verdict() == "refused bad-signature");
    }

    TEST_CASE("a bundle of tests where production is checked") {
        World world;
        world.roots.environment = Environment::production;
        CHECK(world.verdict() == "refused wrong-environment");
    }

    TEST_CASE("a bundle of a delegated key, with an entry outside its scope") {
        World world;
        const SignerPtr delegate = fresh_signer();
        world.roots.delegates = {{delegate->public_key(), {"hcert"}, {"YY"}}};
        world.signers = {delegate};
        CHECK(world.verdict() == "refused signer-not-allowed");
        world.roots.delegates[0].countries = {"XX"};
        CHECK(world.verdict() == "accepted");
    }

    TEST_CASE("a certificate signed with another key under a name that is trusted") {
        World world;
        world.scanned = World::issue(fresh_signer(Algorithm::es256));
        CHECK(world.verdict() == "rejected bad-signature");
    }

    TEST_CASE("a key of one issuer for the certificates of another") {
        World world;
        world.change([](TrustedKey& key) { key.kid = "CAcGBQQDAgE="; });
        CHECK(world.verdict() == "undecided issuer-not-trusted");
        // By its kid a key of HCERT is found whoever's it is, and then its country tells.
        world.change([](TrustedKey& key) {
            key.kid = "AQIDBAUGBwg=";
            key.id = "YY";
            key.country = "YY";
        });
        CHECK(world.verdict() == "rejected signer-not-allowed");
    }

    TEST_CASE("a key that is revoked, in this list or in any that is used beside it") {
        World world;
        world.change([](TrustedKey& key) { key.revoked = true; });
        CHECK(world.verdict() == "rejected key-revoked");

        World other;
        TrustedKey elsewhere = other.list.keys()[0];
        elsewhere.id = "did:another-name";
        elsewhere.kid = "another";
        elsewhere.revoked = true;
        elsewhere.revoked_since = at("2021-08-01T00:00:00Z");
        TrustList beside;
        beside.add(elsewhere);
        auto opened = other.open();
        REQUIRE(opened);
        CHECK(World::in_words(other.verify_by(opened->trust)) == "accepted");
        REQUIRE(opened->trust.merge(beside));
        CHECK(World::in_words(other.verify_by(opened->trust)) == "rejected key-revoked");
    }

    TEST_CASE("a key that is expired, with a signature from before and one from after") {
        World world;
        world.change([](TrustedKey& key) { key.valid_until = at("2021-07-31T00:00:00Z"); });
        CHECK(world.verdict() == "undecided key-expired");
        world.change([](TrustedKey& key) { key.valid_until = at("2021-07-29T00:00:00Z"); });
        CHECK(world.verdict() == "rejected key-expired");
    }

    TEST_CASE("a key that was terminated, with a signature from before and one from after") {
        World world;
        world.change([](TrustedKey& key) { key.terminated = at("2021-07-31T00:00:00Z"); });
        CHECK(world.verdict() == "accepted (key-terminated)");
        world.change([](TrustedKey& key) { key.terminated = at("2021-07-30T00:00:00Z"); });
        CHECK(world.verdict() == "accepted (key-terminated)");
        world.change([](TrustedKey& key) { key.terminated = at("2021-07-29T23:59:59Z"); });
        CHECK(world.verdict() == "rejected key-terminated");
    }

    TEST_CASE("a signer for another purpose, another format, another country") {
        World world;
        world.change([](TrustedKey& key) { key.purposes = {"test", "recovery"}; });
        CHECK(world.verdict() == "rejected signer-not-allowed");
        world.change([](TrustedKey& key) {
            key.purposes = {};
            key.formats = {"shc"};
        });
        CHECK(world.verdict() == "undecided issuer-not-trusted");
        world.change([](TrustedKey& key) {
            key.formats = {"hcert"};
            key.country = "YY";
        });
        CHECK(world.verdict() == "rejected signer-not-allowed");
    }

    TEST_CASE("of two bundles that hold a key, the later one counts, in either order") {
        World early, late;
        late.roots = early.roots;
        late.root_keys = early.root_keys;
        late.signers = early.signers;
        late.list = early.list;
        late.scanned = early.scanned;
        late.facts.issued += std::chrono::hours(1);
        late.change([](TrustedKey& key) { key.purposes = {"test"}; });
        const auto opened_early = early.open(), opened_late = late.open();
        REQUIRE(opened_early);
        REQUIRE(opened_late);
        TrustList one = opened_early->trust, other = opened_late->trust;
        REQUIRE(one.merge(opened_late->trust));
        REQUIRE(other.merge(opened_early->trust));
        CHECK(World::in_words(early.verify_by(one)) == "rejected signer-not-allowed");
        CHECK(World::in_words(early.verify_by(other)) == "rejected signer-not-allowed");
    }
}
