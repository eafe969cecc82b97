// SPDX-License-Identifier: Apache-2.0
#include "formats/w3c/w3c.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <set>
#include <sstream>

#include <vaxcert/data_integrity.hpp>
#include <vaxcert/issue.hpp>
#include <vaxcert/presentation.hpp>
#include <vaxcert/verify.hpp>

#include "formats/w3c/terms.hpp"
#include "json/parse.hpp"
#include "jsonld/documents.hpp"

using namespace vaxcert;

namespace {

std::shared_ptr<const Signer> fresh_signer(Algorithm algorithm) {
    const auto pem = generate_key(algorithm);
    REQUIRE(pem);
    return *signer_from_key(as_bytes(*pem));
}

std::string controller(const std::string& method) {
    return method.substr(0, method.find('#'));
}

Profile profile(const std::string& method, std::string_view suite, std::string_view more = "") {
    std::string text = R"({"profile":1,"name":"t","environment":"test","format":"w3c",
        "issuer":"ISSUER","verification_method":"METHOD",
        "w3c":{"cryptosuite":"SUITE","id_prefix":"urn:example:certificate:"MORE}})";
    for (const auto& [mark, value] :
         {std::pair<std::string_view, std::string>{"ISSUER", controller(method)},
          {"METHOD", method},
          {"SUITE", std::string(suite)},
          {"MORE", std::string(more)}})
        text.replace(text.find(mark), mark.size(), value);
    auto made = Profile::parse(text);
    REQUIRE(made);
    return *std::move(made);
}

Vaccination vaccination() {
    Vaccination event;
    event.disease = {"http://snomed.info/sct", "840539006", "COVID-19"};
    event.vaccine = {"http://id.who.int/icd/release/11/mms", "XM9QW8", "vector vaccine"};
    event.product = "Example Vaccine";
    event.manufacturer = "Example Works";
    event.batch = "TEST-BATCH-1";
    event.date = "2021-03-03";
    event.dose = 1;
    event.total_doses = 2;
    event.country = "XX";
    event.centre.name = "Example Site";
    event.centre.address.line1 = "1 Example Road";
    event.centre.address.city = "Exampleton";
    event.vaccinator = "Test Vaccinator";
    event.valid_from = "2021-03-17";
    event.valid_until = "2022-03-03";
    event.next_dose = "2021-06-03";
    return event;
}

Person person() {
    Person person;
    person.name = "Zoë Test Example";
    person.birth_date = "1987-05";
    person.age = "33";
    person.sex = "Female";
    person.nationality = "XX";
    person.identifiers = {{"nin", "TEST-2"}, {"passport", "TEST-1"}};
    person.address = {.line1 = "2 Example Road",
                      .line2 = "Floor 3",
                      .city = "Exampleton",
                      .district = "Middle",
                      .region = "North",
                      .postal_code = "00001",
                      .country = "XX"};
    return person;
}

/// A world in which a certificate is acceptable.
struct World {
    explicit World(std::string_view suite = "eddsa-rdfc-2022",
                   Algorithm algorithm = Algorithm::ed25519, std::string_view more = "")
        : signer(fresh_signer(algorithm)),
          method(did_key_method(signer->public_key())),
          issued_by(profile(method, suite, more)) {
        trust.add({.id = method, .key = signer->public_key(), .environment = {}});
        record.reference = "TEST-1";
        record.claims.person = person();
        record.claims.event = vaccination();
        record.claims.certificate.expires_at = "2022-03-03T00:00:00Z";
    }

    Issued issue() const {
        const auto issuer = Issuer::create(issued_by, signer);
        REQUIRE(issuer);
        const auto issued = issuer->issue(record, now);
        if (!issued) FAIL(issued.error().detail);
        return *issued;
    }

    Verdict verify(std::string_view text) const {
        return vaxcert::verify(as_bytes(text), {.trust = trust,
                                                .status = status,
                                                .policy = policy,
                                                .master_data = master_data,
                                                .now = now});
    }

    std::shared_ptr<const Signer> signer;
    std::string method;
    Profile issued_by;
    Record record;
    TrustList trust;
    StatusList status;
    Policy policy;
    MasterData master_data;
    Time now = *parse_time("2021-03-04T05:00:00Z");
};

