// SPDX-License-Identifier: Apache-2.0
// What the findings of all steps amount to, and how a verdict is written down.

#include <vaxcert/verdict.hpp>

#include <doctest/doctest.h>

#include <vaxcert/trust_list.hpp>

#include "certificate/toy_certificate.hpp"
#include "verify/authenticate.hpp"

using namespace vaxcert;

namespace {

std::shared_ptr<const Signer> fresh_signer() {
    return *signer_from_key(as_bytes(*generate_key(Algorithm::ed25519)));
}

Envelope::Signature signed_by(const Signer& signer, const char* issuer) {
    return {.signer = {.format = "example", .issuer = issuer, .verification_method = {}},
            .value = *signer.sign(as_bytes("what was signed")),
            .signed_bytes = [](const Budget&) -> Result<Bytes> {
                const ByteView bytes = as_bytes("what was signed");
                return Bytes(bytes.begin(), bytes.end());
            }};
}

Envelope envelope(std::vector<Envelope::Signature> signatures) {
    return Envelope({.signatures = std::move(signatures),
                     .wire_form = "json",
                     .document = "{}",
                     .read = [](const MasterData&) { return Reading{.claims = {}}; }});
}

Finding finding(Step step, Outcome effect, const char* detail = "") {
    return {step, effect, {Reason::rule_not_met, detail}};
}

constexpr Outcome no = Outcome::rejected, unsure = Outcome::undecided, note = Outcome::accepted;

}  // namespace

TEST_SUITE("verdict") {
    TEST_CASE("without a certificate never accepts, whatever was found") {
        struct Example {
            std::vector<Outcome> found;
            Outcome outcome;
        };
        for (const Example& example :
             {Example{{}, no}, Example{{note}, unsure}, Example{{unsure, note}, unsure},
              Example{{note, no, unsure}, no}}) {
            std::vector<Finding> findings;
            for (const Outcome effect : example.found)
                findings.push_back(finding(Step::policy, effect));
            const Verdict verdict = Verdict::without_certificate("example", findings);
            CHECK(verdict.outcome() == example.outcome);
            CHECK_FALSE(verdict.accepted());
            CHECK_FALSE(verdict.certificate());
            CHECK_FALSE(verdict.evidence());
            CHECK(verdict.format() == "example");
            CHECK(std::ranges::equal(verdict.findings(), findings));
        }
    }

    TEST_CASE("on a certificate is the worst that any of the steps found") {
        CHECK(Verdict::on(toy_certificate({}), {}, {}, {}, {}, {}).accepted());
        for (const Outcome worst : {no, unsure, note}) {
            for (std::size_t step = 0; step < 4; ++step) {
                std::vector<std::vector<Finding>> found(4, {finding(Step::policy, note)});
                found[step].push_back(finding(Step::policy, worst));
                const Verdict verdict =
                    Verdict::on(toy_certificate({}), {}, found[0], found[1], found[2], found[3]);
                CHECK(verdict.outcome() == worst);
                CHECK(verdict.findings().size() == 5);
                CHECK(verdict.certificate());
                CHECK(verdict.format() == "toy");
            }
        }
    }

    TEST_CASE("gives findings in the order of the steps, and those of one step as they came") {
        const Verdict verdict =
            Verdict::on(toy_certificate({}), {},
                        {finding(Step::policy, no, "5"), finding(Step::decode, note, "1")},
                        {finding(Step::trust, no, "2"), finding(Step::trust, note, "3")},
                        {finding(Step::status, no, "4")}, {finding(Step::policy, note, "6")});
        std::string order;
        for (const Finding& each : verdict.findings()) order += each.error.detail;
        CHECK(order == "123456");
    }

    TEST_CASE("as JSON has what is stated, and null where there is no certificate") {
        CHECK(Verdict::without_certificate("", {}).to_json() ==
              R"({"outcome":"rejected","format":null,"findings":[],"certificate":null,)"
              R"("evidence":{}})");

        Claims claims;
        claims.person.name = "Test Person One";
        Vaccination event;
        event.batch = "B2";
        claims.event = event;
        claims.certificate.id = "C-1";
        Evidence evidence = {"did:test", "AAAA", "EdDSA", ""};
        evidence.checked_for = *parse_time("2021-08-02T00:00:00Z");
        evidence.trust_list = {"", *parse_time("2021-08-01T00:00:00Z"), 7};
        evidence.status_lists = {{"https://issuer.example", *parse_time("2021-08-01T23:00:00Z"), 1},
                                 {"https://issuer.example/list", {}, 0}};
        const std::string head = R"({"outcome":"undecided","format":"toy","findings":[)"
                                 R"({"step":"status","effect":"undecided",)"
                                 R"("reason":"rule-not-met","detail":"why"}],)"
                                 R"("certificate":{"format":"toy","certificate":{"id":"C-1"},)"
                                 R"("person":{"name":"Test Person One"},)"
                                 R"("vaccination":{"batch":"B2"})";
        const std::string tail =
            R"(},"evidence":{"key":"did:test","key_fingerprint":"AAAA",)"
            R"("algorithm":"EdDSA",)"
            R"("trust_list_issued":"2021-08-01T00:00:00Z","trust_list_sequence":7,)"
            R"("trust_list_age_seconds":86400,"status_lists":[)"
            R"({"of":"https://issuer.example",)"
            R"("issued":"2021-08-01T23:00:00Z","sequence":1,"age_seconds":3600},)"
            R"({"of":"https://issuer.example/list"}]}})";
        const std::vector<Finding> found = {finding(Step::status, unsure, "why")};
        CHECK(Verdict::on(toy_certificate(claims), evidence, {}, {}, found, {}).to_json() ==
              head + tail);

        // A state is told of what is accepted alone.
        const auto with_state = [&](std::vector<Finding> policy) {
            return Verdict::on(toy_certificate(claims), {}, {}, {}, {}, std::move(policy),
                               PolicyState{"full course", "full", "Fully \"vaccinated\""})
                .to_json();
        };
        const std::string state =
            R"("state":{"policy":"full course","word":"full","text":"Fully \"vaccinated\""},)";
        CHECK(with_state({}).ends_with("}}," + state + R"("evidence":{}})"));
        CHECK(with_state({finding(Step::policy, unsure)}).find("state") == std::string::npos);

        Recovery recovery;
        recovery.country = "AT";
        event.batch = "B1";
        claims.earlier_events = {event, recovery};
        CHECK(Verdict::on(toy_certificate(claims), evidence, {}, {}, found, {}).to_json() ==
              head +
                  R"(,"earlier_events":[{"vaccination":{"batch":"B1"}},)"
                  R"({"recovery":{"country":"AT"}}])" +
                  tail);
    }
}

