// SPDX-License-Identifier: Apache-2.0
#include "formats/w3c/enveloped.hpp"

#include <doctest/doctest.h>

#include <string>

#include <vaxcert/data_integrity.hpp>
#include <vaxcert/issue.hpp>
#include <vaxcert/verify.hpp>

#include "enveloped/credential.hpp"
#include "json/parse.hpp"

using namespace vaxcert;

namespace {

constexpr std::string_view issuer_name = "https://health.example";
constexpr std::string_view profile_text = R"({"profile":1,"name":"t","environment":"test",
    "format":"vc-jwt","further_formats":["vc-cose","w3c"],"issuer":"https://health.example",
    "verification_method":"https://health.example#key-1",
    "vc-jwt":{"id_prefix":"urn:example:certificate:"},
    "vc-cose":{"id_prefix":"urn:example:certificate:"},
    "w3c":{"id_prefix":"urn:example:certificate:","cryptosuite":"ecdsa-rdfc-2019"}})";

/// A world in which a certificate is acceptable.
struct World {
    explicit World(Algorithm algorithm = Algorithm::es256)
        : signer(*signer_from_key(as_bytes(*generate_key(algorithm)))) {
        trust.add({.id = std::string(issuer_name),
                   .key = signer->public_key(),
                   .environment = Environment::test,
                   .kid = "https://health.example#key-1"});
        master_data.add(profile);
        Vaccination event;
        event.disease.display = "COVID-19";
        event.product = "Example Vaccine";
        event.batch = "TEST-BATCH-1";
        event.date = "2021-03-03";
        event.dose = 1;
        event.total_doses = 2;
        record.reference = "TEST-1";
        record.claims.event = event;
        record.claims.person.name = "Zoë Test Example";
        record.claims.person.birth_date = "1987-05";
        record.claims.certificate.expires_at = "2022-03-03T00:00:00Z";
    }

    Issued issue(std::string_view format) const {
        const auto issuer = Issuer::create(profile, signer, {}, format);
        REQUIRE(issuer);
        const auto issued = issuer->issue(record, now);
        if (!issued) FAIL(issued.error().detail);
        return *issued;
    }

    Verdict verify(ByteView scanned) const {
        return vaxcert::verify(scanned, {.trust = trust,
                                         .status = status,
                                         .policy = policy,
                                         .master_data = master_data,
                                         .now = now});
    }

    std::shared_ptr<const Signer> signer;
    Profile profile = *Profile::parse(profile_text);
    Record record;
    TrustList trust;
    StatusList status;
    Policy policy;
    MasterData master_data;
    Time now = *parse_time("2021-03-04T05:00:00Z");
};

/// The reason of the first finding that is worse than a note, or "accepted".
std::string answer(const Verdict& verdict) {
    for (const Finding& finding : verdict.findings())
        if (finding.effect != Outcome::accepted) return name(finding.error.reason);
    return name(verdict.outcome());
}

/// What a verifier says of a document of ours that was changed and signed again.
template <class Change>
std::string signed_anew(const World& world, Change change,
                        std::string_view key_id = "https://health.example#key-1") {
    const auto issued = world.issue("vc-jwt");
    json::Value document =
        enveloped::parse_vc_jwt(as_text(issued.qr_payload), Budget::for_one_certificate())
            ->document;
    change(document);
    const auto jwt = enveloped::sign_vc_jwt(document, key_id, *world.signer);
    if (!jwt) return name(jwt.error().reason);
    return answer(world.verify(as_bytes(*jwt)));
}

}  // namespace