std::string reasons(const Verdict& verdict) {
    std::string all;
    for (const Finding& finding : verdict.findings())
        all += std::string(name(finding.error.reason)) + ": " + finding.error.detail + "; ";
    return all;
}

/// Exactly sized, so that a sanitizer sees a step too far.
Outcome outcome_of(const World& world, const std::string& text, Claims* claims = nullptr) {
    const Verdict verdict = world.verify(text);
    if (claims && verdict.certificate()) *claims = verdict.certificate()->claims();
    return verdict.outcome();
}

}  // namespace

TEST_SUITE("w3c") {
    TEST_CASE("what is issued is accepted and says what the record says, in every suite") {
        struct Case {
            const char* suite;
            Algorithm algorithm;
        };
        for (const Case& one : {Case{"eddsa-rdfc-2022", Algorithm::ed25519},
                                {"eddsa-jcs-2022", Algorithm::ed25519},
                                {"ecdsa-rdfc-2019", Algorithm::es256},
                                {"ecdsa-rdfc-2019", Algorithm::es384},
                                {"ecdsa-jcs-2019", Algorithm::es256},
                                {"ecdsa-jcs-2019", Algorithm::es384},
                                {"Ed25519Signature2020", Algorithm::ed25519}}) {
            CAPTURE(one.suite);
            const World world(one.suite, one.algorithm);
            const Issued issued = world.issue();
            CHECK(issued.left_out.empty());
            const Verdict verdict = world.verify(issued.document);
            CAPTURE(reasons(verdict));
            REQUIRE(verdict.accepted());
            CHECK(verdict.certificate()->format() == "w3c");
            CHECK(verdict.certificate()->person() == world.record.claims.person);
            CHECK(verdict.certificate()->event() == world.record.claims.event);
            CHECK(verdict.certificate()->id() == issued.id);
            CHECK(verdict.certificate()->issuer() == controller(world.method));
        }
    }

    TEST_CASE("a test and a recovery, and several events with the newest first") {
        World world;
        Recovery recovery{{"", "", "COVID-19"}, "2020-12-01", "2020-12-12", "2021-06-01", "XX"};
        Test test;
        test.disease.display = "COVID-19";
        test.type = "RT-PCR";
        test.sample_time = "2021-02-01T10:00:00Z";
        test.result = "Negative";
        test.centre.name = "Example Laboratory";
        world.record.claims.earlier_events = {test, recovery};
        const Verdict verdict = world.verify(world.issue().document);
        CAPTURE(reasons(verdict));
        REQUIRE(verdict.certificate());
        CHECK(verdict.certificate()->event() == world.record.claims.event);
        CHECK(verdict.certificate()->earlier_events() == world.record.claims.earlier_events);
    }

    TEST_CASE("the key never comes from the certificate, though it stands in it") {
        World world;
        const Issued issued = world.issue();
        world.trust = TrustList();
        const Verdict verdict = world.verify(issued.document);
        CHECK(verdict.outcome() == Outcome::undecided);
        CHECK_FALSE(verdict.certificate());
        CHECK(verdict.findings()[0].error.reason == Reason::issuer_not_trusted);
    }

    TEST_CASE("an issuer that is not whose key signed is no issuer") {
        const World world;
        auto document = *json::parse(world.issue().document, Budget::for_trusted_data());
        document.erase("proof");
        document.set("issuer", "did:example:another");
        const auto forged = add_proof(json::to_text(document),
                                      {.cryptosuite = Cryptosuite::eddsa_rdfc_2022,
                                       .verification_method = world.method,
                                       .created = "2021-03-04T05:00:00Z"},
                                      *world.signer);
        REQUIRE(forged);
        const Verdict verdict = world.verify(*forged);
        CHECK(verdict.outcome() == Outcome::rejected);
        CHECK(reasons(verdict).find("signer-not-allowed") != std::string::npos);
    }

    TEST_CASE("every signature of a set must be good and trusted") {
        World world;
        const auto other = fresh_signer(Algorithm::es384);
        const std::string method = did_key_method(other->public_key());
        const auto both = add_proof(world.issue().document,
                                    {.cryptosuite = Cryptosuite::ecdsa_rdfc_2019,
                                     .verification_method = method,
                                     .created = "2021-03-04T05:00:00Z"},
                                    *other);
        REQUIRE(both);
        CHECK(outcome_of(world, *both) == Outcome::undecided);
        world.trust.add({.id = method, .key = other->public_key(), .environment = {}});
        const Verdict verdict = world.verify(*both);
        CAPTURE(reasons(verdict));
        CHECK(verdict.accepted());
    }

    TEST_CASE("it ends when its words or its proof say") {
        World world;
        const Issued issued = world.issue();
        world.now = *parse_time("2022-03-03T00:00:00Z");
        CHECK(outcome_of(world, issued.document) == Outcome::accepted);
        world.now = *parse_time("2022-03-03T00:00:01Z");
        CHECK(outcome_of(world, issued.document) == Outcome::rejected);
        world.now = *parse_time("2021-03-04T04:59:59Z");
        CHECK(outcome_of(world, issued.document) == Outcome::rejected);
    }

    TEST_CASE("a list that it names is asked, and must be there") {
        World world("eddsa-rdfc-2022", Algorithm::ed25519,
                    R"(,"status_list":"https://status.example/1")");
        world.record.claims.certificate.id = "94567";
        const Issued issued = world.issue();
        CHECK(outcome_of(world, issued.document) == Outcome::undecided);
        const auto empty =
            StatusList::parse(R"({"issuer":"https://status.example/1","withdrawn":[]})");
        REQUIRE(empty);
        world.status.merge(*empty);
        CHECK(outcome_of(world, issued.document) == Outcome::accepted);
        world.status.withdraw("https://status.example/1", "94567", "2021-03-04");
        const Verdict verdict = world.verify(issued.document);
        CHECK(verdict.outcome() == Outcome::rejected);
        CHECK(reasons(verdict).find("revoked") != std::string::npos);
    }

    TEST_CASE("a holder shows a part, which says when it ends and where it is withdrawn") {
        World world("ecdsa-sd-2023", Algorithm::es256,
                    R"(,"status_list":"https://status.example/1")");
        world.record.claims.certificate.id = "94567";
        world.record.claims.earlier_events = {vaccination()};
        world.status.merge(
            *StatusList::parse(R"({"issuer":"https://status.example/1","withdrawn":[]})"));
        const Issued issued = world.issue();
        // What is issued is for its holder's eyes: whoever has it could show other parts.
        CHECK(outcome_of(world, issued.document) == Outcome::rejected);

        using Pointers = std::vector<std::string>;
        const auto shown = [&](const Pointers& choice) {
            const auto part = present(issued.document, choice);
            if (!part) FAIL(part.error().detail);
            return *part;
        };
        const Verdict least = world.verify(shown({}));
        CAPTURE(reasons(least));
        REQUIRE(least.accepted());
        CHECK(least.certificate()->person() == Person());
        CHECK(least.certificate()->id() == "94567");
        CHECK(least.certificate()->earlier_events().size() == 1);
        CHECK(least.certificate()->claims().certificate.expires_at == "2022-03-03T00:00:00Z");

        const std::string part =
            shown({"/credentialSubject/fullName", "/credentialSubject/knownAs/1/identifierValue",
                   "/credentialSubject/healthEvent/0/vaccinationDate"});
        const Verdict some = world.verify(part);
        REQUIRE(some.accepted());
        CHECK(some.certificate()->person().name == person().name);
        CHECK(some.certificate()->person().birth_date.empty());
        CHECK(some.certificate()->person().identifiers == std::vector<Identifier>{{"", "TEST-1"}});
        CHECK(std::get<Vaccination>(some.certificate()->event()).date == "2021-03-03");
        CHECK(part.find("TEST-BATCH-1") == std::string::npos);
        const Verdict all = world.verify(shown({""}));
        REQUIRE(all.accepted());
        CHECK(all.certificate()->person() == person());
        CHECK(all.certificate()->event() == world.record.claims.event);

        const auto choices = claims_to_choose(issued.document);
        REQUIRE(choices);
        const auto has = [&](const char* pointer) {
            return std::ranges::find(*choices, pointer) != choices->end();
        };
        CHECK(has("/credentialSubject/fullName"));
        CHECK(has("/credentialSubject/healthEvent/1/vaccinationCentre/centreName"));
        CHECK_FALSE(has("/credentialStatus"));
        CHECK_FALSE(has("/credentialSubject/healthEvent/0/type"));
        for (const std::string& pointer : *choices)
            CHECK(world.verify(shown({pointer})).accepted());
        CHECK(claims_to_choose(part)->empty());
        CHECK_FALSE(present(part, Pointers{"/credentialSubject/fullName"}));
        CHECK(present(issued.document, Pointers{"/credentialSubject/email"}).error().reason ==
              Reason::member_missing);

        // Of what must be there, whoever shows it cannot take anything away.
        for (const char* member : {"validUntil", "credentialStatus", "id", "validFrom"}) {
            auto less = *json::parse(part, Budget::for_trusted_data());
            less.erase(member);
            CAPTURE(member);
            CHECK(outcome_of(world, json::to_text(less)) == Outcome::rejected);
        }
        world.status.withdraw("https://status.example/1", "94567", "2021-03-04");
        CHECK(outcome_of(world, part) == Outcome::rejected);
    }

    TEST_CASE("a part that its issuer lets be shown without its end is not accepted") {
        World world("ecdsa-sd-2023", Algorithm::es256,
                    R"(,"status_list":"https://status.example/1")");
        world.record.claims.certificate.id = "94567";
        world.status.merge(
            *StatusList::parse(R"({"issuer":"https://status.example/1","withdrawn":[]})"));
        auto document = *json::parse(world.issue().document, Budget::for_trusted_data());
        document.erase("proof");
        const auto base = add_proof(json::to_text(document),
                                    {.cryptosuite = Cryptosuite::ecdsa_sd_2023,
                                     .verification_method = world.method,
                                     .created = "2021-03-04T05:00:00Z",
                                     .mandatory_pointers = {"/issuer", "/id"}},
                                    *world.signer);
        REQUIRE(base);
        std::vector<std::string> choice = {"/credentialSubject", "/validFrom", "/credentialStatus"};
        const Verdict without_end = world.verify(*present(*base, choice));
        CHECK(without_end.findings().front().error.reason == Reason::member_missing);
        choice.push_back("/validUntil");
        CHECK(world.verify(*present(*base, choice)).accepted());
        choice[2] = "/validUntil";
        const Verdict without_list = world.verify(*present(*base, choice));
        CHECK(without_list.findings().front().error.reason == Reason::member_missing);

        Record endless = world.record;
        endless.claims.certificate.expires_at.clear();
        const auto refused =
            Issuer::create(world.issued_by, world.signer)->issue(endless, world.now);
        REQUIRE_FALSE(refused);
        CHECK(refused.error().reason == Reason::record_invalid);
        const auto unlisted = Issuer::create(profile(world.method, "ecdsa-sd-2023"), world.signer);
        REQUIRE_FALSE(unlisted);
        CHECK(unlisted.error().reason == Reason::bad_profile);
    }

    TEST_CASE("a part is never another certificate, whichever bit of it is changed") {
        World world("ecdsa-sd-2023", Algorithm::es256,
                    R"(,"status_list":"https://status.example/1")");
        world.record.claims.certificate.id = "94567";
        world.status.merge(
            *StatusList::parse(R"({"issuer":"https://status.example/1","withdrawn":[]})"));
        const std::string text =
            *present(world.issue().document,
                     std::vector<std::string>{"/credentialSubject/healthEvent/doseNumber"});
        Claims genuine;
        REQUIRE(outcome_of(world, text, &genuine) == Outcome::accepted);
        std::string changed = text;
        for (std::size_t i = 0; i < text.size(); ++i) {
            REQUIRE(outcome_of(world, text.substr(0, i)) != Outcome::accepted);
            for (unsigned bit = 0; bit < 8; ++bit) {
                changed[i] = static_cast<char>(static_cast<unsigned char>(text[i]) ^ (1U << bit));
                Claims claims;
                if (outcome_of(world, changed, &claims) == Outcome::accepted)
                    REQUIRE(claims == genuine);
                changed[i] = text[i];
            }
        }
    }

    TEST_CASE("a text that is another than ours is refused, signed or not") {
        const World world;
        const auto document = *json::parse(world.issue().document, Budget::for_trusted_data());
        const auto signed_anew = [&](auto change) {
            json::Value changed = document;
            changed.erase("proof");
            change(changed);
            const auto text = add_proof(json::to_text(changed),
                                        {.cryptosuite = Cryptosuite::eddsa_rdfc_2022,
                                         .verification_method = world.method,
                                         .created = "2021-03-04T05:00:00Z"},
                                        *world.signer);
            if (!text) return std::string(name(text.error().reason));
            const Verdict verdict = world.verify(*text);
            return std::string(name(verdict.findings().empty()
                                        ? Reason::internal
                                        : verdict.findings().front().error.reason));
        };
        CHECK(signed_anew([](json::Value&) {}) == "internal");  // nothing is found amiss
        CHECK(signed_anew([](json::Value& it) {
                  json::Value contexts = *it.find("@context");
                  contexts.array().emplace_back("https://www.w3.org/ns/credentials/examples/v2");
                  it.set("@context", contexts);
              }) == "context-not-pinned");
        CHECK(signed_anew([](json::Value& it) {
                  it.set("evidence", json::Object{{"type", "X"}});
              }).size() > 0);
        CHECK(signed_anew([](json::Value& it) { it.erase("id"); }) == "member-missing");
        CHECK(signed_anew([](json::Value& it) { it.set("validUntil", "tomorrow"); }) ==
              "shape-not-expected");
        CHECK(signed_anew([](json::Value& it) {
                  json::Value subject = *it.find("credentialSubject");
                  subject.set("id", "did:example:holder");
                  it.set("credentialSubject", subject);
              }) == "unknown-member");
    }

    TEST_CASE("whichever bit is changed or wherever it is cut, it is never another certificate") {
        const World world;
        const std::string text = world.issue().document;
        Claims genuine;
        REQUIRE(outcome_of(world, text, &genuine) == Outcome::accepted);
        for (std::size_t size = 0; size < text.size(); ++size)
            REQUIRE(outcome_of(world, text.substr(0, size)) != Outcome::accepted);
        std::size_t harmless = 0;
        std::string changed = text;
        for (std::size_t i = 0; i < text.size(); ++i)
            for (unsigned bit = 0; bit < 8; ++bit) {
                changed[i] = static_cast<char>(static_cast<unsigned char>(text[i]) ^ (1U << bit));
                Claims claims;
                if (outcome_of(world, changed, &claims) == Outcome::accepted) {
                    REQUIRE(claims == genuine);
                    ++harmless;
                }
                changed[i] = text[i];
            }
        CHECK(harmless == 0);
    }

    TEST_CASE("a DIVOC document is not ours, and ours is not DIVOC's") {
        const std::string ours = World().issue().document;
        CHECK(inspect(as_bytes(ours))->format == "w3c");
        const std::string_view divoc =
            R"({"@context":["https://www.w3.org/2018/credentials/v1"],"proof":{"type":"RsaSignature2018"}})";
        CHECK_FALSE(w3c::recognizes(as_bytes(divoc)));
    }

    TEST_CASE("our context is the one that is published") {
        std::ifstream file(VAXCERT_SOURCE "/docs/contexts/vaccination-v1.jsonld");
        std::stringstream text;
        text << file.rdbuf();
        const auto published = json::parse(text.str(), Budget::for_trusted_data());
        REQUIRE(published);
        CHECK(*published == jsonld::shipped(w3c::context_url)->json);
    }

    TEST_CASE("our context gives every term an IRI of its own") {
        const jsonld::Document* ours = jsonld::shipped(w3c::context_url);
        REQUIRE(ours);
        std::set<std::string> iris, names;
        const auto collect = [&](const auto& self, const json::Value& context) -> void {
            for (const json::Member& member : context.object()) {
                if (member.name.starts_with('@') || member.name == "id" || member.name == "type")
                    continue;
                const json::Value* id = member.value.find("@id");
                const std::string& iri = id ? id->string() : member.value.string();
                CAPTURE(member.name);
                CHECK(iris.insert(iri).second);
                CHECK(names.insert(member.name).second);
                if (const json::Value* scope = member.value.find("@context")) self(self, *scope);
            }
        };
        collect(collect, *ours->json.find("@context"));
        CHECK(iris.size() == 64);
    }
}
