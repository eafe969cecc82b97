// SPDX-License-Identifier: Apache-2.0
#include <vaxcert/verify.hpp>

#include <doctest/doctest.h>

#include <functional>

#include <vaxcert/issue.hpp>

#include "certificate/example_record.hpp"
#include "json/parse.hpp"

using namespace vaxcert;

namespace {

std::shared_ptr<const Signer> fresh_signer(Algorithm algorithm = Algorithm::ed25519) {
    const auto pem = generate_key(algorithm);
    REQUIRE(pem);
    const auto signer = signer_from_key(as_bytes(*pem));
    REQUIRE(signer);
    return *signer;
}

/// A small world in which `scanned` is acceptable. A test changes one thing in it and checks the
/// one thing that follows.
struct World {
    std::shared_ptr<const Signer> signer = fresh_signer();
    Record record = example_record();
    TrustList trust;
    StatusList status;
    Policy policy;
    MasterData master_data = MasterData::ready();
    Time now = *parse_time("2021-08-01T12:00:00Z");
    std::string profile = "india";
    Bytes scanned;

    World() {
        trust.add({.id = "did:india",
                   .key = signer->public_key(),
                   .environment = Environment::production});
        issue();
    }

    Issued issue() {
        const auto issuer = Issuer::create(*Profile::ready(profile), signer);
        REQUIRE(issuer);
        auto issued = issuer->issue(record, *parse_time("2021-03-03T05:00:00Z"));
        if (!issued) FAIL(name(issued.error().reason), ": ", issued.error().detail);
        scanned = issued->qr_payload;
        return *issued;
    }

    /// Changes the signed document as anybody could, without the key.
    void tamper(const std::function<void(json::Value& document)>& change) {
        auto document = json::parse(issue().document, Budget::for_one_certificate());
        REQUIRE(document);
        change(*document);
        const std::string text = json::to_text(*document);
        scanned.assign(text.begin(), text.end());
    }

    Verdict verify() const {
        return vaxcert::verify(scanned, {.trust = trust,
                                         .status = status,
                                         .policy = policy,
                                         .master_data = master_data,
                                         .now = now});
    }

    /// The one reason that follows, which must not accept and not show a certificate.
    std::string refusal() const {
        const Verdict verdict = verify();
        CHECK_FALSE(verdict.accepted());
        CHECK_FALSE(verdict.certificate());
        REQUIRE(verdict.findings().size() == 1);
        return name(verdict.findings()[0].error.reason);
    }
};

json::Value& evidence(json::Value& document) {
    for (json::Member& member : document.object())
        if (member.name == "evidence") return member.value.array().front();
    throw std::logic_error("no evidence");
}

json::Value& member(json::Value& document, std::string_view name) {
    for (json::Member& each : document.object())
        if (each.name == name) return each.value;
    throw std::logic_error("no such member");
}

void exchange(json::Value& object, std::string_view one, std::string_view other) {
    std::swap(member(object, one), member(object, other));
}

}  // namespace

