// SPDX-License-Identifier: Apache-2.0
#include "formats/vds_nc/vds_nc.hpp"

#include <doctest/doctest.h>

#include <functional>

#include <vaxcert/issue.hpp>
#include <vaxcert/verify.hpp>

#include "crypto/x509_for_tests.hpp"
#include "encoding/base64url.hpp"
#include "formats/vds_nc/message.hpp"
#include "formats/vds_nc/specimen.hpp"
#include "json/jcs.hpp"
#include "json/parse.hpp"

using namespace vaxcert;
using namespace vaxcert::crypto::for_tests;

namespace {

Record example_record() {
    Record record;
    record.reference = "10000000000001";
    record.claims.certificate.id = "T00000000012";
    record.claims.person.name = "Person, Test One";
    record.claims.person.birth_date = "1980-02-03";
    record.claims.person.sex = "Female";
    record.claims.person.identifiers = {{"passport", "TEST00001"}, {"other", "X-1"}};
    Vaccination event;
    event.product = "Comirnaty";
    event.batch = "TEST-BATCH-1";
    event.date = "2021-06-13";
    event.dose = 1;
    event.country = "UT";
    event.centre.name = "Test Centre";
    event.next_dose = "2021-07-04";
    record.claims.event = event;
    return record;
}

Record example_test() {
    Record record = example_record();
    Test event;
    event.disease.display = "COVID-19";
    event.type = "molecular(PCR)";
    event.result = "Negative";
    event.sample_origin = "nasopharyngeal";
    event.sample_time = "2021-06-13T08:00:00+08:00";
    event.result_time = "2021-06-13T14:00:00+08:00";
    event.country = "UT";
    event.centre.name = "Test Centre";
    event.centre.address.line1 = "12 Utopia Street";
    record.claims.event = event;
    record.claims.person.sex.clear();
    record.claims.person.identifiers.pop_back();
    return record;
}

/// A country with its authority, a signer and a check point.
struct World {
    Certified authority;
    Certified signer;
    std::string country;
    MasterData master_data = MasterData::ready();
    Time now = *parse_time("2022-01-01T00:00:00Z");
    Record record = example_record();
    std::string scanned;

    explicit World(std::string issuer = "UTO", Wish wish = seal_signer(),
                   Algorithm algorithm = Algorithm::es256)
        : authority(make_authority({.country = wish.country, .name = "Authority"})),
          signer(make_signer(authority, wish, *generate_key(algorithm))),
          country(std::move(issuer)) {}

    std::string profile_text() const {
        json::Object settings = {{"issuer", country}, {"signer_certificate", to_pem(signer.der)}};
        return json::to_text(json::Object{
            {"profile", 1},
            {"name", "utopia"},
            {"format", "vds-nc"},
            {"issuer", "https://health.example/"},
            {"master_data_sets", json::Array{"covid-19"}},
            {"master_data",
             json::Object{
                 {"codes", json::Object{{"COVID-19", json::Object{{"icd11", "RA01.0"}}}}}}},
            {"vds-nc", std::move(settings)}});
    }

    Result<Issued> issue() const {
        auto profile = Profile::parse(profile_text());
        REQUIRE(profile);
        const auto issuer =
            Issuer::create(*std::move(profile), *signer_from_key(as_bytes(signer.key_pem)));
        if (!issuer) return issuer.error();
        return issuer->issue(record, now);
    }

    World& scan() {
        const auto issued = issue();
        if (!issued) FAIL(name(issued.error().reason), ": ", issued.error().detail);
        scanned = std::string(as_text(issued->qr_payload));
        return *this;
    }

    Verdict verify(const TrustList& trust) const {
        return vaxcert::verify(as_bytes(scanned), {.trust = trust,
                                                   .status = StatusList(),
                                                   .policy = Policy(),
                                                   .master_data = master_data,
                                                   .now = now});
    }

    Verdict verify() const { return verify(*TrustList::parse(to_pem(authority.der))); }

