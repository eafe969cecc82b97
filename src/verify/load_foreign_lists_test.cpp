// SPDX-License-Identifier: Apache-2.0
// The lists of SMART Health Cards and of the EU, against certificates of theirs.

#include <doctest/doctest.h>
#include <openssl/bn.h>
#include <openssl/cms.h>
#include <openssl/pem.h>

#include <algorithm>

#include <vaxcert/issue.hpp>
#include <vaxcert/load_status.hpp>
#include <vaxcert/verify.hpp>

#include "crypto/hash.hpp"
#include "crypto/openssl.hpp"
#include "crypto/x509_for_tests.hpp"
#include "encoding/base45.hpp"
#include "encoding/base64.hpp"
#include "encoding/base64url.hpp"
#include "encoding/deflate.hpp"
#include "json/jcs.hpp"
#include "json/parse.hpp"

using namespace vaxcert;
using crypto::for_tests::Certified;

namespace {

std::string answer(const Verdict& verdict) {
    std::string text = name(verdict.outcome());
    for (const Finding& finding : verdict.findings())
        if (finding.effect != Outcome::accepted)
            text += std::string(" ") + name(finding.error.reason);
    return text;
}

Vaccination covid_vaccination() {
    Vaccination event;
    event.disease.display = "COVID-19";
    event.product = "Comirnaty";
    event.date = "2021-06-01";
    event.dose = 2;
    event.country = "NO";
    return event;
}

Record record_of(const std::string& reference) {
    Record record;
    record.reference = reference;
    record.claims.person.name = "Asha Example";
    record.claims.person.birth_date = "1988-02-29";
    record.claims.event = covid_vaccination();
    return record;
}

/// SMART Health Cards of one issuer.
struct Cards {
    static constexpr const char* issuer = "https://health.example/cards";
    std::shared_ptr<const Signer> signer =
        *signer_from_key(as_bytes(*generate_key(Algorithm::es256)));
    Profile profile = *Profile::parse(R"({"profile":1,"name":"cards","environment":"test",
        "format":"shc","issuer":"https://health.example/cards",
        "certificate_id":{"alphabet":"base32","length":24},
        "master_data":{"diseases":["COVID-19"],"products":[{"names":["Comirnaty"],
            "manufacturers":["BioNTech"],"course":2,"disease":"COVID-19","icd11":"XM0GQ8",
            "codes":{"cvx":"208"}}]},
        "shc":{},"qr":{"level":"L","max_version":22}})");
    TrustList trust = *TrustList::for_issuer(issuer, as_bytes(signer->public_key().to_jwk()));

    Issued issue(Time when) const {
        const Bytes secret(16, 7);
        const auto made = Issuer::create(profile, signer, secret);
        REQUIRE(made);
        Record record = record_of("ref-1");
        std::get<Vaccination>(record.claims.event).country.clear();
        auto issued = made->issue(record, when);
        if (!issued) FAIL(issued.error().detail);
        return *std::move(issued);
    }

    Verdict verify(const Issued& issued, const StatusList& status) const {
        const Policy policy;
        MasterData master_data;
        master_data.add(profile);
        return vaxcert::verify(issued.qr_payload, {.trust = trust,
                                                   .status = status,
                                                   .policy = policy,
                                                   .master_data = master_data,
                                                   .now = *parse_time("2021-09-01T00:00:00Z")});
    }
};

/// The name of the key in the header of a card.
std::string kid_of(const Issued& card) {
    const auto bytes = encoding::from_base64url(card.document.substr(0, card.document.find('.')));
    REQUIRE(bytes);
    const std::string header(as_text(*bytes));
    const std::string_view mark = "\"kid\":\"";
    const std::size_t at = header.find(mark);
    REQUIRE(at != header.npos);
    const std::size_t begin = at + mark.size();
    return header.substr(begin, header.find('"', begin) - begin);
}

