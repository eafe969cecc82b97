// SPDX-License-Identifier: Apache-2.0
// Certificates that name a W3C status list.

#include <doctest/doctest.h>

#include <vaxcert/bit_status.hpp>
#include <vaxcert/credential.hpp>
#include <vaxcert/issue.hpp>
#include <vaxcert/load_status.hpp>
#include <vaxcert/verify.hpp>

#include "encoding/base64url.hpp"
#include "encoding/deflate.hpp"
#include "jose/jws.hpp"

using namespace vaxcert;

namespace {

constexpr std::uint64_t index = 94567;
constexpr const char* url = "https://status.example/1";

std::shared_ptr<const Signer> fresh_signer() {
    return *signer_from_key(as_bytes(*generate_key(Algorithm::ed25519)));
}

std::string issuer_of(const std::string& method) {
    return method.substr(0, method.find('#'));
}

Profile profile_for(const std::string& method) {
    return *Profile::parse(R"({"profile":1,"name":"t","environment":"test","format":"w3c",
        "issuer":")" + issuer_of(method) +
                           R"(","verification_method":")" + method +
                           R"(","w3c":{"cryptosuite":"eddsa-rdfc-2022",
        "id_prefix":"urn:example:certificate:","status_list":"https://status.example/1"}})");
}

/// A certificate that names a list, the list, and a check point that trusts its issuer. A test
/// changes one thing and checks the one thing that follows.
struct World {
    std::shared_ptr<const Signer> signer = fresh_signer();
    std::string method = did_key_method(signer->public_key());
    BitListHeader header{.url = url,
                         .issuer = issuer_of(method),
                         .key_id = method,
                         .valid_from = *parse_time("2021-03-04T00:00:00Z"),
                         .valid_until = *parse_time("2021-03-11T00:00:00Z")};
    std::vector<std::uint64_t> set = {3, 131072};
    TrustList trust;
    LastSeen last_seen;
    Time now = *parse_time("2021-03-05T00:00:00Z");
    Issued issued;

    explicit World(std::uint64_t its_index = index) {
        trust.add({.id = method, .key = signer->public_key(), .environment = {}});
        Record record;
        record.reference = "TEST-1";
        record.claims.person.name = "Zoë Test Example";
        Vaccination event;
        event.disease.display = "COVID-19";
        event.product = "Example Vaccine";
        event.date = "2021-03-03";
        event.dose = 1;
        event.total_doses = 2;
        record.claims.event = event;
        record.claims.certificate.id = std::to_string(its_index);
        const auto issuer = Issuer::create(profile_for(method), signer);
        REQUIRE(issuer);
        auto made = issuer->issue(record, *parse_time("2021-03-04T05:00:00Z"));
        if (!made) FAIL(made.error().detail);
        issued = *std::move(made);
    }

    std::string list() const {
        const auto text = issue_bit_list(header, set, BitListForm::credential, *signer);
        if (!text) FAIL(text.error().detail);
        return *text;
    }

    std::string token() const {
        const auto text = issue_bit_list(header, set, BitListForm::credential_token, *signer);
        if (!text) FAIL(text.error().detail);
        return *text;
    }

    Result<LoadedStatus> load(std::string_view text) const {
        return load_status(as_bytes(text), trust, last_seen, now);
    }

    std::string answer(const StatusList& status) const {
        const Policy policy;
        const MasterData master_data;
        const Verdict verdict = verify(issued.qr_payload, {.trust = trust,
                                                           .status = status,
                                                           .policy = policy,
                                                           .master_data = master_data,
                                                           .now = now});
        std::string text = name(verdict.outcome());
        for (const Finding& finding : verdict.findings())
            text += std::string(" ") + name(finding.error.reason);
        return text;
    }

    std::string answer() const {
        const auto loaded = load(list());
        if (!loaded) FAIL(name(loaded.error().reason), ": ", loaded.error().detail);
        return answer(loaded->list);
    }
};

Reason reason_of(const Result<LoadedStatus>& loaded) {
    REQUIRE_FALSE(loaded);
    return loaded.error().reason;
}

}  // namespace

