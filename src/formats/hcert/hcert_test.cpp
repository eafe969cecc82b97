// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <algorithm>
#include <random>

#include <vaxcert/issue.hpp>
#include <vaxcert/verify.hpp>

#include "encoding/base45.hpp"
#include "formats/hcert/certificate_id.hpp"
#include "formats/hcert/name.hpp"
#include "formats/hcert/wire.hpp"

using namespace vaxcert;

namespace {

std::shared_ptr<const Signer> fresh_signer(Algorithm algorithm = Algorithm::es256) {
    const auto pem = generate_key(algorithm);
    REQUIRE(pem);
    return *signer_from_key(as_bytes(*pem));
}

Profile demo(std::string_view payload = "dcc") {
    std::string text = R"({"profile":1,"name":"t","environment":"test","format":"hcert",
        "issuer":"https://example.org/","hcert":{"payload":"$","issuer":"XX","country":"XX",
        "authority":"Example Ministry of Health","id_prefix":"URN:UVCI:01:XX:",
        "kid":"AAECAwQFBgc="},"master_data_sets":["covid-19","icvp"]})";
    text.replace(text.find('$'), 1, payload);
    auto profile = Profile::parse(text);
    REQUIRE(profile);
    return *std::move(profile);
}

Record vaccinated() {
    Record record;
    record.reference = "TEST-1";
    record.claims.person.name = "Zoë Test Example-Ångström";
    record.claims.person.birth_date = "1987-05";
    record.claims.person.address.city = "Testville";
    Vaccination event;
    event.product = "Comirnaty";
    event.batch = "T1";
    event.date = "2021-06-01";
    event.dose = 2;
    event.country = "NO";
    record.claims.event = event;
    return record;
}

/// A small world in which `scanned` is acceptable.
struct World {
    std::shared_ptr<const Signer> signer = fresh_signer();
    Record record = vaccinated();
    TrustList trust;
    Time now = *parse_time("2021-08-01T12:00:00Z");
    Issued issued;

    explicit World(Record made = vaccinated(), std::string_view payload = "dcc")
        : record(std::move(made)) {
        trust.add({.id = "XX",
                   .key = signer->public_key(),
                   .environment = Environment::test,
                   .kid = "AAECAwQFBgc="});
        const auto issuer = Issuer::create(demo(payload), signer);
        REQUIRE(issuer);
        auto made_one = issuer->issue(record, *parse_time("2021-07-01T00:00:00Z"));
        if (!made_one) FAIL(made_one.error().detail);
        issued = *std::move(made_one);
    }

    Verdict verify(ByteView scanned) const {
        static const MasterData master_data = MasterData::ready();
        return vaxcert::verify(
            scanned,
            {.trust = trust, .status = {}, .policy = {}, .master_data = master_data, .now = now});
    }
    Verdict verify() const { return verify(issued.qr_payload); }
};

std::string first_reason(const Verdict& verdict) {
    return verdict.findings().empty() ? "" : name(verdict.findings().front().error.reason);
}

}  // namespace