StatusList card_list(const std::string& kid, const std::string& entry,
                     std::string_view issuer = Cards::issuer, int number = 1) {
    const auto list = StatusList::parse_card_list(
        issuer, R"({"kid":")" + kid + R"(","method":"rid","ctr":)" + std::to_string(number) +
                    R"(,"rids":[")" + entry + "\"]}");
    REQUIRE(list);
    return *list;
}

}  // namespace

TEST_SUITE("list of health cards") {
    TEST_CASE("withdraws a card, and none that was issued after the time it states") {
        const Cards cards;
        const Time before = *parse_time("2021-07-01T00:00:00Z");
        const Time after = *parse_time("2021-08-01T00:00:00Z");
        const std::string seconds = std::to_string(after.time_since_epoch().count());
        const Issued first = cards.issue(before);
        const Issued again = cards.issue(after);
        REQUIRE(first.id == again.id);
        const std::string kid = kid_of(first);
        CHECK(answer(cards.verify(first, {})) == "accepted");
        CHECK(answer(cards.verify(first, card_list(kid, first.id))) == "rejected revoked");
        CHECK(answer(cards.verify(again, card_list(kid, first.id))) == "rejected revoked");
        const StatusList timed = card_list(kid, first.id + '.' + seconds);
        CHECK(answer(cards.verify(first, timed)) == "rejected revoked");
        CHECK(answer(cards.verify(again, timed)) == "accepted");
    }

    TEST_CASE("names cards without an id by what they say") {
        const Cards cards;
        const std::string payload =
            R"({"iss":"https://health.example/cards","nbf":1625097600,"vc":{"type":["https://smarthealth.cards#health-card","https://smarthealth.cards#covid19","https://smarthealth.cards#immunization"],"credentialSubject":{"fhirVersion":"4.0.1","fhirBundle":{"resourceType":"Bundle","type":"collection","entry":[{"fullUrl":"resource:0","resource":{"resourceType":"Patient","name":[{"family":"Example","given":["Asha"]}],"birthDate":"1988-02-29"}},{"fullUrl":"resource:1","resource":{"resourceType":"Immunization","status":"completed","vaccineCode":{"coding":[{"system":"http://hl7.org/fhir/sid/cvx","code":"208"}]},"patient":{"reference":"resource:0"},"occurrenceDateTime":"2021-06-15"}}]}}}})";
        const Issued with_id = cards.issue(*parse_time("2021-07-01T00:00:00Z"));
        const std::string kid = kid_of(with_id);
        const auto signed_text =
            encoding::to_base64url(
                as_bytes(R"({"alg":"ES256","zip":"DEF","kid":")" + kid + "\"}")) +
            '.' +
            encoding::to_base64url(encoding::deflate(as_bytes(payload), encoding::Wrapping::none));
        Issued card;
        const std::string jws =
            signed_text + '.' + encoding::to_base64url(*cards.signer->sign(as_bytes(signed_text)));
        card.qr_payload.assign(jws.begin(), jws.end());
        REQUIRE(answer(cards.verify(card, {})) == "accepted");
        const std::string mark = "\"fhirBundle\":";
        const std::size_t begin = payload.find(mark) + mark.size();
        const std::string bundle = payload.substr(begin, payload.size() - begin - 3);
        const auto value = [&](const std::string& text) {
            const crypto::Digest digest =
                crypto::sha256(as_bytes(encoding::to_base64url(as_bytes(text))));
            return encoding::to_base64url(ByteView(digest).first(8));
        };
        const auto listing = [&](const std::string& id) {
            const auto list = StatusList::parse_card_list(
                Cards::issuer, R"({"kid":")" + kid +
                                   R"(","method":"hash-fhir","ctr":"1","rids":[")" + id + "\"]}");
            REQUIRE(list);
            return *list;
        };
        const auto canonical = json::parse(bundle, Budget::for_one_certificate());
        REQUIRE(canonical);
        CHECK(answer(cards.verify(card, listing(value(json::to_jcs(*canonical))))) ==
              "rejected revoked");
        CHECK(answer(cards.verify(card, listing(value("{}")))) == "accepted");
        CHECK(answer(cards.verify(with_id, listing(with_id.id))) == "accepted");

        // Without an id it can stand in no list of ours, so none can say that it does not.
        const StatusHeader header{.issuer = Cards::issuer,
                                  .key_id = {},
                                  .sequence = 1,
                                  .issued = *parse_time("2021-08-31T00:00:00Z"),
                                  .next_update = *parse_time("2021-09-02T00:00:00Z")};
        const auto file = sign_status_list(header, {}, *cards.signer);
        REQUIRE(file);
        auto loaded = load_status(*file, cards.trust, {}, header.issued);
        REQUIRE(loaded);
        CHECK(loaded->name == Cards::issuer);
        loaded->list.demand();
        CHECK(answer(cards.verify(with_id, loaded->list)) == "accepted");
        CHECK(answer(cards.verify(card, loaded->list)) == "undecided status-unknown");
    }

    TEST_CASE("is wanted where the key's issuer keeps one, and as new a one as is known of") {
        Cards cards;
        std::string jwk = cards.signer->public_key().to_jwk();
        jwk.insert(jwk.size() - 1, R"(,"crlVersion":2)");
        // Whoever names a bare key vouches for it, and the trust list says it.
        cards.trust = *TrustList::for_issuer(Cards::issuer, as_bytes(R"({"keys":[)" + jwk + "]}"));
        const Issued card = cards.issue(*parse_time("2021-07-01T00:00:00Z"));
        CHECK(answer(cards.verify(card, {})) == "accepted");
        const auto trust = TrustList::parse(
            R"({"trust_list":1,"environment":"test","keys":[{"id":"https://health.example/cards",)"
            R"("key":)" +
            jwk + "}]}");
        REQUIRE_MESSAGE(trust, trust.error().detail);
        cards.trust = *trust;
        const std::string kid = kid_of(card);
        const auto answer_with = [&](std::initializer_list<int> numbers) {
            StatusList status;
            for (const int number : numbers)
                status.merge(card_list(kid, "other", Cards::issuer, number));
            return answer(cards.verify(card, status));
        };
        CHECK(answer_with({}) == "undecided status-unknown");
        CHECK(answer_with({1}) == "undecided status-stale");
        CHECK(answer_with({2}) == "accepted");
        CHECK(answer_with({3}) == "accepted");
        CHECK(answer_with({1, 3}) == "accepted");
        CHECK(answer_with({3, 1}) == "accepted");
        CHECK(answer(cards.verify(card, card_list(kid, card.id))) ==
              "rejected revoked status-stale");
        CHECK(answer(cards.verify(card, card_list("other", "other"))) ==
              "undecided status-unknown");
        CHECK(answer(cards.verify(card, card_list(kid, "other", "https://other.example"))) ==
              "undecided status-unknown");
        // What the check point itself says of an issuer stands for the list.
        CHECK(answer(cards.verify(card,
                                  *StatusList::parse(R"({"issuer":"https://health.example/cards",)"
                                                     R"("withdrawn":[]})"))) == "accepted");
    }

    TEST_CASE("of another key or another issuer says nothing") {
        const Cards cards;
        const Issued issued = cards.issue(*parse_time("2021-07-01T00:00:00Z"));
        const std::string kid = kid_of(issued);
        CHECK(answer(cards.verify(issued, card_list("other", issued.id))) == "accepted");
        StatusList list = card_list(kid, issued.id, "https://other.example/cards");
        CHECK(answer(cards.verify(issued, list)) == "accepted");
        list.demand();
        CHECK(answer(cards.verify(issued, list)) == "undecided status-unknown");
        StatusList own = card_list(kid, "other");
        own.demand();
        CHECK(answer(cards.verify(issued, own)) == "accepted");
    }
}