TEST_SUITE("the keys of an envelope") {
    /// Two signers, each under an id of its own.
    struct TwoSigners {
        std::shared_ptr<const Signer> one = fresh_signer(), other = fresh_signer();
        TrustList trust;
        Envelope both = envelope({signed_by(*one, "did:one"), signed_by(*other, "did:other")});

        TwoSigners() {
            // Before each signer's own key one that it does not sign with.
            for (const char* id : {"did:one", "did:other"})
                trust.add({.id = id, .key = fresh_signer()->public_key(), .environment = {}});
            trust.add({.id = "did:one", .key = one->public_key(), .environment = {}});
            trust.add({.id = "did:other", .key = other->public_key(), .environment = {}});
        }
    };

    TEST_CASE("are those of each signature, and the one that made it is named") {
        const TwoSigners world;
        const auto ring = key_ring(world.both, world.trust);
        REQUIRE(ring);
        REQUIRE(ring->size() == 2);
        CHECK(ring->at(0).size() == 2);
        const auto genuine = authenticate(world.both, *ring, MasterData(), Budget());
        REQUIRE(genuine);
        CHECK(genuine->certificate);
        REQUIRE(genuine->keys.size() == 2);
        CHECK(genuine->keys[0]->key == world.one->public_key());
        CHECK(genuine->keys[1]->key == world.other->public_key());
    }

    TEST_CASE("are not there if one of its signers is unknown, or signed nothing") {
        TwoSigners world;
        KeyRing swapped = *key_ring(world.both, world.trust);
        std::swap(swapped[0], swapped[1]);
        const auto forged = authenticate(world.both, swapped, MasterData(), Budget());
        REQUIRE_FALSE(forged);
        CHECK(forged.error().reason == Reason::bad_signature);

        world.trust = TrustList();
        world.trust.add({.id = "did:one", .key = world.one->public_key(), .environment = {}});
        const auto ring = key_ring(world.both, world.trust);
        REQUIRE_FALSE(ring);
        CHECK(ring.error().reason == Reason::issuer_not_trusted);
    }

    TEST_CASE("are named in the evidence by their id, or else their kid, and their list") {
        const auto trust = TrustList::parse(
            R"({"trust_list":1,"environment":"test","issued":"2021-08-01T00:00:00Z","keys":[]})");
        REQUIRE(trust);
        TrustedKey key = {.id = "did:one",
                          .key = fresh_signer()->public_key(),
                          .environment = Environment::test,
                          .kid = "key-1"};
        Evidence evidence = evidence_of(key, *trust, {{"did:one", {}, 3}}, Time{});
        CHECK(evidence.key_id == "did:one");
        CHECK(evidence.key_fingerprint == key.key.fingerprint());
        CHECK(evidence.algorithm == "EdDSA");
        CHECK(evidence.environment == "test");
        CHECK(evidence.trust_list == ListAsked{"", *parse_time("2021-08-01T00:00:00Z"), 0});
        CHECK(evidence.status_lists == std::vector<ListAsked>{{"did:one", {}, 3}});

        key.source = std::make_shared<TrustSource>(TrustSource{
            .sequence = 5, .issued = *parse_time("2021-08-03T00:00:00Z"), .next_update = {}});
        CHECK(evidence_of(key, *trust, {}, Time{}).trust_list ==
              ListAsked{"", *parse_time("2021-08-03T00:00:00Z"), 5});
        key.source.reset();

        key.id.clear();
        key.environment.reset();
        evidence = evidence_of(key, TrustList(), {}, Time{});
        CHECK(evidence.key_id == "key-1");
        CHECK(evidence.environment.empty());
        CHECK(evidence.trust_list == ListAsked{});
    }
}
