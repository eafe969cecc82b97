// SPDX-License-Identifier: Apache-2.0
#include "formats/sd_jwt/sd_jwt.hpp"

#include <algorithm>
#include <functional>

#include <doctest/doctest.h>

#include <vaxcert/issue.hpp>
#include <vaxcert/presentation.hpp>
#include <vaxcert/verify.hpp>

#include "crypto/x509_for_tests.hpp"
#include "jose/jws.hpp"
#include "jose/sd_jwt.hpp"
#include "json/parse.hpp"

using namespace vaxcert;
using json::Object;
using json::Value;

namespace {

constexpr std::string_view profile_text = R"({
    "profile": 1, "name": "example", "environment": "test", "format": "sd-jwt",
    "issuer": "https://health.example.org", "sd-jwt": {"kid": "key-1"},
    "certificate_id": {"alphabet": "base32", "length": 26}, "master_data_sets": ["covid-19"]})";

std::shared_ptr<const Signer> fresh_signer(Algorithm algorithm = Algorithm::es256) {
    return *signer_from_key(as_bytes(*generate_key(algorithm)));
}

Record example_record() {
    Record record;
    record.reference = "10000000000001";
    Person& person = record.claims.person;
    person.name = "Test Person One";
    person.birth_date = "1981-02-03";
    person.sex = "Female";
    person.nationality = "IND";
    person.identifiers = {{"passport", "TEST0001"}, {"refId", "10000000000001"}};
    person.address.city = "Testville";
    person.address.country = "IN";
    Vaccination event;
    event.product = "COVISHIELD";
    event.manufacturer = "Serum Institute of India";
    event.batch = "TEST-BATCH-1";
    event.date = "2021-03-03";
    event.dose = 2;
    event.total_doses = 2;
    event.valid_from = "2021-03-17";
    event.valid_until = "2021-12-31";
    event.centre.name = "Test Facility";
    event.centre.address.city = "Testville";
    record.claims.event = event;
    return record;
}

/// A small world in which `shown` is acceptable. A test changes one thing in it and checks the one
/// thing that follows.
struct World {
    std::shared_ptr<const Signer> signer = fresh_signer(), holder = fresh_signer();
    Record record = example_record();
    TrustList trust;
    StatusList status;
    Policy policy;
    MasterData master_data = MasterData::ready();
    Time now = *parse_time("2021-08-01T12:00:00Z");
    HolderChallenge challenge;
    std::string shown;

    World() {
        master_data.add(*Profile::parse(profile_text));
        trust.add({.id = "https://health.example.org",
                   .key = signer->public_key(),
                   .environment = Environment::test,
                   .kid = "key-1"});
        record.holder_key = holder->public_key().to_jwk();
        issue();
    }

    Issued issue() {
        const Bytes secret(16, 7);
        const auto issuer = Issuer::create(*Profile::parse(profile_text), signer, secret);
        REQUIRE(issuer);
        auto issued = issuer->issue(record, *parse_time("2021-03-03T05:00:00Z"));
        if (!issued) FAIL(name(issued.error().reason), ": ", issued.error().detail);
        shown = issued->document;
        return *issued;
    }

    /// Shows these claims and no others, bound to the holder where the check point asks.
    void present(const std::vector<std::string>& choice) {
        std::optional<HolderBinding> binding;
        if (challenge.asked())
            binding.emplace(HolderBinding{challenge.audience, challenge.nonce, now, *holder});
        auto presented = vaxcert::present(shown, choice, binding);
        if (!presented) FAIL(presented.error().detail);
        shown = *presented;
    }

    /// Signs, as the issuer, another payload and header, with these disclosures behind it.
    void sign(const Object& header, const std::function<void(Value& payload)>& change,
              const std::vector<std::string>& more = {}) {
        issue();
        const Budget budget = Budget::for_one_certificate();
        auto sd_jwt = *jose::parse_sd_jwt(shown, budget);
        change(sd_jwt.payload);
        shown = *jose::sign_jws(header, as_bytes(json::to_text(sd_jwt.payload)), *signer) + '~';
        for (const std::string& text : sd_jwt.disclosures) shown += text + '~';
        for (const std::string& text : more) shown += text + '~';
    }