namespace {

/// A country's certificates, and the key with which it signs batches.
struct Country {
    std::shared_ptr<const Signer> signer =
        *signer_from_key(as_bytes(*generate_key(Algorithm::es256)));
    Certified authority = crypto::for_tests::make_authority();
    Certified uploader =
        crypto::for_tests::make_signer(authority, {.country = "XX", .name = "Upload"});
    Issued issued;
    std::string hash_type = "UCI";
    std::string kid = "AAECAwQFBgc=";
    std::string country = "XX";

    Country() {
        const auto profile = Profile::parse(R"({"profile":1,"name":"t","environment":"test",
            "format":"hcert","issuer":"https://example.org/","hcert":{"payload":"dcc",
            "issuer":"XX","country":"XX","authority":"Example Ministry of Health",
            "id_prefix":"URN:UVCI:01:XX:","kid":"AAECAwQFBgc="},
            "master_data_sets":["covid-19"]})");
        REQUIRE(profile);
        const auto issuer = Issuer::create(*profile, signer);
        REQUIRE(issuer);
        auto made = issuer->issue(record_of("TEST-1"), *parse_time("2021-07-01T00:00:00Z"));
        if (!made) FAIL(made.error().detail);
        issued = *std::move(made);
    }

    TrustList trust() const {
        TrustList list = *TrustList::parse(crypto::for_tests::to_pem(uploader.der));
        list.add(
            {.id = "XX", .key = signer->public_key(), .environment = {}, .kid = "AAECAwQFBgc="});
        return list;
    }