TEST_SUITE("vc-jwt and vc-cose") {
    TEST_CASE("what is issued is accepted and says what the record says") {
        for (const Algorithm algorithm : {Algorithm::ed25519, Algorithm::es256, Algorithm::es384}) {
            const World world(algorithm);
            for (const std::string format : {"vc-jwt", "vc-cose"}) {
                CAPTURE(format);
                const Issued issued = world.issue(format);
                CHECK(issued.left_out.empty());
                const Verdict verdict = world.verify(issued.qr_payload);
                CAPTURE(verdict.to_json());
                REQUIRE(verdict.accepted());
                CHECK(verdict.findings().empty());
                CHECK(verdict.certificate()->format() == format);
                CHECK(verdict.certificate()->person() == world.record.claims.person);
                CHECK(verdict.certificate()->event() == world.record.claims.event);
                CHECK(verdict.certificate()->id() == issued.id);
                CHECK(verdict.certificate()->issuer() == issuer_name);
                CHECK(verdict.certificate()->claims().certificate.expires_at ==
                      "2022-03-03T00:00:00Z");
            }
        }
    }

    TEST_CASE("a token is a line of text, with a line break or without") {
        const World world;
        const Issued issued = world.issue("vc-jwt");
        CHECK(as_text(issued.qr_payload) == issued.document);
        CHECK(world.verify(as_bytes('\n' + issued.document + "\r\n")).accepted());
        CHECK_FALSE(world.verify(as_bytes(issued.document + "\n.")).accepted());
    }

    TEST_CASE("each is its own format, and no other's") {
        const World world;
        const Issued jwt = world.issue("vc-jwt"), cose = world.issue("vc-cose"),
                     w3c = world.issue("w3c");
        CHECK(inspect(jwt.qr_payload)->format == "vc-jwt");
        CHECK(inspect(cose.qr_payload)->format == "vc-cose");
        CHECK(inspect(w3c.qr_payload)->format == "w3c");
        CHECK(inspect(jwt.qr_payload)->document.find("Zoë") != std::string::npos);
        // A card and an SD-JWT begin alike.
        CHECK_FALSE(vc_jwt::recognizes(as_bytes("eyJ6aXAiOiJERUYiLCJhbGciOiJFUzI1NiJ9.e30.AA")));
        CHECK_FALSE(vc_jwt::recognizes(as_bytes(jwt.document + '~')));
        CHECK_FALSE(vc_cose::recognizes(as_bytes("\xd2\x84\x43\xa1\x01\x26")));
    }

    TEST_CASE("the key is the trust list's, by the name that the token gives it") {
        World world;
        const auto same = [](json::Value&) {};
        CHECK(signed_anew(world, same) == "accepted");
        CHECK(signed_anew(world, same, "") == "accepted");
        CHECK(signed_anew(world, same, "#key-1") == "issuer-not-trusted");
        CHECK(signed_anew(world, same, "https://health.example#key-2") == "issuer-not-trusted");
        CHECK(signed_anew(world, same, "https://other.example#key-1") == "issuer-not-trusted");
        world.trust.add({.id = "https://other.example#key-1",
                         .key = world.signer->public_key(),
                         .environment = Environment::test});
        CHECK(signed_anew(world, same, "https://other.example#key-1") == "signer-not-allowed");
        world.trust.add({.id = "https://health.example#key-1",
                         .key = world.signer->public_key(),
                         .environment = Environment::test});
        CHECK(signed_anew(world, same, "#key-1") == "accepted");
        world.trust = TrustList();
        CHECK(signed_anew(world, same) == "issuer-not-trusted");
    }

    TEST_CASE("a document that is not ours to the last member is refused, signed or not") {
        const World world;
        const auto with = [&](const char* member, json::Value value) {
            return signed_anew(world, [&](json::Value& it) { it.set(member, std::move(value)); });
        };
        CHECK(with("evidence", json::Object{{"type", "X"}}) == "unknown-member");
        CHECK(with("proof", json::Object{{"type", "X"}}) == "unknown-member");
        CHECK(with("@context", json::Array{"https://www.w3.org/ns/credentials/v2"}) ==
              "context-not-pinned");
        CHECK(with("type", "VerifiableCredential") == "shape-not-expected");
        CHECK(with("validUntil", "tomorrow") == "shape-not-expected");
        CHECK(with("aud", "https://gate.example") == "wrong-domain");
        CHECK(signed_anew(world, [](json::Value& it) { it.erase("id"); }) == "member-missing");
        CHECK(signed_anew(world, [](json::Value& it) {
                  it.set("type", "VerifiablePresentation");
                  it.set("verifiableCredential", json::Array{});
              }) == "malformed");
    }

    TEST_CASE("whichever ends first counts, the document or its token") {
        World world;
        world.record.claims.certificate.valid_from = "2021-03-04T00:00:00Z";
        const auto at = [&](const char* now, const char* claim, double seconds) {
            world.now = *parse_time(now);
            return signed_anew(world, [&](json::Value& it) { it.set(claim, seconds); });
        };
        // The first instant that no longer counts, and the last that does.
        constexpr double noon_of_may_5 = 1620216000, much_later = 1900000000;
        CHECK(at("2021-05-05T11:59:59Z", "exp", noon_of_may_5) == "accepted");
        CHECK(at("2021-05-05T12:00:00Z", "exp", noon_of_may_5) == "expired");
        CHECK(at("2022-03-03T00:00:00Z", "exp", much_later) == "accepted");
        CHECK(at("2022-03-03T00:00:01Z", "exp", much_later) == "expired");
        CHECK(at("2021-05-05T11:59:59Z", "nbf", noon_of_may_5) == "not-yet-valid");
        CHECK(at("2021-05-05T12:00:00Z", "nbf", noon_of_may_5) == "accepted");
        CHECK(at("2021-03-03T23:59:59Z", "nbf", 1) == "not-yet-valid");
    }

    TEST_CASE("whichever bit is changed or wherever it is cut, it is never another certificate") {
        const World world;
        for (const std::string format : {"vc-jwt", "vc-cose"}) {
            CAPTURE(format);
            const Bytes genuine = world.issue(format).qr_payload;
            REQUIRE(world.verify(genuine).accepted());
            for (std::size_t size = 0; size < genuine.size(); ++size)
                REQUIRE_FALSE(
                    world.verify(Bytes(genuine.begin(), genuine.begin() + static_cast<long>(size)))
                        .accepted());
            Bytes changed = genuine;
            for (std::size_t i = 0; i < genuine.size(); ++i)
                for (unsigned bit = 0; bit < 8; ++bit) {
                    changed[i] = static_cast<std::uint8_t>(genuine[i] ^ (1U << bit));
                    REQUIRE_FALSE(world.verify(changed).accepted());
                    changed[i] = genuine[i];
                }
            changed.push_back(0);
            CHECK_FALSE(world.verify(changed).accepted());
        }
    }

    TEST_CASE("settings are complete, or there is no issuer") {
        const World world;
        const auto problem = [&](std::string text, const char* from, const char* to) {
            text.replace(text.find(from), std::string_view(from).size(), to);
            const auto profile = Profile::parse(text);
            REQUIRE(profile);
            const auto issuer = Issuer::create(*profile, world.signer);
            return issuer ? std::string("none") : issuer.error().detail;
        };
        const std::string text(profile_text);
        CHECK(problem(text, "#key-1", "#key-2") == "none");
        CHECK(problem(text, "urn:example:certificate:", "certificate") ==
              "\"vc-jwt\" \"id_prefix\" should be an absolute URL that ends in one of / : # =");
        CHECK(problem(text, R"("vc-jwt":{)", R"("vc-jwt":{"cryptosuite":"eddsa-rdfc-2022",)") ==
              "\"vc-jwt\" has a member \"cryptosuite\" that no profile has");
        CHECK(problem(text, "example#key", "other#key").find("verification_method") !=
              std::string::npos);
    }
}