TEST_SUITE("bitstring status list") {
    TEST_CASE("is asked by a certificate that names it, with a proof or in a JWS") {
        World world;
        CHECK(world.answer(StatusList()) == "undecided status-unknown");
        CHECK(world.answer() == "accepted");
        CHECK(world.answer(world.load(world.token())->list) == "accepted");
        world.set.push_back(index);
        CHECK(world.answer() == "rejected revoked");
        CHECK(world.answer(world.load(world.token())->list) == "rejected revoked");
    }

    TEST_CASE("what is said of its neighbors is not said of it") {
        World world;
        for (std::uint64_t near = index - 16; near <= index + 16; ++near) {
            world.set = {near};
            CHECK(world.answer() == (near == index ? "rejected revoked" : "accepted"));
        }
    }

    TEST_CASE("says nothing of an entry that it does not have") {
        World inside(131071), outside(131072);
        for (World* world : {&inside, &outside}) world->set = {};
        CHECK(inside.answer() == "accepted");
        CHECK(outside.answer() == "undecided status-unknown");
        outside.set = {131072};
        CHECK(outside.answer() == "rejected revoked");
    }

    TEST_CASE("of the check point itself is asked first, and is enough") {
        World world;
        StatusList own = *StatusList::parse(
            R"({"issuer":"https://status.example/1","withdrawn":[{"id":"94567"}]})");
        CHECK(world.answer(own) == "rejected revoked");
        own.merge(world.load(world.list())->list);
        CHECK(world.answer(own) == "rejected revoked");
        own = *StatusList::parse(R"({"issuer":"https://status.example/1","withdrawn":[]})");
        CHECK(world.answer(own) == "accepted");
        // Where a list is demanded, that which the certificate names is one.
        StatusList demanding = world.load(world.list())->list;
        demanding.demand();
        CHECK(world.answer(demanding) == "accepted");
        world.set.push_back(index);
        demanding = world.load(world.list())->list;
        demanding.demand();
        CHECK(world.answer(demanding) == "rejected revoked");
    }

    TEST_CASE("that says from when or until when too little counts for no time") {
        World world;
        const auto signed_list = [&](const std::string& times) {
            const std::string text =
                R"({"@context":["https://www.w3.org/ns/credentials/v2"],"id":"https://status.example/1",
                    "type":["VerifiableCredential","BitstringStatusListCredential"],"issuer":")" +
                world.header.issuer + '"' + times +
                R"(,"credentialSubject":{"type":"BitstringStatusList","statusPurpose":"revocation",
                    "encodedList":"u)" +
                encoding::to_base64url(encoding::deflate(Bytes(16384), encoding::Wrapping::gzip)) +
                "\"}}";
            const auto made = issue_credential(
                text,
                {.cryptosuite = Cryptosuite::eddsa_rdfc_2022, .verification_method = world.method},
                *world.signer);
            if (!made) FAIL(made.error().detail);
            return *made;
        };
        CHECK(reason_of(world.load(signed_list(""))) == Reason::bad_status_list);
        StatusList list = world.load(signed_list(R"(,"validFrom":"2021-03-04T23:59:59Z")"))->list;
        CHECK(world.answer(list) == "undecided status-stale");
        list.set_grace(std::chrono::seconds(1));
        CHECK(world.answer(list) == "accepted");
    }

    TEST_CASE("counts from its beginning to its end") {
        World world;
        const auto status = world.load(world.list())->list;
        world.now = world.header.valid_until + std::chrono::seconds(1);
        CHECK(world.answer(status) == "undecided status-stale");
        world.header.valid_from = *parse_time("2021-03-06T00:00:00Z");
        world.now = world.header.valid_from - std::chrono::seconds(1);
        CHECK(world.answer() == "undecided status-unknown");
    }

    TEST_CASE("of another purpose, another URL or another issuer is not the one that is named") {
        World world;
        world.header.purpose = "suspension";
        CHECK(world.answer() == "undecided status-unknown");
        world.header.purpose = "revocation";
        world.header.url = "https://status.example/2";
        CHECK(world.answer() == "undecided status-unknown");

        // Somebody else who is trusted too makes a list of that URL, in which nothing is set.
        World other;
        const auto theirs = other.load(other.list());
        REQUIRE(theirs);
        CHECK(world.answer(theirs->list) == "undecided status-unknown");
        world.header.url = url;
        world.set = {index};
        StatusList both = theirs->list;
        both.merge(world.load(world.list())->list);
        CHECK(world.answer(both) == "rejected revoked");
        // Nor may they say that it is the issuer's.
        other.header.issuer = world.header.issuer;
        const auto pretended = other.load(other.list());
        if (pretended) CHECK(world.answer(pretended->list) == "undecided status-unknown");
    }

    TEST_CASE("that nobody signed, or a stranger, or that was changed, is refused") {
        World world;
        const std::string list = world.list();
        const auto cut = list.find(",\"proof\"");
        REQUIRE(cut != list.npos);
        CHECK(reason_of(world.load(list.substr(0, cut) + '}')) == Reason::bad_status_list);
        std::string changed = list;
        changed.replace(changed.find("2021-03-11"), 10, "2031-03-11");
        CHECK(reason_of(world.load(changed)) == Reason::bad_signature);
        const World stranger;
        CHECK(reason_of(world.load(stranger.list())) == Reason::issuer_not_trusted);
        CHECK(reason_of(world.load(stranger.token())) == Reason::issuer_not_trusted);
        std::string token = world.token();
        token.back() = token.back() == 'A' ? 'Q' : 'A';
        CHECK(reason_of(world.load(token)) == Reason::bad_signature);
    }

    TEST_CASE("of tokens counts from the other end") {
        World world;
        const auto token = [&](const std::string& member, std::uint8_t byte) {
            Bytes bits(16384);
            bits[index / 8] = byte;
            const std::string payload =
                R"({"sub":"https://status.example/1","iss":")" + world.header.issuer +
                R"(","iat":1614816000,"exp":1615420800,"status_list":{)" + member + R"(,"lst":")" +
                encoding::to_base64url(encoding::deflate(bits, encoding::Wrapping::zlib)) + "\"}}";
            return *jose::sign_jws({{"typ", "statuslist+jwt"}, {"kid", world.method}},
                                   as_bytes(payload), *world.signer);
        };
        const auto answer_to = [&](std::uint8_t byte) {
            return world.answer(world.load(token(R"("bits":1)", byte))->list);
        };
        const auto bit = static_cast<std::uint8_t>(1U << index % 8);
        CHECK(answer_to(bit) == "rejected revoked");
        CHECK(answer_to(static_cast<std::uint8_t>(~bit)) == "accepted");
        CHECK(reason_of(world.load(token(R"("bits":2)", 0))) == Reason::bad_status_list);
        world.now = *parse_time("2021-03-11T00:00:01Z");
        CHECK(answer_to(0) == "undecided status-stale");
        const World stranger;
        CHECK(reason_of(stranger.load(token(R"("bits":1)", 0))) == Reason::issuer_not_trusted);
    }

    TEST_CASE("of which two are as old as each other, both count") {
        World world;
        const StatusList empty = world.load(world.list())->list;
        world.set.push_back(index);
        const StatusList full = world.load(world.list())->list;
        for (const auto& [first, second] : {std::pair{empty, full}, std::pair{full, empty}}) {
            StatusList all = first;
            all.merge(second);
            CHECK(world.answer(all) == "rejected revoked");
        }
    }

    TEST_CASE("is numbered by its beginning, and not below that of all computers") {
        World world;
        CHECK(world.load(world.list())->sequence == 1614816000);
        CHECK(world.load(world.list())->name == world.header.issuer + " https://status.example/1");
        world.header.valid_from = Time(std::chrono::seconds(-1));
        CHECK(world.load(world.list())->sequence == 0);
    }

    TEST_CASE("that is older than one seen before is refused") {
        World world;
        const auto loaded = world.load(world.list());
        world.last_seen[loaded->name] = loaded->sequence;
        CHECK(world.load(world.list()));
        world.header.valid_from -= std::chrono::seconds(1);
        CHECK(reason_of(world.load(world.list())) == Reason::bad_status_list);
    }

    TEST_CASE("from before 1970 has the number 0, and is older than any other") {
        World world;
        world.header.valid_from = *parse_time("1969-12-31T23:59:59Z");
        const auto loaded = world.load(world.list());
        REQUIRE(loaded);
        CHECK(loaded->sequence == 0);
        world.last_seen[loaded->name] = 1;
        CHECK(reason_of(world.load(world.list())) == Reason::bad_status_list);
    }
}