    Bytes batch(std::string_view hashed) const {
        const crypto::Digest digest = crypto::sha256(as_bytes(hashed));
        return sign(R"({"country":")" + country + R"(","expires":"2022-11-01T00:00:00Z","kid":")" +
                    kid + R"(","hashType":")" + hash_type + R"(","entries":[{"hash":")" +
                    encoding::to_base64(ByteView(digest).first(16)) + "\"}]}");
    }

    /// CMS with its content inside, as gateways have it.
    Bytes sign(const std::string& content) const {
        const crypto::Bio key_text(
            BIO_new_mem_buf(uploader.key_pem.data(), static_cast<int>(uploader.key_pem.size())));
        const crypto::Pkey key(PEM_read_bio_PrivateKey(key_text.get(), nullptr, nullptr, nullptr));
        const unsigned char* at = uploader.der.data();
        X509* certificate = d2i_X509(nullptr, &at, static_cast<long>(uploader.der.size()));
        const crypto::Bio data(BIO_new_mem_buf(content.data(), static_cast<int>(content.size())));
        CMS_ContentInfo* message =
            CMS_sign(certificate, key.get(), nullptr, data.get(), CMS_BINARY);
        REQUIRE(message);
        unsigned char* der = nullptr;
        const int size = i2d_CMS_ContentInfo(message, &der);
        Bytes bytes(der, der + size);
        OPENSSL_free(der);
        CMS_ContentInfo_free(message);
        X509_free(certificate);
        return bytes;
    }

    Result<LoadedStatus> load(ByteView file) const {
        return load_status(file, trust(), {}, *parse_time("2021-09-01T00:00:00Z"));
    }

    std::string answer_with(ByteView file, ByteView scanned) const {
        const auto loaded = load(file);
        if (!loaded) FAIL(name(loaded.error().reason), ": ", loaded.error().detail);
        const Policy policy;
        const MasterData master_data = MasterData::ready();
        const TrustList trusted = trust();
        return answer(verify(scanned, {.trust = trusted,
                                       .status = loaded->list,
                                       .policy = policy,
                                       .master_data = master_data,
                                       .now = *parse_time("2021-09-01T00:00:00Z")}));
    }
    std::string answer_with(ByteView file) const { return answer_with(file, issued.qr_payload); }
};

/// The COSE message in a code: its signature is at the end.
Bytes message_in(ByteView scanned) {
    const auto packed = encoding::from_base45(as_text(scanned).substr(4));
    REQUIRE(packed);
    return *encoding::inflate(*packed, encoding::Wrapping::zlib, 65536);
}

Bytes packed(ByteView message) {
    const std::string text =
        "HC1:" + encoding::to_base45(encoding::deflate(message, encoding::Wrapping::zlib));
    return {text.begin(), text.end()};
}

/// The same signature with s replaced by n - s, which is as good.
Bytes with_other_s(Bytes message) {
    constexpr const char* n = "FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551";
    BIGNUM* order = nullptr;
    REQUIRE(BN_hex2bn(&order, n) > 0);
    const crypto::Bignum owned(order);
    const crypto::Bignum s(BN_bin2bn(message.data() + message.size() - 32, 32, nullptr));
    REQUIRE(BN_sub(s.get(), order, s.get()) == 1);
    REQUIRE(BN_bn2binpad(s.get(), message.data() + message.size() - 32, 32) == 32);
    return message;
}

}  // namespace