TEST_SUITE("hcert") {
    TEST_CASE("a vaccination comes back as it was stated, and what has no place is named") {
        const World world;
        const Verdict verdict = world.verify();
        REQUIRE(verdict.accepted());
        CHECK(verdict.findings().empty());
        const Claims& claims = verdict.certificate()->claims();
        CHECK(claims.person.name == "Zoë Test Example-Ångström");
        CHECK(claims.person.birth_date == "1987-05");
        const auto& event = std::get<Vaccination>(claims.event);
        CHECK(event.product == "Comirnaty");
        CHECK(event.manufacturer == "Pfizer Inc");
        CHECK(event.disease.display == "COVID-19");
        CHECK(event.dose == 2);
        CHECK(event.total_doses == 2);
        CHECK(event.country == "NO");
        CHECK(claims.certificate.id == world.issued.id);
        CHECK(claims.certificate.id.starts_with("URN:UVCI:01:XX:"));
        CHECK(claims.certificate.issuer == "XX");
        CHECK(claims.certificate.expires_at == "2022-07-01T00:00:00Z");
        CHECK(world.issued.left_out ==
              std::vector<std::string>{"person.address.city", "vaccination.batch"});
    }

    TEST_CASE("a test and a recovery come back too") {
        Record record = vaccinated();
        Test test;
        test.type = "RT-PCR";
        test.sample_time = "2021-06-30T10:00:00Z";
        test.result = "Negative";
        test.centre.name = "Test Laboratory";
        record.claims.event = test;
        const World tested(record);
        REQUIRE(tested.verify().accepted());
        const auto read = std::get<Test>(tested.verify().certificate()->event());
        CHECK(read.result == "Negative");
        CHECK(read.type == "NAAT");
        CHECK(read.centre.name == "Test Laboratory");

        record.claims.event = Recovery{.disease = {},
                                       .first_positive = "2021-05-01",
                                       .valid_from = "2021-05-12",
                                       .valid_until = "2021-11-01",
                                       .country = "NO"};
        const World recovered(record);
        REQUIRE(recovered.verify().accepted());
        CHECK(std::get<Recovery>(recovered.verify().certificate()->event()).valid_until ==
              "2021-11-01");
    }

    TEST_CASE("a yellow card carries its vaccination") {
        Record record = vaccinated();
        record.claims.person.birth_date = "1987-05-04";
        record.claims.person.nationality = "IN";
        record.claims.person.identifiers = {{"PPN", "TEST0001"}};
        Vaccination event;
        event.product = "STAMARIL";
        event.batch = "T1";
        event.date = "2021-06-01";
        event.centre.name = "Test Centre";
        record.claims.event = event;
        const World world(record, "icvp");
        const Verdict verdict = world.verify();
        REQUIRE(verdict.accepted());
        const auto& read = std::get<Vaccination>(verdict.certificate()->event());
        CHECK(read.product == "STAMARIL");
        CHECK(read.manufacturer == "Sanofi Pasteur");
        CHECK(read.disease.display == "Yellow fever");
        CHECK(read.batch == "T1");
        CHECK(verdict.certificate()->person().identifiers == record.claims.person.identifiers);
    }

    TEST_CASE("is valid up to the very second of its end, and not before its beginning") {
        World world;
        world.now = *parse_time("2022-07-01T00:00:00Z");
        CHECK(world.verify().accepted());
        world.now += std::chrono::seconds(1);
        CHECK(world.verify().outcome() == Outcome::rejected);
        CHECK(first_reason(world.verify()) == "expired");
        world.now = *parse_time("2021-06-30T23:59:59Z");
        CHECK(world.verify().outcome() == Outcome::undecided);
        CHECK(first_reason(world.verify()) == "not-yet-valid");
    }

    TEST_CASE("an unknown kid is undecided, another key is a bad signature") {
        World world;
        TrustedKey key = world.trust.keys()[0];
        key.id = "YY";
        key.kid = "AAAAAAAAAAA=";
        world.trust = TrustList();
        world.trust.add(key);
        CHECK(first_reason(world.verify()) == "issuer-not-trusted");
        CHECK(world.verify().outcome() == Outcome::undecided);
        key.kid = "AAECAwQFBgc=";
        key.key = fresh_signer()->public_key();
        world.trust = TrustList();
        world.trust.add(key);
        CHECK(first_reason(world.verify()) == "bad-signature");
    }

    TEST_CASE("a key of one country cannot speak for another") {
        World world;
        TrustedKey key = world.trust.keys()[0];
        key.id = "the key of YY";
        key.country = "YY";
        world.trust = TrustList();
        world.trust.add(key);
        const Verdict verdict = world.verify();
        CHECK(verdict.outcome() == Outcome::rejected);
        CHECK(first_reason(verdict) == "signer-not-allowed");
        key.country = "XX";
        world.trust = TrustList();
        world.trust.add(key);
        CHECK(world.verify().accepted());
        // The kid finds it, but the list says whose it is.
        key.country.clear();
        key.id = "YY";
        world.trust = TrustList();
        world.trust.add(key);
        CHECK(first_reason(world.verify()) == "signer-not-allowed");
    }

    // Compressed data have several spellings of one content, and nobody signs which.
    TEST_CASE("no shorter text is accepted, and no flip of a bit as anything else") {
        const World world;
        const Bytes& good = world.issued.qr_payload;
        const Claims expected = world.verify().certificate()->claims();
        for (std::size_t size = 0; size < good.size(); ++size)
            CHECK_FALSE(world.verify(ByteView(good).first(size)).accepted());
        for (std::size_t bit = 0; bit < good.size() * 8; ++bit) {
            Bytes bad = good;
            bad[bit / 8] = static_cast<std::uint8_t>(bad[bit / 8] ^ 1U << bit % 8);
            const Verdict verdict = world.verify(bad);
            REQUIRE((!verdict.accepted() || verdict.certificate()->claims() == expected));
        }
    }

    TEST_CASE("no flip of a bit below the text is accepted") {
        const World world;
        const auto message = hcert::unpack(world.issued.qr_payload, {});
        REQUIRE(message);
        for (std::size_t bit = 0; bit < message->size() * 8; ++bit) {
            Bytes bad = *message;
            bad[bit / 8] = static_cast<std::uint8_t>(bad[bit / 8] ^ 1U << bit % 8);
            const std::string text = hcert::pack(bad);
            REQUIRE_FALSE(world.verify(as_bytes(text)).accepted());
        }
    }

    TEST_CASE("a line break of the scanner is no part of it, and a space is") {
        const World world;
        Bytes scanned = world.issued.qr_payload;
        scanned.push_back('\r');
        scanned.push_back('\n');
        CHECK(world.verify(scanned).accepted());
        scanned = world.issued.qr_payload;
        scanned.push_back(' ');
        CHECK_FALSE(world.verify(scanned).accepted());
    }

    TEST_CASE("a later version, and a text that a camera decoded, are named so") {
        const World world;
        CHECK(first_reason(world.verify(as_bytes("HC2:6BF"))) == "unsupported-format");
        const Verdict verdict = world.verify(as_bytes("HC1:6bf"));
        REQUIRE_FALSE(verdict.findings().empty());
        CHECK(verdict.findings()[0].error.detail.find("scan again") != std::string::npos);
    }

    TEST_CASE("what a reader would refuse is not issued, and the member is named") {
        const auto issuer = Issuer::create(demo(), fresh_signer());
        REQUIRE(issuer);
        const auto refusal = [&](const Record& record) {
            const auto issued = issuer->issue(record, *parse_time("2021-07-01T00:00:00Z"));
            REQUIRE_FALSE(issued);
            return issued.error().detail;
        };
        Record record = vaccinated();
        record.claims.person.name = "\xe0\xa4\x86\xe0\xa4\xb6\xe0\xa4\xbe";
        CHECK(refusal(record).starts_with("person.name has letters beyond Latin"));
        record = vaccinated();
        std::get<Vaccination>(record.claims.event).dose.reset();
        CHECK(refusal(record).starts_with("vaccination.dose"));
        record = vaccinated();
        std::get<Vaccination>(record.claims.event).product = "Elixir";
        CHECK(refusal(record) == "the vaccine is not in the profile's master data");
        record = vaccinated();
        record.claims.person.birth_date = "1815-08-24";
        CHECK(refusal(record).find("dob should be") != std::string::npos);
        record = vaccinated();
        record.claims.certificate.expires_at = "2021-07-01T00:00:00Z";
        CHECK(refusal(record).starts_with("certificate.expires_at"));
        CHECK_FALSE(Issuer::create(demo(), fresh_signer(Algorithm::ed25519))
                        ->issue(vaccinated(), *parse_time("2021-07-01T00:00:00Z")));
    }
}

