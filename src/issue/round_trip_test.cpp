// SPDX-License-Identifier: Apache-2.0
// Every format is held to one promise: what a record states is read back as it was stated, or is
// named as left out.

#include <doctest/doctest.h>

#include <algorithm>
#include <map>

#include <vaxcert/issue.hpp>
#include <vaxcert/verify.hpp>

#include "certificate/claims_json.hpp"
#include "certificate/members.hpp"
#include "crypto/x509_for_tests.hpp"
#include "json/parse.hpp"

using namespace vaxcert;
using namespace vaxcert::crypto::for_tests;

namespace {

const Time issued_at = *parse_time("2021-07-01T00:00:00Z");
const Time checked_at = *parse_time("2021-08-01T00:00:00Z");

Person full_person() {
    Person person;
    person.name = "Asha Example";
    person.birth_date = "1988-02-29";
    person.age = "33";
    person.sex = "Female";
    person.nationality = "IND";
    person.identifiers = {{"passport", "TEST0001"}};
    person.address = {.line1 = "1 Example Road",
                      .line2 = "Ward 2",
                      .city = "Testville",
                      .district = "Test District",
                      .region = "Test State",
                      .postal_code = "560001",
                      .country = "IN"};
    return person;
}

Record record_of(Event event) {
    Record record;
    record.reference = "10000000000001";
    record.claims.person = full_person();
    record.claims.event = std::move(event);
    return record;
}

Record full_vaccination() {
    Vaccination event;
    event.disease = {"http://snomed.info/sct", "840539006", "COVID-19"};
    event.vaccine = {"http://id.who.int/icd/release/11/mms", "XM0GQ8",
                     "COVID-19 vaccine, RNA based"};
    event.product = "Comirnaty";
    event.manufacturer = "Pfizer Inc";
    event.batch = "TEST-BATCH-1";
    event.date = "2021-06-01";
    event.dose = 1;
    event.total_doses = 2;
    event.country = "IN";
    event.centre = {"Test Centre", full_person().address};
    event.vaccinator = "Test Vaccinator";
    event.valid_from = "2021-06-15";
    event.valid_until = "2022-06-01";
    event.next_dose = "2021-07-13";
    return record_of(event);
}

Record full_test() {
    Test event;
    event.disease.display = "COVID-19";
    event.type = "NAAT";
    event.test_name = "Example Test Kit";
    event.manufacturer = "Example Works";
    event.batch = "T1";
    event.sample_origin = "nasal swab";
    event.sample_time = "2021-06-30T08:00:00Z";
    event.result_time = "2021-06-30T12:00:00Z";
    event.result = "Negative";
    event.country = "IN";
    event.centre = {"Test Laboratory", full_person().address};
    event.verifier = "Test Verifier";
    return record_of(event);
}

/// A format with what it needs to be issued and believed.
struct Way {
    std::string format, settings, trusted_id;
    Algorithm algorithm = Algorithm::es256;
    std::string kid = {};
    bool certified = false;  ///< by an authority, whose certificate is the trust
};

std::vector<Way> ways() {
    return {
        {"divoc", R"({"context":"https://cowin.gov.in/credentials/vaccination/v2",
           "test_context":"https://cowin.gov.in/credentials/testCertificate/v1","wire":"zip",
           "evidence_url":"https://example.org/vaccine/","address_country":"IN","date":"date",
           "identity":{"prefix":"did:example"},"may_lack":["uhid","infoUrl","feedbackUrl"]})",
         "did:example:issuer#k", Algorithm::ed25519},
        {"hcert", R"({"payload":"dcc","issuer":"IN","country":"IN","authority":"Test Authority",
           "kid":"AAECAwQFBgc="})",
         "IN", Algorithm::es256, "AAECAwQFBgc="},
        {"shc", R"({"tests":[{"type":"NAAT","disease":"COVID-19","loinc":"94500-6"}]})",
         "https://example.org/issuer"},
        {"w3c", R"({"cryptosuite":"ecdsa-jcs-2019","id_prefix":"urn:example:certificate:"})",
         "did:example:issuer#k"},
        {"vc-jwt", R"({"id_prefix":"urn:example:certificate:"})", "did:example:issuer#k"},
        {"vc-cose", R"({"id_prefix":"urn:example:certificate:"})", "did:example:issuer#k"},
        {"vds-nc", R"({"issuer":"UTO","signer_certificate":"$"})", "UTO", Algorithm::es256, "",
         true},
        {"sd-jwt", R"({"kid":"k"})", "https://example.org/issuer", Algorithm::es256, "k"},
    };
}

/// Who signs in a way, and who vouches for that where somebody must.
struct Keys {
    std::shared_ptr<const Signer> signer;
    std::string signer_certificate;
    TrustList trust;
};

Keys keys_of(const Way& way) {
    if (way.certified) {
        const auto authority = make_authority();
        const auto signer = make_signer(authority, seal_signer(), *generate_key(way.algorithm));
        return {*signer_from_key(as_bytes(signer.key_pem)), to_pem(signer.der),
                *TrustList::parse(to_pem(authority.der))};
    }
    Keys keys{*signer_from_key(as_bytes(*generate_key(way.algorithm))), {}, {}};
    keys.trust.add({.id = way.trusted_id,
                    .key = keys.signer->public_key(),
                    .environment = Environment::test,
                    .kid = way.kid});
    return keys;
}