    Verdict verify() const { return verify(as_bytes(shown)); }
    Verdict verify(ByteView scanned) const {
        return vaxcert::verify(scanned, {.trust = trust,
                                         .status = status,
                                         .policy = policy,
                                         .master_data = master_data,
                                         .now = now,
                                         .holder = challenge});
    }

    /// The one reason that follows, which must not accept.
    std::string refusal() const {
        const Verdict verdict = verify();
        CHECK_FALSE(verdict.accepted());
        REQUIRE(verdict.findings().size() == 1);
        return name(verdict.findings()[0].error.reason);
    }
};

const Object header = {{"typ", "dc+sd-jwt"}, {"kid", "key-1"}};
const auto nothing = [](Value&) {};

}  // namespace

TEST_SUITE("sd-jwt vc") {
    TEST_CASE("a certificate that came along vouches for the issuer it names alone") {
        using namespace crypto::for_tests;
        const Certified authority = make_authority();
        const auto accepted_of = [&](const std::string& uri) {
            World world;
            const Certified signer =
                make_signer(authority, {.extensions = {{"subjectAltName", "URI:" + uri}}});
            world.signer = *signer_from_key(as_bytes(signer.key_pem));
            world.trust = *TrustList::parse(to_pem(authority.der));
            const Bytes chain[] = {signer.der};
            world.sign({{"typ", "dc+sd-jwt"}, {"x5c", jose::to_x5c(chain)}}, [](Value&) {});
            return world.verify().accepted();
        };
        CHECK(accepted_of("https://health.example.org"));
        CHECK_FALSE(accepted_of("https://other.example.org"));
    }

    TEST_CASE("says all that the record said") {
        const World world;
        const Verdict verdict = world.verify();
        CHECK(verdict.accepted());
        CHECK(verdict.format() == "sd-jwt");
        REQUIRE(verdict.certificate());
        CHECK(verdict.certificate()->person() == world.record.claims.person);
        auto event = std::get<Vaccination>(world.record.claims.event);
        event.disease.display = "COVID-19";
        CHECK(std::get<Vaccination>(verdict.certificate()->event()) == event);
        const Issuance& certificate = verdict.certificate()->claims().certificate;
        CHECK(certificate.issuer == "https://health.example.org");
        CHECK(certificate.issued_at == "2021-03-03T05:00:00Z");
        CHECK(certificate.id.size() == 26);
    }

    TEST_CASE("shows a vaccination, valid today, and nothing of who or where") {
        World world;
        world.challenge = {.audience = "https://gate.example", .nonce = "n-1"};
        world.present({});
        const Verdict verdict = world.verify();
        CHECK(verdict.accepted());
        REQUIRE(verdict.certificate());
        CHECK(verdict.certificate()->person() == Person{});
        Vaccination only;
        only.disease.display = "COVID-19";
        CHECK(std::get<Vaccination>(verdict.certificate()->event()) == only);
        for (const char* hidden : {"Test Person", "Testville", "TEST0001", "COVISHIELD", "1981"}) {
            CAPTURE(hidden);
            CHECK(verdict.to_json().find(hidden) == std::string::npos);
            CHECK(inspect(as_bytes(world.shown))->document.find(hidden) == std::string::npos);
        }
    }

    TEST_CASE("shows what is chosen, what it is inside of, and no more") {
        World world;
        world.present({"/vaccination/dose", "/person/identifiers/0"});
        const Verdict verdict = world.verify();
        REQUIRE(verdict.certificate());
        CHECK(verdict.certificate()->person().identifiers ==
              std::vector<Identifier>{{"passport", "TEST0001"}});
        CHECK(verdict.certificate()->person().name.empty());
        CHECK(std::get<Vaccination>(verdict.certificate()->event()).dose == 2);
        CHECK(std::get<Vaccination>(verdict.certificate()->event()).date.empty());

        world.issue();
        world.present({"/person"});
        CHECK(world.verify().certificate()->person() == world.record.claims.person);
        // What has been hidden cannot be shown again, and hiding more goes on.
        world.present({"/person/name"});
        CHECK(world.verify().certificate()->person().name == "Test Person One");
        CHECK(world.verify().certificate()->person().birth_date.empty());
        const std::vector<std::string> gone = {"/person/sex"};
        const auto again = present(world.shown, gone);
        REQUIRE_FALSE(again);
        CHECK(again.error().reason == Reason::member_missing);
    }

    TEST_CASE("names the claims that can be chosen") {
        const World world;
        const auto claims = claims_to_choose(world.shown);
        REQUIRE(claims);
        for (const char* name : {"/person/name", "/person/address", "/person/identifiers/1",
                                 "/vaccination/date", "/vaccination/centre"})
            CHECK(std::ranges::count(*claims, name) == 1);
        for (const char* name : {"/vaccination/disease", "/iss", "/exp", "/jti"})
            CHECK(std::ranges::count(*claims, name) == 0);
        CHECK(std::ranges::is_sorted(*claims));
    }

    TEST_CASE("is the same for the same input, and its salts are of the secret") {
        World world;
        const Issued issued = world.issue();
        // ECDSA signatures are not all alike; what is signed and disclosed is.
        const auto unsigned_part = [](const std::string& text) {
            const auto sd_jwt = *jose::parse_sd_jwt(text, Budget::for_one_certificate());
            return std::pair(sd_jwt.issued.signed_text, sd_jwt.disclosures);
        };
        CHECK(unsigned_part(issued.document) == unsigned_part(world.issue().document));
        CHECK(issued.digest == world.issue().digest);

        const auto issuer =
            Issuer::create(*Profile::parse(profile_text), world.signer, Bytes(16, 8));
        Record record = world.record;
        record.claims.certificate.id = issued.id;
        const auto other = issuer->issue(record, *parse_time("2021-03-03T05:00:00Z"));
        REQUIRE(other);
        const auto ours = unsigned_part(issued.document).second;
        for (const std::string& text : unsigned_part(other->document).second)
            CHECK(std::ranges::find(ours, text) == ours.end());
    }

    TEST_CASE("hides in an order that says nothing") {
        const World world;
        const auto sd_jwt = *jose::parse_sd_jwt(world.shown, Budget::for_one_certificate());
        for (const char* part : {"person", "vaccination"}) {
            const json::Array& digests = sd_jwt.payload.find(part)->find("_sd")->array();
            CHECK(digests.size() > 5);
            CHECK(std::ranges::is_sorted(digests, {}, [](const Value& each) -> const std::string& {
                return each.string();
            }));
        }
    }

    TEST_CASE("counts from its first day to its last") {
        World world;
        for (const auto& [time, accepted] : {std::pair{"2021-03-16T23:59:59Z", false},
                                             {"2021-03-17T00:00:00Z", true},
                                             {"2021-12-31T23:59:59Z", true},
                                             {"2022-01-01T00:00:00Z", false}}) {
            world.now = *parse_time(time);
            CHECK(world.verify().accepted() == accepted);
        }
        CHECK(world.refusal() == "expired");
        // Hiding the days does not help.
        world.present({"/person"});
        CHECK(world.refusal() == "expired");
    }

    TEST_CASE("of a holder who was asked for proof is taken with the right one alone") {
        World world;
        const HolderChallenge ours = {.audience = "https://gate.example", .nonce = "n-1"};
        world.challenge = ours;
        CHECK(world.refusal() == "holder-proof-missing");
        world.present({"/vaccination/date"});
        CHECK(world.verify().accepted());

        world.challenge.nonce = "n-2";
        CHECK(world.refusal() == "holder-proof-invalid");
        world.challenge = ours;
        world.challenge.audience = "https://other.example";
        CHECK(world.refusal() == "holder-proof-invalid");
        world.challenge = ours;
        world.challenge.nonce.clear();
        CHECK(world.refusal() == "holder-proof-invalid");
        world.challenge = ours;
        for (const auto& [seconds, accepted] :
             {std::pair{300, true}, {301, false}, {-300, true}, {-301, false}}) {
            World later = world;
            later.now += std::chrono::seconds(seconds);
            CHECK(later.verify().accepted() == accepted);
            if (accepted) continue;
            CHECK(later.refusal() == "holder-proof-invalid");
            CHECK(later.verify().findings()[0].step == Step::policy);
            CHECK(later.verify().outcome() == Outcome::rejected);
        }
        // A thief who shows less, or more, has no proof of that.
        const std::size_t first = world.shown.find('~'), second = world.shown.find('~', first + 1);
        World thief = world;
        thief.shown.erase(first, second - first);
        CHECK(thief.refusal() == "holder-proof-invalid");
        CHECK_FALSE(thief.verify().certificate());
        // Nor is a bad proof taken where none was asked for.
        thief.challenge = {};
        CHECK(thief.refusal() == "holder-proof-invalid");
        // The proof of somebody else's key.
        thief.issue();
        const auto stolen =
            present(thief.shown, {},
                    HolderBinding{"https://gate.example", "n-1", thief.now, *thief.signer});
        REQUIRE_FALSE(stolen);
        CHECK(stolen.error().reason == Reason::holder_proof_invalid);
    }

    TEST_CASE("of no holder cannot be proven, and other formats cannot either") {
        World world;
        world.record.holder_key.clear();
        world.issue();
        CHECK(world.verify().accepted());
        const auto bound =
            present(world.shown, {}, HolderBinding{"a", "n", world.now, *world.holder});
        REQUIRE_FALSE(bound);
        world.challenge = {.audience = "a", .nonce = "n"};
        CHECK(world.refusal() == "holder-proof-missing");
    }

    TEST_CASE("is refused, each with its reason") {
        World world;
        world.sign(header, nothing);
        CHECK(world.verify().accepted());
        world.sign({{"typ", "vc+sd-jwt"}, {"kid", "key-1"}}, nothing);
        CHECK(world.verify().accepted());
        for (const char* type : {"JWT", "example+sd-jwt", "DC+SD-JWT"}) {
            world.sign({{"typ", type}, {"kid", "key-1"}}, nothing);
            CHECK(world.refusal() == "malformed");
        }
        world.sign({{"kid", "key-1"}}, nothing);
        CHECK(world.refusal() == "malformed");
        for (const char* type : {"https://vaxcert.example/vct/v2/vaccination",
                                 "https://vaxcert.example/vct/v1/", "vaccination", ""}) {
            world.sign(header, [&](Value& payload) { payload.set("vct", type); });
            CHECK(world.refusal() == "unsupported-format");
        }
        world.sign(header, [](Value& payload) { payload.erase("vct"); });
        CHECK(world.refusal() == "unsupported-format");
        world.sign(header, [](Value& payload) {
            payload.set("vct", "https://vaxcert.example/vct/v1/test");
        });
        CHECK(world.refusal() == "member-missing");
        world.sign(header, [](Value& payload) { payload.set("exp", "2031"); });
        CHECK(world.refusal() == "bad-date");
        world.sign(header, [](Value& payload) { payload.set("exp", 1); });
        CHECK(world.refusal() == "expired");
        world.sign(header, [](Value& payload) { payload.set("iss", "https://other.example"); });
        CHECK(world.refusal() == "issuer-not-trusted");
        world.sign({{"typ", "dc+sd-jwt"}, {"kid", "key-2"}}, nothing);
        CHECK(world.refusal() == "issuer-not-trusted");
        world.sign(header, [](Value& payload) { payload.set("person", "Asha"); });
        CHECK(world.refusal() == "bad-disclosure");  // what was inside hangs in the air
    }

    TEST_CASE("names the list in which it may be withdrawn, which then is needed") {
        World world;
        const auto with_status = [&](std::string_view status) {
            world.sign(header, [&](Value& payload) {
                payload.set("status", *json::parse(status, Budget::for_one_certificate()));
            });
        };
        with_status(R"({"status_list":{"idx":7,"uri":"https://status.example/1"}})");
        CHECK(world.verify().outcome() == Outcome::undecided);
        world.status.merge(
            *StatusList::parse(R"({"issuer":"https://status.example/1","withdrawn":[]})"));
        CHECK(world.verify().accepted());
        world.status.withdraw("https://status.example/1", "7");
        CHECK(world.refusal() == "revoked");
        with_status(R"({"another way":{}})");
        CHECK(world.verify().outcome() == Outcome::undecided);
        for (const std::string_view bad :
             {"[]", R"({"status_list":{"uri":"https://status.example/1"}})",
              R"({"status_list":{"idx":"7","uri":"https://status.example/1"}})",
              R"({"status_list":{"idx":7}})"}) {
            with_status(bad);
            CHECK(world.refusal() == "shape-not-expected");
        }
    }

    TEST_CASE("does not hide who says it, what it is, or until when") {
        World world;
        for (const char* name : {"iss", "nbf", "exp", "cnf", "vct", "status", "jti"}) {
            CAPTURE(name);
            const std::string text = jose::make_disclosure("c2FsdA", name, "x");
            world.sign(header,
                       [&](Value& payload) {
                           payload.erase(name);
                           payload.set("_sd", json::Array{jose::digest_of(text)});
                       },
                       {text});
            CHECK(world.refusal() == "bad-disclosure");
        }
        // Anything else may hide at the top.
        const std::string text = jose::make_disclosure("c2FsdA", "note", "x");
        world.sign(header,
                   [&](Value& payload) { payload.set("_sd", json::Array{jose::digest_of(text)}); },
                   {text});
        CHECK(world.verify().accepted());
    }

    TEST_CASE("does not hide what it is about") {
        World world;
        world.sign(header, [](Value& payload) {
            Value event = *payload.find("vaccination");
            event.erase("disease");
            payload.set("vaccination", event);
        });
        CHECK(world.refusal() == "member-missing");
    }

    TEST_CASE("of a test and of a recovery say what the record said") {
        World world;
        Test test;
        test.disease.display = "COVID-19";
        test.type = "RT-PCR";
        test.sample_time = "2021-07-30T10:00:00Z";
        test.result = "Negative";
        Recovery recovery;
        recovery.disease = {"snomed", "840539006", "COVID-19"};
        recovery.first_positive = "2021-02-01";
        recovery.valid_until = "2021-12-31";
        for (const Event& event : {Event(test), Event(recovery)}) {
            world.record.claims.event = event;
            world.issue();
            REQUIRE(world.verify().accepted());
            CHECK(world.verify().certificate()->event() == event);
        }
    }

    TEST_CASE("is not made of a record that says too little") {
        World world;
        const auto refuses = [&](const std::function<void(Record&)>& change) {
            Record record = world.record;
            change(record);
            const auto issuer =
                Issuer::create(*Profile::parse(profile_text), world.signer, Bytes(16, 7));
            const auto issued = issuer->issue(record, world.now);
            return !issued && issued.error().reason == Reason::record_invalid;
        };
        CHECK_FALSE(refuses([](Record&) {}));
        CHECK(refuses([](Record& record) { record.claims.person.name.clear(); }));
        CHECK(refuses([](Record& record) { record.holder_key = "{}"; }));
        CHECK(refuses([](Record& record) {
            std::get<Vaccination>(record.claims.event).product = "Nothing known";
        }));
        CHECK(refuses([](Record& record) {
            std::get<Vaccination>(record.claims.event).valid_until = "2021-03-16";
        }));
        CHECK(refuses([](Record& record) { record.claims.certificate.expires_at = "soon"; }));
    }

    TEST_CASE("is accepted with no bit changed and nothing cut off") {
        World world;
        world.challenge = {.audience = "a", .nonce = "n"};
        world.present({"/vaccination/date", "/person/identifiers/0"});
        REQUIRE(world.verify().accepted());
        const ByteView whole = as_bytes(world.shown);
        std::size_t accepted = 0, silent = 0;
        for (std::size_t i = 0; i < whole.size(); ++i) {
            const auto count = [&](ByteView changed) {
                const Verdict verdict = world.verify(changed);
                if (verdict.accepted()) ++accepted;
                if (verdict.findings().empty()) ++silent;
            };
            count(whole.first(i));
            Bytes changed(whole.begin(), whole.end());
            for (int bit = 0; bit < 8; ++bit) {
                changed[i] = static_cast<std::uint8_t>(whole[i] ^ (1U << bit));
                count(changed);
            }
        }
        CHECK(accepted == 0);
        CHECK(silent == 0);
    }
}
