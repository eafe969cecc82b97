// SPDX-License-Identifier: Apache-2.0
// How events of every kind are told to rules.

#include "policy/rule_data.hpp"

#include <doctest/doctest.h>

#include "certificate/toy_certificate.hpp"
#include "json/parse.hpp"

using namespace vaxcert;

namespace {

std::string told(const Claims& claims) {
    return json::to_text(payload_for_rules(toy_certificate(claims), MasterData::ready()));
}

/// The one entry of the one event.
std::string entry(const Event& event) {
    Claims claims;
    claims.event = event;
    const std::string text = told(claims);
    const std::size_t from = text.find(":[") + 2;
    return text.substr(from, text.rfind("]}") - from);
}

/// The country that rules take for the issuing one, of a certificate with this issuer.
std::string issuing_country(const std::string& issuer, const char* payload = nullptr) {
    Claims claims;
    claims.event = Vaccination{};
    claims.certificate.issuer = issuer;
    std::shared_ptr<const json::Value> as_signed;
    if (payload) as_signed = std::make_shared<json::Value>(*json::parse(payload, Budget()));
    const auto data =
        data_for_rules(toy_certificate(claims, as_signed), *Policy::parse("{}"), {}, Time());
    const json::Value* country = data.find("external")->find("issuerCountryCode");
    return country ? country->string() : "none";
}

}  // namespace

TEST_SUITE("rules are told of") {
    TEST_CASE("a vaccination with the codes of its product, or else in its own words") {
        Vaccination event;
        event.disease = {"http://snomed.info/sct", "840539006", ""};
        event.product = "Comirnaty";
        event.manufacturer = "somebody";
        event.dose = 1;
        event.date = "2021-07-01T10:00:00Z";
        event.country = "XB";
        const std::string known =
            R"({"tg":"840539006","vp":"1119349007","mp":"EU/1/20/1528","ma":"ORG-100030215",)"
            R"("dn":1,"sd":2,"dt":"2021-07-01","co":"XB"})";
        CHECK(entry(event) == known);
        event.disease = {};  // the product's
        CHECK(entry(event) == known);
        event.disease = {"elsewhere", "X", "COVID-19"};
        CHECK(entry(event) == known);
        // A code in SNOMED CT stands as it is, whatever the product is known to be against.
        event.disease = {"http://snomed.info/sct", "14189004", ""};
        CHECK(entry(event).starts_with(R"({"tg":"14189004",)"));
        event.disease = {};
        event.total_doses = 3;
        CHECK(entry(event).find("\"sd\":3") != std::string::npos);

        event.product = "Unknown Vaccine 9";
        event.disease = {"elsewhere", "X", "Measles"};
        event.total_doses.reset();
        CHECK(entry(event) ==
              R"({"tg":"X","mp":"Unknown Vaccine 9","ma":"somebody","dn":1,"dt":"2021-07-01",)"
              R"("co":"XB"})");
    }

    TEST_CASE("a test with its kind, its result and where it was made") {
        Test event;
        event.disease.display = "COVID-19";
        event.type = "RT-PCR";
        event.test_name = "Example PCR";
        event.manufacturer = "1232";
        event.sample_time = "2021-07-31T10:00:00Z";
        event.result = "Positive";
        event.country = "XB";
        event.centre.name = "Example Centre";
        CHECK(entry(event) ==
              R"({"tg":"840539006","tt":"LP6464-4","nm":"Example PCR","ma":"1232",)"
              R"("sc":"2021-07-31T10:00:00Z","tr":"260373001","tc":"Example Centre","co":"XB"})");
        event.type = "Sniffer dog";
        event.result = "Void";
        const std::string other = entry(event);
        CHECK(other.find(R"("tt":"Sniffer dog")") != std::string::npos);
        CHECK(other.find(R"("tr":"Void")") != std::string::npos);
    }

    TEST_CASE("a recovery with its days") {
        Recovery event;
        event.disease.display = "COVID-19";
        event.first_positive = "2021-06-01";
        event.valid_from = "2021-06-12";
        event.valid_until = "2021-12-01";
        event.country = "XB";
        CHECK(entry(event) ==
              R"({"tg":"840539006","fr":"2021-06-01","df":"2021-06-12","du":"2021-12-01",)"
              R"("co":"XB"})");
    }

    TEST_CASE("all events, the newest of each kind first, with their certificate") {
        const auto dose = [](int number) {
            Vaccination event;
            event.dose = number;
            return event;
        };
        Claims claims;
        claims.event = dose(3);
        claims.earlier_events = {dose(2), Recovery{}, dose(1)};
        claims.certificate.id = "C-1";
        claims.certificate.issuer = "https://issuer.example";
        CHECK(told(claims) == R"({"ver":"1.3.0","nam":{"fn":""},)"
                              R"("v":[{"dn":3,"is":"https://issuer.example","ci":"C-1"},)"
                              R"({"dn":2,"is":"https://issuer.example","ci":"C-1"},)"
                              R"({"dn":1,"is":"https://issuer.example","ci":"C-1"}],)"
                              R"("r":[{"is":"https://issuer.example","ci":"C-1"}]})");
        claims.certificate.issuer_name = "Ministry";
        CHECK(told(claims).find(R"("is":"Ministry")") != std::string::npos);
    }

    TEST_CASE("the clock, the places and the times of the certificate") {
        Claims claims;
        claims.event = Vaccination{};
        claims.certificate.issued_at = "2021-07-02T00:00:00Z";
        claims.certificate.expires_at = "2022-07-02T00:00:00Z";
        const auto policy =
            Policy::parse(R"({"country": "XA", "region": "XA-1", "value_sets": {"a": ["1"]}})");
        const auto data = data_for_rules(toy_certificate(claims), *policy, {},
                                         *parse_time("2021-08-01T12:00:00Z"));
        CHECK(json::to_text(*data.find("external")) ==
              R"({"validationClock":"2021-08-01T12:00:00Z","countryCode":"XA","region":"XA-1",)"
              R"("iat":"2021-07-02T00:00:00Z","exp":"2022-07-02T00:00:00Z",)"
              R"("valueSets":{"a":["1"]}})");
    }

    TEST_CASE("the country of the newest event, else the issuer where that is a country") {
        CHECK(issuing_country("XB") == "XB");
        CHECK(issuing_country("XBX") == "XBX");
        CHECK(issuing_country("X") == "none");
        CHECK(issuing_country("XBXB") == "none");
        CHECK(issuing_country("XB", R"({"v":[{"co":"XC"},{"co":"XD"}]})") == "XC");
        CHECK(issuing_country("XB", R"({"r":[{"co":"XC"}],"t":[{"co":"XD"}]})") == "XD");
        CHECK(issuing_country("XB", R"({"v":[],"r":[{"co":"XC"}]})") == "XC");
        CHECK(issuing_country("XB", R"({"v":{"co":"XD"},"r":[{"co":"XC"}]})") == "XC");
        CHECK(issuing_country("XB", R"({"v":[{"co":1}]})") == "XB");
        CHECK(issuing_country("XB", R"({"v":[{}]})") == "XB");
    }
}