    /// What follows, in short: the outcome, and the first reason that is more than a note.
    std::string answer() const {
        const Verdict verdict = verify();
        for (const Finding& finding : verdict.findings())
            if (finding.effect != Outcome::accepted)
                return std::string(name(finding.effect)) + ": " + name(finding.error.reason);
        return verdict.accepted() ? "accepted" : "nothing";
    }

    /// Changes the seal and leaves its signature.
    World& change(std::string_view from, std::string_view to) {
        const std::size_t at = scanned.find(from);
        REQUIRE(at != scanned.npos);
        scanned.replace(at, from.size(), to);
        return *this;
    }

    /// Signs these data with the country's own key, as a careless issuer might.
    World& sign(const std::string& data, const char* algorithm = "ES256") {
        const auto value = json::parse(data, Budget::for_one_certificate());
        REQUIRE(value);
        const auto key = *signer_from_key(as_bytes(signer.key_pem));
        const auto signature = *key->sign(as_bytes(json::to_jcs(*value)));
        scanned = R"({"sig":{"sigvl":")" + encoding::to_base64url(signature) + R"(","cer":")" +
                  encoding::to_base64url(signer.der) + R"(","alg":")" + algorithm +
                  R"("},"data":)" + data + "}";
        return *this;
    }
};

/// A seal with the members that it needs, the country's and its number's open.
std::string data_of(const std::string& country, const std::string& id) {
    return R"({"hdr":{"t":"icao.vacc","v":1,"is":")" + country + R"("},"msg":{"uvci":")" + id +
           R"(","pid":{"n":"Smith Bill","i":"A1"},"ve":[{"des":"XM68M6","nam":"Comirnaty","vd":[{"dvc":"2021-03-03","seq":1,"ctr":")" +
           country + R"(","adm":"RIVM"}]}]}})";
}

Wish of_country(const char* country) {
    Wish wish = seal_signer();
    wish.country = country;
    return wish;
}

}  // namespace