TEST_SUITE("verify") {
    TEST_CASE("accepts a genuine certificate and shows it") {
        const World world;
        const Verdict verdict = world.verify();
        CHECK(verdict.accepted());
        CHECK(verdict.findings().empty());
        REQUIRE(verdict.certificate());
        CHECK(verdict.certificate()->person().name == "Test Person One");
        const auto& event = std::get<Vaccination>(verdict.certificate()->event());
        CHECK(event.product == "COVISHIELD");
        CHECK(event.dose == 1);
        CHECK(event.total_doses == 2);
        CHECK(verdict.evidence()->key_id == "did:india");
        CHECK(verdict.evidence()->algorithm == "EdDSA");
    }

    TEST_CASE("reads every form in which a certificate travels") {
        World world;
        const Issued issued = world.issue();
        const std::string_view archive = as_text(issued.qr_payload);
        std::string latin1;
        for (const char c : archive) {
            const auto byte = static_cast<unsigned char>(c);
            if (byte < 0x80) {
                latin1 += c;
            } else {
                latin1 += static_cast<char>(0xc0 | (byte >> 6));
                latin1 += static_cast<char>(0x80 | (byte & 0x3f));
            }
        }
        // The byte segment of a symbol of version 10 or more, as raw codewords.
        std::string codewords(archive.size() + 3, '\0');
        const auto put = [&](std::size_t nibble, unsigned value) {
            const unsigned shift = nibble % 2 == 0 ? 4 : 0;
            codewords[nibble / 2] = static_cast<char>(
                static_cast<unsigned char>(codewords[nibble / 2]) | (value << shift));
        };
        put(0, 4);
        for (unsigned i = 0; i < 4; ++i)
            put(1 + i, static_cast<unsigned>(archive.size() >> (12 - 4 * i)) & 0xf);
        for (std::size_t i = 0; i < archive.size(); ++i) {
            put(5 + 2 * i, static_cast<unsigned char>(archive[i]) >> 4);
            put(6 + 2 * i, static_cast<unsigned char>(archive[i]) & 0xf);
        }
        for (const std::string& form : {std::string(archive), latin1, codewords, issued.document,
                                        "\n " + issued.document + "\n"}) {
            CAPTURE(form.size());
            world.scanned.assign(form.begin(), form.end());
            CHECK(world.verify().accepted());
        }
    }

    TEST_CASE("rejects a forged signature and shows nothing of it") {
        World world;
        world.tamper([](json::Value& document) {
            member(member(document, "credentialSubject"), "name") = "X";
        });
        const Verdict verdict = world.verify();
        CHECK(verdict.outcome() == Outcome::rejected);
        REQUIRE(verdict.findings().size() == 1);
        CHECK(verdict.findings()[0].step == Step::signature);
        CHECK(verdict.findings()[0].error.reason == Reason::bad_signature);
        CHECK_FALSE(verdict.certificate());
        CHECK(verdict.to_json().find("\"certificate\":null") != std::string::npos);
    }

    TEST_CASE("does not decide on a signer nobody named, and never says forged") {
        World world;
        world.trust = TrustList();
        const Verdict verdict = world.verify();
        CHECK(verdict.outcome() == Outcome::undecided);
        REQUIRE(verdict.findings().size() == 1);
        CHECK(verdict.findings()[0].error.reason == Reason::issuer_not_trusted);
        CHECK(verdict.findings()[0].step == Step::trust);
        CHECK_FALSE(verdict.certificate());
    }

    TEST_CASE("gives every reason, not only the first") {
        World world;
        world.status.withdraw("https://cowin.gov.in/", world.issue().id, "2021-07-30");
        world.policy =
            *Policy::parse(R"({"name":"two doses","min_doses":2,"complete_course":true})");
        const Verdict verdict = world.verify();
        CHECK(verdict.outcome() == Outcome::rejected);
        REQUIRE(verdict.findings().size() == 3);
        CHECK(verdict.findings()[0].error.reason == Reason::revoked);
        CHECK(verdict.findings()[0].error.detail == "withdrawn by the issuer on 2021-07-30");
        CHECK(verdict.findings()[1].error.detail == "dose 1; at least 2 are asked for");
        CHECK(verdict.findings()[2].error.detail == "dose 1 of 2; the whole course is asked for");
        CHECK(verdict.certificate());
    }

    TEST_CASE("says of anything at all that it is no certificate") {
        World world;
        for (const std::string_view text : {"", "x", "PK", "https://example.org/"}) {
            CAPTURE(text);
            world.scanned.assign(text.begin(), text.end());
            CHECK(world.refusal() == "unsupported-format");
            CHECK(world.verify().outcome() == Outcome::rejected);
            CHECK(world.verify().findings()[0].step == Step::decode);
        }
    }
}

