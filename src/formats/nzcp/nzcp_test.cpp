// SPDX-License-Identifier: Apache-2.0
#include "formats/nzcp/nzcp.hpp"

#include <doctest/doctest.h>

#include <functional>

#include <vaxcert/issue.hpp>
#include <vaxcert/verify.hpp>

#include "cbor/parse.hpp"
#include "cbor/write.hpp"
#include "cose/sign1.hpp"
#include "encoding/base32.hpp"
#include "formats/nzcp/pass.hpp"
#include "json/value.hpp"

using namespace vaxcert;

namespace {

constexpr const char* issuer = "did:web:health.example";

std::string did_document(const PublicKey& key, const char* asserts = "key-1") {
    const std::string name = std::string(issuer) + "#key-1";
    return R"({"id":")" + std::string(issuer) + R"(","verificationMethod":[{"id":")" + name +
           R"(","type":"JsonWebKey2020","publicKeyJwk":)" + key.to_jwk() +
           R"(}],"assertionMethod":[")" + issuer + '#' + asserts + R"("]})";
}

struct World {
    std::shared_ptr<const Signer> signer =
        *signer_from_key(as_bytes(*generate_key(Algorithm::es256)));
    TrustList trust = *TrustList::parse(did_document(signer->public_key()));
    Time now = *parse_time("2021-12-01T00:00:00Z");
    Record record;
    nzcp::Pass pass = {.issuer = issuer,
                       .not_before = 1635883530,
                       .expires = 1951416330,
                       .id = {1, 2, 3},
                       .given_name = "Test",
                       .family_name = "Person",
                       .birth_date = "1960-04-16"};
    std::string scanned;

    World() {
        record.reference = "10000000000001";
        record.claims.person.name = "Test Person One";
        record.claims.person.birth_date = "1980-02-03";
        Vaccination event;
        event.disease.display = "COVID-19";
        record.claims.event = event;
    }

    Result<Issued> issue(const std::string& settings =
                             R"({"key":"did:web:health.example#key-1","valid_days":180})") const {
        auto profile = Profile::parse(
            R"({"profile":1,"name":"nz","format":"nzcp","issuer":"https://health.example/","nzcp":)" +
            settings + "}");
        REQUIRE(profile);
        const auto made = Issuer::create(*std::move(profile), signer, Bytes(16, 7));
        if (!made) return made.error();
        return made->issue(record, now);
    }

    World& scan() {
        const auto issued = issue();
        if (!issued) FAIL(name(issued.error().reason), ": ", issued.error().detail);
        scanned = std::string(as_text(issued->qr_payload));
        return *this;
    }

    /// Signs these claims with the issuer's own key, as a careless issuer might.
    World& sign(const cbor::Value& claims, cbor::Value kid) {
        const auto message = cose::sign1({{cbor::Value(cose::label::kid), std::move(kid)}},
                                         cbor::to_bytes(claims), *signer);
        scanned = "NZCP:/1/" + encoding::to_base32(*message);
        return *this;
    }

    World& sign() { return sign(nzcp::to_claims(pass), Bytes{'k', 'e', 'y', '-', '1'}); }

    Verdict verify() const {
        return vaxcert::verify(as_bytes(scanned), {.trust = trust,
                                                   .status = StatusList(),
                                                   .policy = Policy(),
                                                   .master_data = MasterData(),
                                                   .now = now});
    }

    std::string answer() const {
        const Verdict verdict = verify();
        if (verdict.accepted()) return "accepted";
        const Finding& last = verdict.findings().back();
        return std::string(name(last.effect)) + ": " + name(last.error.reason);
    }
};

/// The claims of the example with one entry changed; a null removes it.
cbor::Value with(const cbor::Value& claims, const cbor::Value& key, const cbor::Value& value) {
    cbor::Map changed = *claims.map();
    std::erase_if(changed, [&](const auto& entry) { return entry.first == key; });
    if (!value.is_null()) changed.emplace_back(key, value);
    return cbor::Value(std::move(changed));
}

}  // namespace