TEST_SUITE("vds-nc") {
    TEST_CASE("a seal that we issue is accepted through its country's authority") {
        World world;
        const Verdict verdict = world.scan().verify();
        CHECK(world.answer() == "accepted");
        REQUIRE(verdict.certificate());
        CHECK(verdict.format() == "vds-nc");
        const Claims& claims = verdict.certificate()->claims();
        CHECK(claims.person == world.record.claims.person);
        const auto& event = std::get<Vaccination>(claims.event);
        const auto& stated = std::get<Vaccination>(world.record.claims.event);
        CHECK(event.product == stated.product);
        CHECK(event.batch == stated.batch);
        CHECK(event.date == stated.date);
        CHECK(event.dose == stated.dose);
        CHECK(event.country == stated.country);
        CHECK(event.centre == stated.centre);
        CHECK(event.next_dose == stated.next_dose);
        CHECK(event.vaccine.code == "XM0GQ8");
        CHECK(event.vaccine.display == "COVID-19 vaccine, RNA based");
        CHECK(event.disease.code == "RA01.0");
        CHECK(event.disease.display == "COVID-19");
        CHECK(claims.certificate.id == "T00000000012");
        CHECK(claims.certificate.issuer == "UTO");
        CHECK(world.issue()->left_out.empty());
    }

    TEST_CASE("every one of the three algorithms signs with the key of its curve") {
        for (const Algorithm algorithm : {Algorithm::es256, Algorithm::es384, Algorithm::es512}) {
            World world("UTO", seal_signer(), algorithm);
            CHECK(world.scan().answer() == "accepted");
            const std::string other = algorithm == Algorithm::es256 ? "ES384" : "ES256";
            CHECK(world.change(std::string(R"("alg":")") + name(algorithm), R"("alg":")" + other)
                      .answer() == "rejected: wrong-algorithm");
        }
    }

    TEST_CASE("a seal of a test is read back as it was stated") {
        World world;
        world.record = example_test();
        const Verdict verdict = world.scan().verify();
        CHECK(world.answer() == "accepted");
        REQUIRE(verdict.certificate());
        CHECK(verdict.certificate()->person() == world.record.claims.person);
        CHECK(verdict.certificate()->event() == world.record.claims.event);
        CHECK(world.issue()->left_out.empty());
    }

    TEST_CASE("several doses of several vaccines come out newest first") {
        World world;
        auto& newest = std::get<Vaccination>(world.record.claims.event);
        Vaccination first = newest;
        first.date = "2021-03-01";
        first.product = "COVISHIELD";
        Vaccination second = first;
        second.date = "2021-05-01";
        second.dose = 2;
        newest.dose = 3;
        world.record.claims.earlier_events = {second, first};
        const Verdict verdict = world.scan().verify();
        REQUIRE(verdict.certificate());
        CHECK(std::get<Vaccination>(verdict.certificate()->event()).dose == 3);
        REQUIRE(verdict.certificate()->earlier_events().size() == 2);
        CHECK(std::get<Vaccination>(verdict.certificate()->earlier_events()[0]).dose == 2);
        CHECK(std::get<Vaccination>(verdict.certificate()->earlier_events()[1]).date ==
              "2021-03-01");
        CHECK(verdict.certificate()->person().name == "Person, Test One");
    }

    TEST_CASE("what a seal has no place for is named, cut or refused") {
        World world;
        world.record.claims.person.name = std::string(38, 'A') + "éé";
        world.record.claims.person.nationality = "Utopian";
        world.record.claims.certificate.id = "a certificate id of more than twelve characters";
        auto& event = std::get<Vaccination>(world.record.claims.event);
        event.manufacturer = "Pfizer";
        event.centre.name = "A centre with a very long name";
        const auto issued = world.issue();
        REQUIRE(issued);
        CHECK(issued->left_out == std::vector<std::string>{"person.name", "person.nationality",
                                                           "vaccination.manufacturer",
                                                           "vaccination.centre.name"});
        const Verdict verdict = world.scan().verify();
        REQUIRE(verdict.certificate());
        CHECK(verdict.certificate()->person().name == std::string(38, 'A') + "é");
        CHECK(verdict.certificate()->id().size() == 12);

        const auto refusal = [&](const std::function<void(Record&)>& spoil) {
            World other;
            spoil(other.record);
            const auto result = other.issue();
            return result ? std::string("issued") : name(result.error().reason);
        };
        const auto dose = [](Record& record) -> Vaccination& {
            return std::get<Vaccination>(record.claims.event);
        };
        CHECK(refusal([&](Record& r) { dose(r).batch = std::string(21, '1'); }) ==
              "record-invalid");
        CHECK(refusal([&](Record& r) { dose(r).batch = std::string(20, '1'); }) == "issued");
        CHECK(refusal([&](Record& r) { dose(r).product = "Unknown"; }) == "unknown-product");
        CHECK(refusal([&](Record& r) { dose(r).date = "2021-06"; }) == "record-invalid");
        CHECK(refusal([&](Record& r) { dose(r).dose = 100; }) == "record-invalid");
        CHECK(refusal([&](Record& r) { dose(r).centre.name.clear(); }) == "record-invalid");
        CHECK(refusal([&](Record& r) { r.claims.person.name.clear(); }) == "record-invalid");
        CHECK(refusal([&](Record& r) { r.claims.person.identifiers[0].value = "123456789012"; }) ==
              "record-invalid");
        CHECK(refusal([&](Record& r) {
                  r.claims.person.birth_date.clear();
                  r.claims.person.identifiers.clear();
              }) == "record-invalid");
        CHECK(refusal([&](Record& r) { r.claims.event = Recovery{}; }) == "record-invalid");
        CHECK(refusal([&](Record& r) { r.claims.earlier_events = {Test{}}; }) == "record-invalid");
        CHECK(refusal([&](Record& r) {
                  r = example_test();
                  r.claims.person.identifiers.clear();
              }) == "record-invalid");
        CHECK(refusal([&](Record& r) {
                  r = example_test();
                  std::get<Test>(r.claims.event).result = "Void";
              }) == "record-invalid");
    }

    TEST_CASE("a profile's certificate is its key's, its country's, for seals and in its time") {
        World world;
        world.signer.key_pem = *generate_key(Algorithm::es256);
        CHECK(world.issue().error().reason == Reason::bad_key);
        World late;
        late.now = *parse_time("2031-01-01T00:00:01Z");
        CHECK(late.issue().error().reason == Reason::bad_key);
        CHECK(World("NZL").issue().error().reason == Reason::bad_profile);
        CHECK(World("UTO", {}).issue().error().reason == Reason::bad_profile);
        CHECK(World("utopia").issue().error().reason == Reason::bad_profile);
        CHECK(World("NZL", of_country("NZ")).scan().answer() == "accepted");
        CHECK(World("AUS", of_country("AU")).scan().answer() == "accepted");
        World specimen("AUS", of_country("AU"));
        specimen.record.claims.certificate.id = "VB0009990038";
        CHECK(specimen.issue().error().reason == Reason::record_invalid);
    }

    TEST_CASE("a signer speaks for its own country only") {
        World world("NZL", of_country("NZ"));
        CHECK(world.sign(data_of("NZL", "A1")).answer() == "accepted");
        CHECK(world.sign(data_of("AUS", "A1")).answer() == "rejected: signer-not-allowed");
    }

    TEST_CASE("a specimen is a specimen, whoever signed it") {
        World world("AUS", of_country("AU"));
        CHECK(world.sign(data_of("AUS", "VB0009990038")).answer() == "rejected: specimen");
        CHECK(world.verify().certificate());
        CHECK(world.sign(data_of("AUS", "VB0010000000")).answer() == "accepted");
        CHECK(vds_nc::is_specimen("AUS", "VB0000000006"));
        CHECK(vds_nc::is_specimen("AUS", "VB0009999999"));
        CHECK_FALSE(vds_nc::is_specimen("AUS", "VB0010000009"));
        CHECK_FALSE(vds_nc::is_specimen("NZL", "VB0009990038"));
        CHECK_FALSE(vds_nc::is_specimen("AUS", "V10009990038"));
        CHECK_FALSE(vds_nc::is_specimen("AUS", "VB000999003A"));
        CHECK_FALSE(vds_nc::is_specimen("AUS", "VB1"));
    }

    TEST_CASE("a seal's certificate must be for seals and lead to an authority that we hold") {
        Wish no_usage = seal_signer();
        no_usage.extensions.erase(no_usage.extensions.begin() + 1);
        CHECK(World("UTO", no_usage).sign(data_of("UTO", "A1")).answer() ==
              "rejected: signer-not-allowed");
        World world;
        world.sign(data_of("UTO", "A1"));
        CHECK(world.answer() == "accepted");
        world.authority = make_authority({.name = "Stranger"});
        CHECK(world.answer() == "undecided: issuer-not-trusted");
        world.now = *parse_time("2031-01-01T00:00:01Z");
        World expired;
        expired.sign(data_of("UTO", "A1")).now = *parse_time("2031-01-01T00:00:01Z");
        CHECK(expired.answer() == "undecided: key-expired");
        expired.now = *parse_time("2020-12-31T23:59:59Z");
        CHECK(expired.answer() == "undecided: key-not-yet-valid");
        // Explicit trust in a key needs no certificate.
        const PublicKey key = (*signer_from_key(as_bytes(world.signer.key_pem)))->public_key();
        CHECK(world.verify(*TrustList::for_issuer("UTO", as_bytes(key.to_pem()))).accepted());
        CHECK_FALSE(world.verify(*TrustList::for_issuer("AUS", as_bytes(key.to_pem()))).accepted());
    }

    TEST_CASE(
        "the order of members and the spelling of a number do not matter, their meaning does") {
        World world;
        world.sign(data_of("UTO", "A1"));
        CHECK(world
                  .change(R"("hdr":{"t":"icao.vacc","v":1,"is":"UTO"})",
                          R"("hdr":{"is":"UTO", "v":1.0, "t":"icao.vacc"})")
                  .answer() == "accepted");
        CHECK(world.change("Smith Bill", "Smith Jill").answer() == "rejected: bad-signature");
    }

    TEST_CASE("what is no seal, or not quite one, is refused for what it is") {
        const std::string good = World().sign(data_of("UTO", "A1")).scanned;
        const auto refusal = [&](std::string_view from, std::string_view to) {
            World world;
            world.scanned = good;
            return world.change(from, to).answer();
        };
        CHECK(refusal(R"("v":1)", R"("v":2)") == "rejected: unsupported-format");
        CHECK(refusal("icao.vacc", "icao.visa") == "rejected: unsupported-format");
        CHECK(refusal(R"("v":1,)", R"("v":1,"v":1,)") == "rejected: duplicate-member");
        CHECK(refusal(R"({"sig")", R"({"more":1,"sig")") == "rejected: unknown-member");
        CHECK(refusal(R"({"sigvl")", R"({"more":1,"sigvl")") == "rejected: unknown-member");
        CHECK(refusal(R"("alg":"ES256")", R"("alg":"PS256")") == "rejected: wrong-algorithm");
        CHECK(refusal(R"("alg":"ES256")", R"("alg":"none")") == "rejected: wrong-algorithm");
        CHECK(refusal(R"("alg":"ES256")", R"("alg":7)") == "rejected: malformed");
        CHECK(refusal(R"("cer":")", R"("cer":"+)") == "rejected: bad-base64url");
        CHECK(refusal(R"("cer":"M)", R"("cer":"N)") == "undecided: bad-x509");
        CHECK(refusal("Smith Bill", "Smith \\udead") == "rejected: bad-json");
        CHECK(refusal("Smith Bill", std::string(40, 'A')) == "rejected: shape-not-expected");
        CHECK(refusal(R"("n":)", R"("m":)") == "rejected: member-missing");
        CHECK(refusal(R"("i":"A1")", R"("j":"A1")") == "rejected: member-missing");
        CHECK(refusal(R"("seq":1)", R"("seq":1.5)") == "rejected: shape-not-expected");
        CHECK(refusal(R"("seq":1)", R"("seq":100)") == "rejected: shape-not-expected");
        CHECK(refusal(R"("2021-03-03")", R"("2021-03")") == "rejected: shape-not-expected");
        CHECK(refusal(R"("ve":[{)", R"("ve":[],"x":[{)") == "rejected: shape-not-expected");
        CHECK(refusal(R"("is":"UTO")", R"("is":"uto")") == "rejected: shape-not-expected");
        World nothing;
        nothing.scanned = R"({"isThisAVDS": false})";
        CHECK(nothing.answer() == "rejected: unsupported-format");
        nothing.scanned = R"({"data":1,"sig":2})";
        CHECK(nothing.answer() == "rejected: malformed");
    }

    TEST_CASE("no bit of a seal can be changed, and no end of it be missing") {
        World world;
        world.sign(data_of("UTO", "A1"));
        const std::string good = world.scanned;
        const TrustList trust = *TrustList::parse(to_pem(world.authority.der));
        REQUIRE(world.verify(trust).accepted());
        for (std::size_t bit = 0; bit < 8 * good.size(); ++bit) {
            world.scanned = good;
            world.scanned[bit / 8] = static_cast<char>(world.scanned[bit / 8] ^ (1 << (bit % 8)));
            const Verdict verdict = world.verify(trust);
            CAPTURE(bit);
            CHECK_FALSE(verdict.accepted());
            CHECK_FALSE(verdict.findings().empty());
        }
        for (std::size_t size = 0; size < good.size(); ++size) {
            world.scanned = good.substr(0, size);
            CAPTURE(size);
            CHECK_FALSE(world.verify(trust).accepted());
        }
    }
}