TEST_SUITE("verify, what DIVOC's signature leaves open") {
    TEST_CASE("dose and totalDoses exchanged") {
        World world;
        world.tamper(
            [](json::Value& document) { exchange(evidence(document), "dose", "totalDoses"); });
        CHECK(world.refusal() == "dose-order-not-protected");
        CHECK(world.verify().outcome() == Outcome::rejected);
    }

    TEST_CASE("a genuine third dose of two is no exchange") {
        World world;
        std::get<Vaccination>(world.record.claims.event).dose = 3;
        world.issue();
        CHECK(world.verify().accepted());
    }

    TEST_CASE("dose and total of a vaccine nobody knows stay undecided") {
        World world;
        world.master_data = MasterData();
        const Verdict verdict = world.verify();
        CHECK(verdict.outcome() == Outcome::undecided);
        CHECK_FALSE(verdict.certificate());
        CHECK(verdict.findings()[0].error.reason == Reason::product_order_not_protected);
        CHECK(verdict.findings()[1].error.reason == Reason::dose_order_not_protected);
    }

    TEST_CASE("a node renamed to a blank one") {
        World world;
        world.tamper([](json::Value& document) {
            member(member(document, "credentialSubject"), "id") = "_:x";
        });
        // It was signed under its IRI, so this is another document.
        CHECK(world.refusal() == "bad-signature");
        world.tamper([](json::Value& document) { member(document, "issuer") = "_:x"; });
        CHECK(world.refusal() == "bad-signature");
    }

    TEST_CASE("each other pair that shares a predicate") {
        struct Exchange {
            const char *one, *other, *reason;
        };
        for (const Exchange& pair : {
                 Exchange{"certificateId", "batch", "certificate-id-mismatch"},
                 Exchange{"vaccine", "manufacturer", "product-order-not-protected"},
                 Exchange{"batch", "manufacturer", "product-order-not-protected"},
                 Exchange{"batch", "vaccine", "product-order-not-protected"},
                 Exchange{"date", "effectiveStart", "date-order-not-protected"},
                 Exchange{"date", "effectiveUntil", "date-order-not-protected"},
                 Exchange{"effectiveStart", "effectiveUntil", "date-order-not-protected"},
             }) {
            CAPTURE(pair.one);
            CAPTURE(pair.other);
            World world;
            world.tamper(
                [&](json::Value& document) { exchange(evidence(document), pair.one, pair.other); });
            CHECK(world.refusal() == pair.reason);
            CHECK(world.verify().outcome() == Outcome::rejected);
        }
    }

    TEST_CASE("a batch that repeats the certificate's id where nothing tells") {
        World world;
        std::get<Vaccination>(world.record.claims.event).batch = "";
        const std::string id = world.issue().id;
        world.tamper([&](json::Value& document) { member(evidence(document), "batch") = id; });
        CHECK_FALSE(world.verify().accepted());
    }

    TEST_CASE("a uhid added that equals the reference") {
        World world;
        world.tamper([](json::Value& document) {
            json::Value& subject = member(document, "credentialSubject");
            subject.set("uhid", subject.find("refId")->string());
        });
        CHECK(world.refusal() == "refid-uhid-ambiguous");
    }

    TEST_CASE("members dropped whose value another member repeats") {
        for (const char* name : {"feedbackUrl", "infoUrl"}) {
            CAPTURE(name);
            World world;
            world.tamper([&](json::Value& document) { evidence(document).erase(name); });
            CHECK(world.refusal() == "member-missing");
        }
    }

    TEST_CASE("members added that no processor signs") {
        struct Addition {
            const char* where;
            json::Value value;
            const char* reason;
        };
        for (const Addition& addition : {
                 Addition{"dob", "2000-01-01", "unknown-member"},
                 Addition{"dob", json::Value(), "unknown-member"},
                 Addition{"https://schema.org/name", "X", "unknown-member"},
                 Addition{"schema:name", "X", "unknown-member"},
                 Addition{"@type", "Person", "unknown-member"},
             }) {
            CAPTURE(addition.where);
            World world;
            world.tamper([&](json::Value& document) {
                member(document, "credentialSubject").set(addition.where, addition.value);
            });
            CHECK(world.refusal() == addition.reason);
        }
    }

    TEST_CASE("shapes that mean the same to a processor") {
        struct Change {
            const char* what;
            std::function<void(json::Value&)> change;
            const char* reason;
        };
        const Change changes[] = {
            {"total as array",
             [](json::Value& d) {
                 member(evidence(d), "totalDoses") = json::Array{1, 2};
             },
             "shape-not-expected"},
            {"null", [](json::Value& d) { member(evidence(d), "batch") = json::Value(); },
             "shape-not-expected"},
            {"value object",
             [](json::Value& d) {
                 member(evidence(d), "batch") = json::Object{{"@value", "TEST-BATCH-1"}};
             },
             "shape-not-expected"},
            {"evidence as object",
             [](json::Value& d) {
                 json::Value event = evidence(d);
                 member(d, "evidence") = std::move(event);
             },
             "shape-not-expected"},
            {"issuer as object",
             [](json::Value& d) {
                 member(d, "issuer") = json::Object{{"id", "https://cowin.gov.in/"}};
             },
             "shape-not-expected"},
            {"type repeated",
             [](json::Value& d) { member(d, "type").array().push_back("VerifiableCredential"); },
             "shape-not-expected"},
            {"contexts reversed",
             [](json::Value& d) {
                 std::swap(member(d, "@context").array()[0], member(d, "@context").array()[1]);
             },
             "context-not-pinned"},
            {"inline context",
             [](json::Value& d) { member(d, "@context").array().push_back(json::Object{}); },
             "context-not-pinned"},
            {"another context",
             [](json::Value& d) {
                 member(d, "@context").array()[1] = "https://divoc.dev/credentials/vaccination/v3";
             },
             "context-not-pinned"},
            {"jws payload filled",
             [](json::Value& d) {
                 std::string& jws = member(member(d, "proof"), "jws").string();
                 jws.insert(jws.find("..") + 1, "eA");
             },
             "proof-shape"},
            {"proof with a context",
             [](json::Value& d) {
                 member(d, "proof").set("@context", "https://w3id.org/security/v2");
             },
             "proof-shape"},
            {"proof in an array",
             [](json::Value& d) {
                 json::Value proof = member(d, "proof");
                 member(d, "proof") = json::Array{proof};
             },
             "proof-shape"},
            {"no proof", [](json::Value& d) { d.erase("proof"); }, "proof-shape"},
            {"other purpose",
             [](json::Value& d) { member(member(d, "proof"), "proofPurpose") = "authentication"; },
             "proof-shape"},
            {"created changed",
             [](json::Value& d) { member(member(d, "proof"), "created") = "2021-03-03T05:00:01Z"; },
             "bad-signature"},
        };
        for (const Change& change : changes) {
            CAPTURE(change.what);
            World world;
            world.tamper(change.change);
            CHECK(world.refusal() == change.reason);
        }
    }
}