std::string settings_of(const Way& way, const Keys& keys) {
    std::string settings = way.settings;
    std::string pem = json::to_text(keys.signer_certificate);
    if (const std::size_t at = settings.find("\"$\""); at != settings.npos)
        settings.replace(at, 3, pem);
    return settings;
}

Profile profile_of(const Way& way, const Keys& keys) {
    const bool by_did = way.trusted_id.starts_with("did:");
    const bool by_key_of_did = way.format == "w3c" || way.format.starts_with("vc-");
    const std::string issuer = by_key_of_did ? "did:example:issuer" : "https://example.org/issuer";
    auto profile = Profile::parse(
        R"({"profile":1,"name":"t","environment":"test","format":")" + way.format +
        R"(","issuer":")" + issuer + R"(",)" +
        (by_did ? R"("verification_method":")" + way.trusted_id + R"(",)" : std::string()) +
        R"("certificate_id":{"alphabet":"base32","length":24},"qr":{"level":"L"},
            "master_data_sets":["covid-19","icvp"],")" +
        way.format + "\":" + settings_of(way, keys) + "}");
    if (!profile) FAIL(way.format, ": ", profile.error().detail);
    return *std::move(profile);
}

/// Paths and texts: {"person.address.city", "Testville"}.
using Flat = std::map<std::string, std::string>;

void flatten(const json::Value& value, const std::string& path, Flat& flat) {
    if (value.is_object())
        for (const auto& [name, member] : value.object())
            flatten(member, path.empty() ? name : path + '.' + name, flat);
    else
        flat[path] = json::to_text(value);
}

Flat flat_of(const Claims& claims) {
    Flat flat;
    flatten(to_value(claims.person), "person", flat);
    flatten(to_value(claims.event), kind_of(claims.event), flat);
    return flat;
}

bool is_left_out(const std::string& path, const std::vector<std::string>& left_out) {
    return std::ranges::any_of(left_out, [&](const std::string& name) {
        return path == name || path.starts_with(name + '.');
    });
}

/// Issues a record in one way and verifies it; complains of whatever is lost unsaid.
void check_round_trip(const Way& way, const Record& record) {
    CAPTURE(way.format);
    const Keys keys = keys_of(way);
    const Profile profile = profile_of(way, keys);
    const auto issuer = Issuer::create(profile, keys.signer);
    if (!issuer) FAIL(issuer.error().detail);
    const auto issued = issuer->issue(record, issued_at);
    if (!issued) FAIL(issued.error().detail);

    MasterData master_data;
    master_data.add(profile);
    const Verdict verdict = verify(issued->qr_payload, {.trust = keys.trust,
                                                        .status = {},
                                                        .policy = {},
                                                        .master_data = master_data,
                                                        .now = checked_at});
    for (const Finding& finding : verdict.findings()) INFO(finding.error.detail);
    if (!verdict.certificate()) FAIL(verdict.to_json());
    CHECK_MESSAGE(verdict.accepted(), verdict.to_json());

    const Flat stated = flat_of(record.claims), read = flat_of(verdict.certificate()->claims());
    for (const auto& member : stated) {
        const std::string &path = member.first, &text = member.second;
        if (is_left_out(path, issued->left_out)) continue;
        const auto at = read.find(path);
        CHECK_MESSAGE(at != read.end(), way.format, " loses ", path);
        // DIVOC names the kind of an identity itself, and puts the reference beside it.
        const bool same = at != read.end() && path == "person.identifiers"
                              ? at->second.find("TEST0001") != std::string::npos
                              : at != read.end() && at->second == text;
        if (at != read.end())
            CHECK_MESSAGE(same, way.format, " changes ", path, " from ", text, " to ", at->second);
    }
}

}  // namespace

TEST_SUITE("round trip") {
    TEST_CASE("a full vaccination comes back as it was stated, or says what was left out") {
        for (const Way& way : ways()) check_round_trip(way, full_vaccination());
    }

    TEST_CASE("a full test comes back as it was stated, or says what was left out") {
        for (const Way& way : ways()) check_round_trip(way, full_test());
    }

    TEST_CASE("the names of left_out are those of the notation") {
        for (const Record& record : {full_vaccination(), full_test()}) {
            const Flat flat = flat_of(record.claims);
            for (const std::string_view name : stated_members(record.claims)) {
                CAPTURE(std::string(name));
                CHECK(std::ranges::any_of(flat, [&](const auto& member) {
                    return member.first == name ||
                           member.first.starts_with(std::string(name) + '.');
                }));
            }
            for (const auto& member : flat)
                CHECK_MESSAGE(std::ranges::any_of(stated_members(record.claims),
                                                  [&](std::string_view name) {
                                                      return member.first == name ||
                                                             member.first.starts_with(
                                                                 std::string(name) + '.');
                                                  }),
                              member.first);
        }
    }
}