TEST_SUITE("nzcp") {
    TEST_CASE("a pass that we issue is accepted by its issuer's DID document") {
        World world;
        const Verdict verdict = world.scan().verify();
        CHECK(world.answer() == "accepted");
        REQUIRE(verdict.certificate());
        CHECK(verdict.format() == "nzcp");
        CHECK(verdict.certificate()->person() == world.record.claims.person);
        CHECK(verdict.certificate()->event() == world.record.claims.event);
        const Issuance& issuance = verdict.certificate()->claims().certificate;
        CHECK(issuance.issuer == issuer);
        CHECK(issuance.verification_method == "did:web:health.example#key-1");
        CHECK(issuance.id.starts_with("urn:uuid:"));
        CHECK(issuance.id[23] == '4');
        CHECK(issuance.valid_from == "2021-12-01T00:00:00Z");
        CHECK(issuance.expires_at == "2022-05-29T23:59:59Z");
        CHECK(verdict.evidence()->key_id == "did:web:health.example#key-1");
        CHECK(world.issue()->left_out.empty());
    }

    TEST_CASE("the second at which it expires is one at which it is not valid") {
        World world;
        world.sign().now = *parse_time("2031-11-02T20:05:29Z");
        CHECK(world.answer() == "accepted");
        world.now += std::chrono::seconds(1);
        CHECK(world.answer() == "rejected: expired");
        world.now = *parse_time("2021-11-02T20:05:29Z");
        CHECK(world.answer() == "rejected: not-yet-valid");
        world.now += std::chrono::seconds(1);
        CHECK(world.answer() == "accepted");
    }

    TEST_CASE("a record's own times and id are kept") {
        World world;
        world.record.claims.certificate.id = "urn:uuid:60a4f54d-4e30-4332-be33-ad78b1eafa4b";
        world.record.claims.certificate.valid_from = "2021-11-01T00:00:00Z";
        world.record.claims.certificate.expires_at = "2022-01-31T23:59:59Z";
        const Verdict verdict = world.scan().verify();
        REQUIRE(verdict.certificate());
        const Issuance& issuance = verdict.certificate()->claims().certificate;
        CHECK(issuance.id == world.record.claims.certificate.id);
        CHECK(issuance.valid_from == "2021-11-01T00:00:00Z");
        CHECK(issuance.expires_at == "2022-01-31T23:59:59Z");
    }

    TEST_CASE("what a pass has no place for is named or refused") {
        World world;
        world.record.claims.person.sex = "Female";
        std::get<Vaccination>(world.record.claims.event).batch = "TEST-1";
        world.record.claims.person.name = "Mononym";
        CHECK(world.issue()->left_out ==
              std::vector<std::string>{"person.sex", "vaccination.batch"});
        CHECK(world.scan().verify().certificate()->person().name == "Mononym");
        world.record.claims.person.name = "van Person, Test";
        CHECK(world.scan().verify().certificate()->person().name == "Test van Person");

        const auto refusal = [](const std::function<void(World&)>& spoil) {
            World other;
            spoil(other);
            const auto issued = other.issue();
            return issued ? std::string("issued") : name(issued.error().reason);
        };
        CHECK(refusal([](World& w) { w.record.claims.person.name.clear(); }) == "record-invalid");
        CHECK(refusal([](World& w) { w.record.claims.person.name = std::string(101, 'A'); }) ==
              "record-invalid");
        CHECK(refusal([](World& w) { w.record.claims.person.name = std::string(100, 'A'); }) ==
              "issued");
        CHECK(refusal([](World& w) { w.record.claims.person.birth_date = "1980"; }) ==
              "record-invalid");
        CHECK(refusal([](World& w) { w.record.claims.event = Test{}; }) == "record-invalid");
        CHECK(refusal([](World& w) {
                  w.record.claims.certificate.expires_at = "2021-11-30T00:00:00Z";
              }) == "record-invalid");
        CHECK(refusal([](World& w) {
                  w.signer = *signer_from_key(as_bytes(*generate_key(Algorithm::ed25519)));
              }) == "bad-key");
        for (const char* settings :
             {R"({})", R"({"key":"did:web:health.example","valid_days":1})",
              R"({"key":"did:web:health.example#","valid_days":1})",
              R"({"key":"https://health.example#k","valid_days":1})",
              R"({"key":"did:web:health.example#k","valid_days":0})",
              R"({"key":"did:web:health.example#k","valid_days":1,"more":1})"})
            CHECK(World().issue(settings).error().reason == Reason::bad_profile);
    }

    TEST_CASE("the key is the one of that name, which may be written as text or bytes") {
        World world;
        const cbor::Value claims = nzcp::to_claims(world.pass);
        CHECK(world.sign(claims, "key-1").answer() == "accepted");
        CHECK(world.sign(claims, "key-2").answer() == "undecided: issuer-not-trusted");
        CHECK(world.sign(claims, 1).answer() == "rejected: bad-cose");
        CHECK(world.sign(claims, Bytes()).answer() == "rejected: kid-not-included");

        // A key that stands in the document and may not assert is none of the issuer's for this.
        const auto list = TrustList::parse(did_document(world.signer->public_key(), "key-2"));
        CHECK_FALSE(list);
        world.sign().trust =
            *TrustList::for_issuer(issuer, as_bytes(world.signer->public_key().to_pem()));
        CHECK(world.answer() == "accepted");
    }

    TEST_CASE("headers stand where they are signed, under tag 18") {
        World world;
        world.sign();
        const Bytes good = *encoding::from_base32(std::string_view(world.scanned).substr(8));
        const auto scan = [&](const cbor::Value& message) {
            world.scanned = "NZCP:/1/" + encoding::to_base32(cbor::to_bytes(message));
            return world.answer();
        };
        const auto message = cbor::parse(good, Budget::for_one_certificate());
        REQUIRE(message);
        const cbor::Array parts = *message->tagged()->item.front().array();
        CHECK(scan(*message) == "accepted");
        CHECK(scan(parts) == "rejected: bad-cose");
        CHECK(scan(cbor::Tagged{61, {*message}}) == "rejected: bad-cose");
        cbor::Array moved = parts;
        moved[0] = Bytes();
        moved[1] = cbor::Map{{1, -7}, {4, "key-1"}};
        CHECK(scan(cbor::Tagged{18, {cbor::Value(moved)}}) == "rejected: wrong-algorithm");
        moved[0] = cbor::to_bytes(cbor::Map{{1, -7}});
        CHECK(scan(cbor::Tagged{18, {cbor::Value(moved)}}) == "rejected: kid-not-included");
        moved[0] = cbor::to_bytes(cbor::Map{{1, -35}, {4, "key-1"}});
        moved[1] = cbor::Map{};
        CHECK(scan(cbor::Tagged{18, {cbor::Value(moved)}}) == "rejected: wrong-algorithm");
    }

    TEST_CASE("the text is upper case, without padding, of version 1") {
        World world;
        const std::string good = world.sign().scanned;
        const auto answer = [&](const std::string& text) {
            world.scanned = text;
            return world.answer();
        };
        CHECK(answer(good + "=") == "rejected: bad-base32");
        CHECK(answer(good + "\n") == "rejected: bad-base32");
        std::string lower = good;
        lower.back() = 'a';
        CHECK(answer(lower) == "rejected: bad-base32");
        CHECK(answer("NZCP:/2/" + good.substr(8)) == "rejected: unsupported-format");
        CHECK(answer("NZCP:/01/" + good.substr(8)) == "rejected: unsupported-format");
        CHECK(answer("NZCP:/") == "rejected: unsupported-format");
        CHECK(answer("nzcp:/1/") == "rejected: unsupported-format");
        CHECK(answer("NZCP:/1/" + std::string(8185, 'A')) == "rejected: limit-exceeded");
    }

    TEST_CASE("every claim is there and of its kind") {
        World world;
        const cbor::Value good = nzcp::to_claims(world.pass);
        const auto answer = [&](const cbor::Value& key, const cbor::Value& value) {
            return world.sign(with(good, key, value), "key-1").answer();
        };
        const auto in_credential = [&](const char* key, const cbor::Value& value) {
            return answer("vc", with(*good.find("vc"), key, value));
        };
        const auto in_subject = [&](const char* key, const cbor::Value& value) {
            const cbor::Value& credential = *good.find("vc");
            return answer("vc", with(credential, "credentialSubject",
                                     with(*credential.find("credentialSubject"), key, value)));
        };
        const cbor::Value nothing;
        for (const cbor::Value& key :
             {cbor::Value(1), cbor::Value(4), cbor::Value(5), cbor::Value(7), cbor::Value("vc")})
            CHECK(answer(key, nothing) == "rejected: member-missing");
        CHECK(answer(1, "https://health.example") == "rejected: shape-not-expected");
        CHECK(answer(4, 1951416330.0) == "rejected: bad-date");
        CHECK(answer(5, -1) == "rejected: bad-date");
        CHECK(answer(7, Bytes(15)) == "rejected: shape-not-expected");
        CHECK(answer("vc", 1) == "rejected: shape-not-expected");
        CHECK(answer("more", 1) == "accepted");
        CHECK(in_credential("@context", "x") == "rejected: context-not-pinned");
        CHECK(in_credential("type", cbor::Array{"PublicCovidPass", "VerifiableCredential"}) ==
              "rejected: shape-not-expected");
        CHECK(in_credential("version", "2.0.0") == "rejected: unsupported-format");
        CHECK(in_credential("credentialSubject", nothing) == "rejected: member-missing");
        CHECK(in_subject("givenName", nothing) == "rejected: member-missing");
        CHECK(in_subject("givenName", "") == "rejected: shape-not-expected");
        CHECK(in_subject("familyName", nothing) == "accepted");
        CHECK(in_subject("familyName", 1) == "rejected: shape-not-expected");
        CHECK(in_subject("familyName", std::string(101, 'A')) == "rejected: shape-not-expected");
        CHECK(in_subject("dob", "1960-04") == "rejected: shape-not-expected");
        CHECK(in_subject("dob", 1960) == "rejected: shape-not-expected");
        CHECK(in_subject("dob", nothing) == "rejected: member-missing");
    }

    TEST_CASE("no bit of a pass can be changed, and no end of it be missing") {
        World world;
        const std::string good = world.sign().scanned;
        REQUIRE(world.answer() == "accepted");
        const Bytes bytes = *encoding::from_base32(std::string_view(good).substr(8));
        for (std::size_t bit = 0; bit < 8 * bytes.size(); ++bit) {
            Bytes changed = bytes;
            changed[bit / 8] = static_cast<std::uint8_t>(changed[bit / 8] ^ (1U << (bit % 8)));
            world.scanned = "NZCP:/1/" + encoding::to_base32(changed);
            CAPTURE(bit);
            CHECK_FALSE(world.verify().accepted());
        }
        for (std::size_t at = 0; at < good.size(); ++at) {
            world.scanned = good;
            world.scanned[at] = world.scanned[at] == 'A' ? 'B' : 'A';
            CAPTURE(at);
            CHECK_FALSE(world.verify().accepted());
            world.scanned = good.substr(0, at);
            CHECK_FALSE(world.verify().accepted());
        }
    }
}