TEST_SUITE("batch of the EU") {
    TEST_CASE("withdraws by each of its three hashes") {
        Country country;
        const Bytes message = message_in(country.issued.qr_payload);
        const std::string r(as_text(ByteView(message).last(64).first(32)));
        struct Row {
            const char* type;
            std::string hashed;
        };
        for (const Row& row :
             {Row{"UCI", country.issued.id}, Row{"COUNTRYCODEUCI", "XX" + country.issued.id},
              Row{"SIGNATURE", r}}) {
            CAPTURE(row.type);
            country.hash_type = row.type;
            CHECK(country.answer_with(country.batch(row.hashed)) == "rejected revoked");
            CHECK(country.answer_with(country.batch(row.hashed + "x")) == "accepted");
        }
    }

    TEST_CASE("is not escaped by the other half of an ECDSA signature") {
        Country country;
        country.hash_type = "SIGNATURE";
        const Bytes message = message_in(country.issued.qr_payload);
        const Bytes other = with_other_s(message);
        REQUIRE(other != message);
        const Bytes batch = country.batch(as_text(ByteView(message).last(64).first(32)));
        CHECK(country.answer_with(country.batch("nothing"), packed(other)) == "accepted");
        CHECK(country.answer_with(batch, packed(other)) == "rejected revoked");
    }

    TEST_CASE("may be for any key of the country, and is for no other key") {
        Country country;
        country.kid = "UNKNOWN_KID";
        CHECK(country.answer_with(country.batch(country.issued.id)) == "rejected revoked");
        country.kid = "AAAAAAAAAAA=";
        CHECK(country.answer_with(country.batch(country.issued.id)) == "accepted");
    }

    TEST_CASE("comes as DER or as base64") {
        const Country country;
        const std::string text = encoding::to_base64(country.batch(country.issued.id)) + '\n';
        CHECK(country.answer_with(as_bytes(text)) == "rejected revoked");
    }

    TEST_CASE("is refused where it was not signed by a key of that country") {
        Country country;
        const Bytes batch = country.batch("x");
        Bytes changed = batch;
        const std::string_view word = "\"hash\"";
        const auto at = std::search(changed.begin(), changed.end(), word.begin(), word.end());
        REQUIRE(at != changed.end());
        *(at + 9) ^= 1;
        CHECK_FALSE(country.load(changed));
        country.country = "YY";
        const auto elsewhere = country.load(country.batch("x"));
        REQUIRE_FALSE(elsewhere);
        CHECK(elsewhere.error().reason == Reason::issuer_not_trusted);
        const Country other;
        const auto theirs = country.load(other.batch("x"));
        REQUIRE_FALSE(theirs);
        CHECK(theirs.error().reason == Reason::bad_signature);
        for (const char* content : {"", "[]", "{}", "x"})
            CHECK_FALSE(other.load(other.sign(content)));
        Bytes longer = other.batch("x");
        longer.push_back(0);
        CHECK_FALSE(other.load(longer));
    }
}
