// SPDX-License-Identifier: Apache-2.0
#include "formats/shc/shc.hpp"

#include <algorithm>
#include <string>

#include <vaxcert/issue.hpp>
#include <vaxcert/qr.hpp>
#include <vaxcert/verify.hpp>

#include <doctest/doctest.h>

#include "encoding/deflate.hpp"
#include "formats/shc/card.hpp"
#include "formats/shc/key_set.hpp"
#include "formats/shc/numeric.hpp"
#include "jose/thumbprint.hpp"
#include "json/parse.hpp"

using namespace vaxcert;

namespace {

constexpr std::string_view profile_text = R"({
  "profile": 1, "name": "cards", "environment": "test", "format": "shc",
  "issuer": "https://health.example/cards",
  "certificate_id": {"alphabet": "base32", "length": 24},
  "master_data": {
    "diseases": ["COVID-19"], "test_types": ["RT-PCR"],
    "products": [
      {"names": ["Comirnaty", "Pfizer"], "manufacturers": ["BioNTech"], "course": 2,
       "disease": "COVID-19", "icd11": "XM0GQ8", "codes": {"cvx": "208"}},
      {"names": ["COVISHIELD"], "manufacturers": ["SII"], "course": 2, "disease": "COVID-19",
       "icd11": "XM9QW8"},
      {"names": ["Uncoded"], "manufacturers": ["Nobody"], "course": 2, "disease": "COVID-19"}]},
  "shc": {"tests": [{"type": "RT-PCR", "disease": "COVID-19", "loinc": "94500-6"}]},
  "qr": {"level": "L", "max_version": 22}})";

/// A world in which a card that it issues is acceptable. A test changes one thing in it and checks
/// the one thing that follows.
struct World {
    World() {
        record.claims.person.name = "Asha Example";
        record.claims.person.birth_date = "1988-02-29";
        Vaccination event;
        event.disease.display = "COVID-19";
        event.product = "Comirnaty";
        event.batch = "AB1234";
        event.date = "2021-06-15";
        event.centre.name = "Example Hospital";
        record.claims.event = event;
        record.reference = "ref-1";
    }

    Profile profile = *Profile::parse(profile_text);
    std::shared_ptr<const Signer> signer =
        *signer_from_key(as_bytes(*generate_key(Algorithm::es256)));
    Record record;
    Time now = *parse_time("2021-08-01T12:00:00Z");

    Result<Issued> issue() const {
        const Bytes secret(16, 7);
        const auto issuer = Issuer::create(profile, signer, secret);
        if (!issuer) return issuer.error();
        return issuer->issue(record, now);
    }

    Verdict verify(ByteView scanned, Time when) const {
        const auto trust = *TrustList::for_issuer("https://health.example/cards",
                                                  as_bytes(signer->public_key().to_jwk()));
        MasterData master_data;
        master_data.add(profile);
        return vaxcert::verify(scanned, {.trust = trust,
                                         .status = StatusList(),
                                         .policy = Policy(),
                                         .master_data = master_data,
                                         .now = when});
    }
    Verdict verify(ByteView scanned) const { return verify(scanned, now); }

    /// A card of any payload, signed as it is.
    Bytes card(std::string_view payload) const {
        const auto jws =
            jose::sign_jws({{"zip", "DEF"}, {"kid", jose::thumbprint(signer->public_key())}},
                           encoding::deflate(as_bytes(payload), encoding::Wrapping::none), *signer);
        const std::string text = shc::to_numeric(*jws);
        return {text.begin(), text.end()};
    }
};

std::string reason_of(const Verdict& verdict) {
    for (const Finding& finding : verdict.findings())
        if (finding.effect == verdict.outcome()) return name(finding.error.reason);
    return {};
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
    const std::size_t at = text.find(from);
    REQUIRE(at != text.npos);
    return text.replace(at, from.size(), to);
}

std::string payload_of(const Issued& issued) {
    return shc::parse_card(issued.document, Budget::for_one_certificate())->text;
}

}  // namespace