TEST_SUITE("hcert names") {
    TEST_CASE("are spelled as passports spell them") {
        struct Example {
            std::string_view name, spelled;
        };
        for (const Example& example : {
                 Example{"Müller", "MUELLER"},
                 Example{"D'Arsøns - van Halen", "DARSOENS<VAN<HALEN"},
                 Example{"Ångström", "AANGSTROEM"},
                 Example{"Œuvre Straße", "OEUVRE<STRASSE"},
                 Example{"Иванов", "IVANOV"},
                 Example{"Łukasz-Žižka", "LUKASZ<ZIZKA"},
                 Example{"  O.  B. ", "O<B"},
                 Example{"", ""},
             }) {
            CAPTURE(example.name);
            REQUIRE(hcert::transliterate(example.name));
            CHECK(*hcert::transliterate(example.name) == example.spelled);
        }
        CHECK_FALSE(hcert::transliterate("x1"));
        CHECK_FALSE(hcert::transliterate("\xe5\xb1\xb1"));
    }

    TEST_CASE("are split at the comma, or before the last word") {
        CHECK(hcert::split_name("Asha Devi Example").family == "Example");
        CHECK(hcert::split_name("Asha Devi Example").given == "Asha Devi");
        CHECK(hcert::split_name("van Example, Asha").family == "van Example");
        CHECK(hcert::split_name("Mononym").family == "Mononym");
        CHECK(hcert::split_name("Mononym").given.empty());
    }

    TEST_CASE("come back in the parts they were written in") {
        struct Example {
            const char *stated, *read;
        };
        for (const Example& example : {Example{"Asha Devi Example", "Asha Devi Example"},
                                       {"van Example, Asha", "van Example, Asha"},
                                       {"Example Test, Asha Devi", "Example Test, Asha Devi"},
                                       {"Example, Asha", "Asha Example"},
                                       {"Mononym", "Mononym"}}) {
            CAPTURE(example.stated);
            Record record = vaccinated();
            record.claims.person.name = example.stated;
            const World world(record);
            CHECK(world.issued.left_out == World().issued.left_out);
            const Verdict verdict = world.verify();
            REQUIRE(verdict.certificate());
            CHECK(verdict.certificate()->person().name == example.read);
            const auto stated = hcert::split_name(example.stated);
            const auto read = hcert::split_name(example.read);
            CHECK(read.family == stated.family);
            CHECK(read.given == stated.given);
        }
    }

    TEST_CASE("a certificate id gets Luhn's check character") {
        CHECK(hcert::with_check_character("URN:UVCI:01:SE:EHM/C878/123456789ABC") ==
              "URN:UVCI:01:SE:EHM/C878/123456789ABC#B");
        CHECK(hcert::with_check_character("lower") == "lower");
    }
}
