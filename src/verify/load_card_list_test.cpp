// SPDX-License-Identifier: Apache-2.0
// The lists of SMART Health Cards, against cards of theirs.

#include <doctest/doctest.h>

#include <vaxcert/issue.hpp>
#include <vaxcert/load_status.hpp>
#include <vaxcert/verify.hpp>

#include "crypto/hash.hpp"
#include "encoding/base64url.hpp"
#include "encoding/deflate.hpp"
#include "json/jcs.hpp"
#include "json/parse.hpp"
#include "verify/foreign_lists_for_tests.hpp"

using namespace vaxcert;
using namespace vaxcert::for_tests;

namespace {

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
        CHECK(in_words(cards.verify(first, {})) == "accepted");
        CHECK(in_words(cards.verify(first, card_list(kid, first.id))) == "rejected revoked");
        CHECK(in_words(cards.verify(again, card_list(kid, first.id))) == "rejected revoked");
        const StatusList timed = card_list(kid, first.id + '.' + seconds);
        CHECK(in_words(cards.verify(first, timed)) == "rejected revoked");
        CHECK(in_words(cards.verify(again, timed)) == "accepted");
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
        REQUIRE(in_words(cards.verify(card, {})) == "accepted");
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
        CHECK(in_words(cards.verify(card, listing(value(json::to_jcs(*canonical))))) ==
              "rejected revoked");
        CHECK(in_words(cards.verify(card, listing(value("{}")))) == "accepted");
        CHECK(in_words(cards.verify(with_id, listing(with_id.id))) == "accepted");

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
        CHECK(in_words(cards.verify(with_id, loaded->list)) == "accepted");
        CHECK(in_words(cards.verify(card, loaded->list)) == "undecided status-unknown");
    }

    TEST_CASE("is wanted where the key's issuer keeps one, and as new a one as is known of") {
        Cards cards;
        std::string jwk = cards.signer->public_key().to_jwk();
        jwk.insert(jwk.size() - 1, R"(,"crlVersion":2)");
        // Whoever names a bare key vouches for it, and the trust list says it.
        cards.trust = *TrustList::for_issuer(Cards::issuer, as_bytes(R"({"keys":[)" + jwk + "]}"));
        const Issued card = cards.issue(*parse_time("2021-07-01T00:00:00Z"));
        CHECK(in_words(cards.verify(card, {})) == "accepted");
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
            return in_words(cards.verify(card, status));
        };
        CHECK(answer_with({}) == "undecided status-unknown");
        CHECK(answer_with({1}) == "undecided status-stale");
        CHECK(answer_with({2}) == "accepted");
        CHECK(answer_with({3}) == "accepted");
        CHECK(answer_with({1, 3}) == "accepted");
        CHECK(answer_with({3, 1}) == "accepted");
        CHECK(in_words(cards.verify(card, card_list(kid, card.id))) ==
              "rejected revoked status-stale");
        CHECK(in_words(cards.verify(card, card_list("other", "other"))) ==
              "undecided status-unknown");
        CHECK(in_words(cards.verify(card, card_list(kid, "other", "https://other.example"))) ==
              "undecided status-unknown");
        // What the check point itself says of an issuer stands for the list.
        CHECK(in_words(cards.verify(
                  card, *StatusList::parse(R"({"issuer":"https://health.example/cards",)"
                                           R"("withdrawn":[]})"))) == "accepted");
    }

    TEST_CASE("of another key or another issuer says nothing") {
        const Cards cards;
        const Issued issued = cards.issue(*parse_time("2021-07-01T00:00:00Z"));
        const std::string kid = kid_of(issued);
        CHECK(in_words(cards.verify(issued, card_list("other", issued.id))) == "accepted");
        StatusList list = card_list(kid, issued.id, "https://other.example/cards");
        CHECK(in_words(cards.verify(issued, list)) == "accepted");
        list.demand();
        CHECK(in_words(cards.verify(issued, list)) == "undecided status-unknown");
        StatusList own = card_list(kid, "other");
        own.demand();
        CHECK(in_words(cards.verify(issued, own)) == "accepted");
    }
}