TEST_SUITE("shc") {
    TEST_CASE("a card that was issued is accepted, and says what the record said") {
        const World world;
        const auto issued = world.issue();
        REQUIRE(issued);
        CHECK(issued->left_out.empty());
        CHECK(as_text(issued->qr_payload).starts_with("shc:/"));
        const Verdict verdict = world.verify(issued->qr_payload);
        REQUIRE(verdict.accepted());
        CHECK(verdict.findings().empty());
        const Claims& claims = verdict.certificate()->claims();
        CHECK(claims.person == world.record.claims.person);
        Vaccination expected = std::get<Vaccination>(world.record.claims.event);
        expected.vaccine = {"http://hl7.org/fhir/sid/cvx", "208", {}};
        CHECK(std::get<Vaccination>(claims.event) == expected);
        CHECK(claims.certificate.id == issued->id);
        CHECK(claims.certificate.issued_at == "2021-08-01T12:00:00Z");
        CHECK(verdict.certificate()->format() == "shc");
    }

    TEST_CASE("what is issued is minified, and the same each time but for its signature") {
        const World world;
        const auto issued = world.issue(), again = world.issue();
        REQUIRE(issued);
        CHECK(
            payload_of(*issued) ==
            R"({"iss":"https://health.example/cards","nbf":1627819200,"vc":{"type":[)"
            R"("https://smarthealth.cards#health-card"],"credentialSubject":{"fhirVersion":"4.0.1",)"
            R"("fhirBundle":{"resourceType":"Bundle","type":"collection","entry":[{"fullUrl":)"
            R"("resource:0","resource":{"resourceType":"Patient","name":[{"family":"Example",)"
            R"("given":["Asha"]}],"birthDate":"1988-02-29"}},{"fullUrl":"resource:1","resource":)"
            R"({"resourceType":"Immunization","status":"completed","vaccineCode":{"coding":[)"
            R"({"system":"http://hl7.org/fhir/sid/cvx","code":"208"}]},"patient":{"reference":)"
            R"("resource:0"},"occurrenceDateTime":"2021-06-15","performer":[{"actor":{"display":)"
            R"("Example Hospital"}}],"lotNumber":"AB1234"}}]}},"rid":")" +
                issued->id + R"("}})");
        CHECK(payload_of(*issued) == payload_of(*again));
        CHECK(issued->digest == again->digest);
    }

    TEST_CASE("the code of a card has at most version 22 and is read back by a scanner") {
        const World world;
        const auto issued = world.issue();
        REQUIRE(issued);
        const auto symbol = qr::make(issued->qr_payload, world.profile.qr_options());
        REQUIRE(symbol);
        CHECK(symbol->version() <= 22);
        const auto scanned =
            qr::scan(*qr::from_png(qr::to_png(*symbol, world.profile.qr_options())));
        REQUIRE(scanned);
        CHECK(scanned->front() == issued->qr_payload);
    }

    TEST_CASE("a name is read back as it was, however many words it has") {
        for (const char* name : {"Asha", "Asha Maria Example", "Asha  Example", " Asha", "Asha ",
                                 "\xe0\xa4\x86\xe0\xa4\xb6\xe0\xa4\xbe \xe0\xa4\x85"}) {
            CAPTURE(name);
            World world;
            world.record.claims.person.name = name;
            const auto issued = world.issue();
            REQUIRE(issued);
            CHECK(world.verify(issued->qr_payload).certificate()->person().name == name);
        }
    }

    TEST_CASE("what a card has no place for is named") {
        World world;
        world.record.claims.person.sex = "Female";
        auto& event = std::get<Vaccination>(world.record.claims.event);
        event.dose = 2;
        event.vaccinator = "Somebody";
        event.product = "COVISHIELD";
        const auto issued = world.issue();
        REQUIRE(issued);
        CHECK(issued->left_out == std::vector<std::string>{"person.sex", "vaccination.product",
                                                           "vaccination.dose",
                                                           "vaccination.vaccinator"});
        const auto verdict = world.verify(issued->qr_payload);
        const auto& read = std::get<Vaccination>(verdict.certificate()->event());
        CHECK(read.product.empty());
        CHECK(read.vaccine.code == "XM9QW8");
        CHECK(read.disease.display == "COVID-19");
    }

    TEST_CASE("doses and sex are stated where the profile says so") {
        World world;
        world.profile =
            *Profile::parse(replaced(std::string(profile_text), R"("shc": {)",
                                     R"("shc": {"state_doses": true, "state_sex": true, )"));
        world.record.claims.person.sex = "Female";
        auto& event = std::get<Vaccination>(world.record.claims.event);
        event.dose = 2;
        event.total_doses = 2;
        const auto issued = world.issue();
        REQUIRE(issued);
        CHECK(issued->left_out.empty());
        const auto verdict = world.verify(issued->qr_payload);
        CHECK(std::get<Vaccination>(verdict.certificate()->event()).dose == 2);
        CHECK(verdict.certificate()->person().sex == "Female");
    }

    TEST_CASE("several vaccinations are one card, newest first when it is read") {
        World world;
        auto earlier = std::get<Vaccination>(world.record.claims.event);
        earlier.date = "2021-05-01";
        earlier.batch = "OLD";
        world.record.claims.earlier_events = {earlier};
        const auto issued = world.issue();
        REQUIRE(issued);
        const auto verdict = world.verify(issued->qr_payload);
        REQUIRE(verdict.accepted());
        const Claims& claims = verdict.certificate()->claims();
        CHECK(std::get<Vaccination>(claims.event).date == "2021-06-15");
        REQUIRE(claims.earlier_events.size() == 1);
        CHECK(std::get<Vaccination>(claims.earlier_events[0]).batch == "OLD");
    }

    TEST_CASE("a test is an observation") {
        World world;
        Test test;
        test.disease.display = "COVID-19";
        test.type = "RT-PCR";
        test.sample_time = "2021-07-31T08:00:00Z";
        test.result_time = "2021-07-31T20:00:00Z";
        test.result = "Negative";
        test.centre.name = "Example Laboratory";
        world.record.claims.event = test;
        const auto issued = world.issue();
        REQUIRE(issued);
        const auto verdict = world.verify(issued->qr_payload);
        REQUIRE(verdict.accepted());
        CHECK(std::get<Test>(verdict.certificate()->event()) == test);
    }

    TEST_CASE("is not issued where a verifier would refuse or a reader could not understand it") {
        const auto refusal = [](const auto& change) {
            World world;
            change(world);
            const auto issued = world.issue();
            return issued ? std::string("issued") : std::string(name(issued.error().reason));
        };
        const auto event = [](World& world) -> Vaccination& {
            return std::get<Vaccination>(world.record.claims.event);
        };
        CHECK(refusal([&](World& w) { event(w).product = "Uncoded"; }) == "unknown-product");
        CHECK(refusal([&](World& w) { event(w).product = "Elixir"; }) == "unknown-product");
        CHECK(refusal([&](World& w) { event(w).date = ""; }) == "record-invalid");
        CHECK(refusal([&](World& w) { event(w).date = "15/06/2021"; }) == "record-invalid");
        CHECK(refusal([&](World& w) { event(w).dose = 0; }) == "record-invalid");
        CHECK(refusal([](World& w) { w.record.claims.person.name = " "; }) == "record-invalid");
        CHECK(refusal([](World& w) { w.record.claims.event = Recovery{}; }) == "record-invalid");
        CHECK(refusal([](World& w) { w.record.claims.event = Test{}; }) == "unknown-product");
        CHECK(refusal([](World& w) {
                  w.record.claims.certificate.expires_at = "2021-08-01T12:00:00Z";
              }) == "record-invalid");
        CHECK(refusal([](World& w) {
                  w.signer = *signer_from_key(as_bytes(*generate_key(Algorithm::es384)));
              }) == "wrong-algorithm");
        CHECK(refusal([&](World& w) {
                  std::string noise;
                  for (unsigned i = 0; i < 1500; ++i)
                      noise += static_cast<char>('a' + i * i * 7919U % 8191U % 26U);
                  event(w).centre.name = noise;
              }) == "payload-too-large");
    }

    TEST_CASE("a profile of health cards is checked") {
        const auto refusal = [](std::string_view from, std::string_view to) {
            World world;
            world.profile = *Profile::parse(replaced(std::string(profile_text), from, to));
            const auto issued = world.issue();
            return issued ? std::string("issued") : std::string(name(issued.error().reason));
        };
        CHECK(refusal("https://health.example/cards", "https://health.example/cards/") ==
              "bad-profile");
        CHECK(refusal("https://health.example/cards", "http://health.example/cards") ==
              "bad-profile");
        CHECK(refusal(R"("length": 24)", R"("length": 25)") == "bad-profile");
        CHECK(refusal(R"("shc": {)", R"("shc": {"unknown": 1, )") == "bad-profile");
        CHECK(refusal(R"("shc": {)", R"("shc": {"code_systems": [], )") == "bad-profile");
        CHECK(refusal(R"("shc": {)", R"("shc": {"code_systems": ["ndc"], )") == "bad-profile");
        CHECK(refusal(R"("shc": {)", R"("shc": {"state_doses": "yes", )") == "bad-profile");
        CHECK(refusal(R"("loinc": "94500-6")", R"("loinc": 1)") == "bad-profile");
        CHECK(refusal(R"("shc": {)", R"("shc": {"issuer": "https://x.example/a", )") == "issued");
    }

    TEST_CASE("no card with a changed bit, and none cut short, is accepted") {
        const World world;
        const auto issued = world.issue();
        REQUIRE(issued);
        const std::string& jws = issued->document;
        REQUIRE(world.verify(as_bytes(jws)).accepted());
        for (std::size_t i = 0; i < jws.size(); ++i) {
            for (unsigned bit = 0; bit < 8; ++bit) {
                std::string changed = jws;
                changed[i] = static_cast<char>(static_cast<unsigned char>(jws[i]) ^ 1U << bit);
                const Verdict verdict = world.verify(as_bytes(changed));
                CAPTURE(i);
                CAPTURE(bit);
                // White space at the very end would be taken off; no letter becomes one.
                CHECK_FALSE(verdict.accepted());
                CHECK(reason_of(verdict) != "internal");
            }
            CHECK_FALSE(world.verify(as_bytes(jws.substr(0, i))).accepted());
            CHECK_FALSE(world.verify(as_bytes(jws.substr(i + 1))).accepted());
        }
        const std::string code(as_text(issued->qr_payload));
        for (std::size_t i = 0; i < code.size(); ++i)
            CHECK_FALSE(world.verify(as_bytes(code.substr(0, i))).accepted());
    }

    TEST_CASE("any other payload of a trusted signer is judged for what it says") {
        const World world;
        const std::string good = payload_of(*world.issue());
        const auto judged = [&](std::string_view from, std::string_view to) {
            return reason_of(world.verify(world.card(replaced(good, from, to))));
        };
        CHECK(world.verify(world.card(good)).accepted());
        CHECK(judged(R"("nbf":1627819200)", R"("nbf":"1627819200")") == "malformed");
        CHECK(judged(R"("nbf":1627819200)", R"("nbf":-1)") == "malformed");
        CHECK(judged(R"("nbf":1627819200)", R"("nbf":1e300)") == "not-yet-valid");
        CHECK(judged(R"("nbf":1627819200)", R"("nbf":1627819200000)") == "not-yet-valid");
        CHECK(judged(R"("nbf":1627819200)", R"("nbf":1627819201)") == "not-yet-valid");
        CHECK(judged(R"("nbf":1627819200,)", R"("nbf":1627819200,"nbf":1,)") == "duplicate-member");
        CHECK(judged(R"("nbf":1627819200,)", R"("nbf":1627819200,"exp":1627819199,)") == "expired");
        CHECK(judged(R"("iss":"https://health.example/cards")",
                     R"("iss":"https://health.example/card")") == "issuer-not-trusted");
        CHECK(judged(R"("iss":"https)", R"("iss":"http)") == "malformed");
        CHECK(judged(R"("fhirVersion":"4.0.1")", R"("fhirVersion":"5.0.0")") == "malformed");
        CHECK(judged(R"("status":"completed")", R"("status":"not-done")") == "shape-not-expected");
        CHECK(judged(R"("resourceType":"Immunization")", R"("resourceType":"Condition")") ==
              "shape-not-expected");
        CHECK(judged(R"("reference":"resource:0")", R"("reference":"resource:1")") ==
              "shape-not-expected");
        CHECK(judged(R"("fullUrl":"resource:1")", R"("fullUrl":"resource:0")") ==
              "shape-not-expected");
        CHECK(judged(R"("birthDate")", R"("photo":[],"birthDate")") == "shape-not-expected");
        CHECK(reason_of(world.verify(world.card("\"" + good + "\""))) == "bad-json");
        CHECK(reason_of(world.verify(world.card(""))) == "bad-json");
        CHECK(reason_of(world.verify(world.card("[]"))) == "malformed");
        CHECK(reason_of(world.verify(world.card(std::string(70000, ' ')))) == "limit-exceeded");
    }

    TEST_CASE("times are compared with their fractions") {
        const World world;
        const std::string good = payload_of(*world.issue());
        const auto with_nbf = [&](std::string_view nbf) {
            return world.card(replaced(good, R"("nbf":1627819200)", nbf));
        };
        CHECK(world.verify(with_nbf(R"("nbf":1627819199.677)")).accepted());
        CHECK(world.verify(with_nbf(R"("nbf":1627819200.000)")).accepted());
        CHECK(reason_of(world.verify(with_nbf(R"("nbf":1627819200.001)"))) == "not-yet-valid");
        CHECK(world.verify(with_nbf(R"("nbf":1,"exp":1627819200)")).accepted());
        CHECK(world.verify(with_nbf(R"("nbf":1,"exp":1627819200.9)")).accepted());
        CHECK(reason_of(world.verify(with_nbf(R"("nbf":1,"exp":1627819199.9)"))) == "expired");
    }

    TEST_CASE("a key is never found by its name alone, nor under another issuer's") {
        const World world;
        const auto issued = world.issue();
        REQUIRE(issued);
        const auto under = [&](std::string_view issuer, const PublicKey& key) {
            const auto trust = *TrustList::for_issuer(issuer, as_bytes(key.to_jwk()));
            return vaxcert::verify(issued->qr_payload, {.trust = trust,
                                                        .status = StatusList(),
                                                        .policy = Policy(),
                                                        .master_data = MasterData(),
                                                        .now = world.now});
        };
        const PublicKey& key = world.signer->public_key();
        CHECK(under("https://health.example/cards", key).accepted());
        CHECK(under("https://other.example/cards", key).outcome() == Outcome::undecided);
        CHECK(under(jose::thumbprint(key), key).outcome() == Outcome::undecided);
        const auto other = *signer_from_key(as_bytes(*generate_key(Algorithm::es256)));
        const Verdict verdict = under("https://health.example/cards", other->public_key());
        CHECK(verdict.outcome() == Outcome::undecided);
        CHECK(verdict.findings().front().error.detail ==
              "the signer is in the trust list, but not with the key that is named");
    }

    TEST_CASE("chunks are joined in any order, and what is missing is said") {
        const World world;
        const auto issued = world.issue();
        REQUIRE(issued);
        const std::string& jws = issued->document;
        std::vector<std::string> chunks;
        const std::size_t size = jws.size() / 3 + 1;
        for (std::size_t i = 0; i < 3; ++i) {
            std::string text = shc::to_numeric(jws.substr(i * size, size));
            chunks.push_back(text.insert(5, std::to_string(i + 1) + "/3/"));
        }
        const auto judged = [&](const std::vector<std::string>& texts) {
            std::vector<ByteView> parts;
            for (const std::string& text : texts) parts.push_back(as_bytes(text));
            const auto trust = *TrustList::for_issuer(
                "https://health.example/cards", as_bytes(world.signer->public_key().to_jwk()));
            const Verdict verdict = vaxcert::verify(parts, {.trust = trust,
                                                            .status = StatusList(),
                                                            .policy = Policy(),
                                                            .master_data = MasterData(),
                                                            .now = world.now});
            return std::string(name(verdict.outcome())) + ": " +
                   verdict.findings().front().error.detail;
        };
        const std::string noted = "accepted: chunked codes are no longer made";
        CHECK(judged({chunks[0], chunks[1], chunks[2]}) == noted);
        CHECK(judged({chunks[2], chunks[0], chunks[1]}) == noted);
        CHECK(judged({chunks[2], chunks[0], chunks[0], chunks[1]}) == noted);
        CHECK(judged({chunks[1]}) == "undecided: of the 3 codes of this card 1 and 3 are missing");
        CHECK(judged({chunks[2], chunks[0]}) ==
              "undecided: of the 3 codes of this card 2 is missing");
        std::string other = chunks[1];
        other[9] = other[9] == '0' ? '1' : '0';
        CHECK(judged({chunks[0], chunks[1], other, chunks[2]}) ==
              "rejected: chunk 2 was shown twice, differing");
        CHECK(judged({chunks[0], "shc:/1/2/5676"}) ==
              "rejected: chunks of two cards: one is of 3, one of 2");
        CHECK(judged({chunks[0], "{\"@context\":1}"}) ==
              "rejected: these 2 inputs are not parts of one certificate; each is verified by "
              "itself");
        CHECK(judged({}) == "rejected: nothing was scanned");
    }

    TEST_CASE("digits stand for letters, two for one") {
        CHECK(shc::to_numeric("eyJz-") == "shc:/5676297700");
        CHECK(shc::parse_code("shc:/5676297700")->jws == "eyJz-");
        for (const char* text :
             {"", "shc:", "shc:/", "shc:5676", "SHC:/5676", "shc:/567", "shc:/5678", "shc:/567a",
              "shc:/ 567", "shc:/0/1/56", "shc:/2/1/56", "shc:/1/1", "shc:/1/1/", "shc:/01/1/56",
              "shc:/1/65/56", "shc:/1/100/56", "shc:/1/1/1/56", "shc:/-1/1/56", "shc:/1/x/56"}) {
            CAPTURE(text);
            const auto code = shc::parse_code(text);
            REQUIRE_FALSE(code);
            CHECK(code.error().reason == Reason::malformed);
        }
        CHECK(shc::parse_code("shc:/64/64/77")->index == 64);
    }

    TEST_CASE("a published key is for cards, and named by what it is") {
        const World world;
        auto jwk = *json::parse(world.signer->public_key().to_jwk(), Budget::for_trusted_data());
        jwk.set("use", "sig");
        jwk.set("kid", jose::thumbprint(world.signer->public_key()));
        const auto judged = [](const json::Value& key) {
            const auto keys = shc::parse_key_set(R"({"keys":[)" + json::to_text(key) + "]}");
            return keys ? std::string()
                        : keys.error().detail.substr(0, keys.error().detail.find(':'));
        };
        CHECK(judged(jwk) == "");
        const auto with = [&](const char* member, const char* value) {
            auto changed = jwk;
            changed.set(member, value);
            return judged(changed);
        };
        CHECK(with("kid", "x") == "INVALID_KEY_WRONG_KID");
        CHECK(with("kty", "RSA") == "INVALID_KEY_WRONG_KTY");
        CHECK(with("crv", "P-384") == "INVALID_KEY_WRONG_CRV");
        CHECK(with("alg", "ES256K") == "INVALID_KEY_WRONG_ALG");
        CHECK(with("use", "enc") == "INVALID_KEY_WRONG_USE");
        CHECK(with("d", "AA") == "INVALID_KEY_PRIVATE");
        CHECK(with("x", "AA") == "INVALID_KEY_UNKNOWN");
    }
}