TEST_SUITE("verify, whose key it was") {
    TEST_CASE("a key is for the algorithm it is for, whatever the certificate says") {
        World world;
        world.trust = TrustList();
        world.trust.add({.id = "did:india",
                         .key = fresh_signer(Algorithm::ps256)->public_key(),
                         .environment = {}});
        CHECK(world.refusal() == "wrong-algorithm");
    }

    TEST_CASE("a revoked, expired, foreign or test key is named, with the certificate it signed") {
        struct Case {
            std::function<void(TrustedKey&)> change;
            const char* reason;
            Outcome outcome;
        };
        const auto certify = [](TrustedKey& key) { key.certified = true; };
        const Case cases[] = {
            {[&](TrustedKey& key) {
                 certify(key);
                 key.valid_until = *parse_time("2021-07-01T00:00:00Z");
             },
             "key-expired", Outcome::undecided},
            {[&](TrustedKey& key) {
                 certify(key);
                 key.valid_from = *parse_time("2021-03-03T05:00:01Z");
             },
             "key-not-yet-valid", Outcome::accepted},
            {[](TrustedKey& key) { key.revoked = true; }, "key-revoked", Outcome::rejected},
            {[](TrustedKey& key) { key.valid_from = *parse_time("2021-03-03T05:00:01Z"); },
             "key-not-yet-valid", Outcome::rejected},
            {[](TrustedKey& key) { key.valid_until = *parse_time("2021-03-03T04:59:59Z"); },
             "key-expired", Outcome::rejected},
            {[](TrustedKey& key) { key.valid_until = *parse_time("2021-07-01T00:00:00Z"); },
             "key-expired", Outcome::undecided},
            {[](TrustedKey& key) { key.purposes = {"test"}; }, "signer-not-allowed",
             Outcome::rejected},
            {[](TrustedKey& key) { key.issuers = {"https://other.example/"}; },
             "signer-not-allowed", Outcome::rejected},
            {[](TrustedKey& key) { key.environment = Environment::test; }, "wrong-environment",
             Outcome::rejected},
        };
        for (const Case& each : cases) {
            CAPTURE(each.reason);
            World world;
            TrustedKey key = world.trust.keys()[0];
            each.change(key);
            world.trust = TrustList();
            world.trust.add(key);
            const Verdict verdict = world.verify();
            CHECK(verdict.outcome() == each.outcome);
            REQUIRE(verdict.findings().size() == 1);
            CHECK(name(verdict.findings()[0].error.reason) == std::string(each.reason));
            CHECK(verdict.findings()[0].step == Step::trust);
        }
    }

    TEST_CASE("a key may be trusted as the issuer instead of as the verification method") {
        World world;
        const PublicKey key = world.trust.keys()[0].key;
        world.trust = TrustList();
        world.trust.add({.id = "https://cowin.gov.in/", .key = key, .environment = {}});
        CHECK(world.verify().accepted());
    }
}

TEST_SUITE("inspect") {
    TEST_CASE("shows what is inside without believing it") {
        World world;
        const auto inside = inspect(world.scanned);
        REQUIRE(inside);
        CHECK(inside->format == "divoc");
        CHECK(inside->wire_form == "zip");
        CHECK(inside->algorithm == "EdDSA");
        CHECK(inside->issuer == "https://cowin.gov.in/");
        CHECK(inside->verification_method == "did:india");
        CHECK(inside->document.starts_with("{\"@context\":"));
        CHECK_FALSE(inspect(as_bytes("nothing")));
    }
}
