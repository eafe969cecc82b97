// SPDX-License-Identifier: Apache-2.0
// The payloads that we read and do not write.
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <limits>

#include <vaxcert/verify.hpp>

#include "cbor/write.hpp"
#include "cose/sign1.hpp"
#include "encoding/base64.hpp"
#include "formats/hcert/wire.hpp"
#include "formats/hcert/zone.hpp"

using namespace vaxcert;

namespace {

const Bytes kid = {0, 1, 2, 3, 4, 5, 6, 7};

/// A signer of XX, and a check point that trusts it.
struct World {
    std::shared_ptr<const Signer> signer =
        *signer_from_key(as_bytes(*generate_key(Algorithm::es256)));
    TrustList trust;
    Time now = *parse_time("2025-03-01T12:00:00Z");

    World() {
        trust.add({.id = "https://id.example.org",
                   .key = signer->public_key(),
                   .environment = Environment::test,
                   .kid = encoding::to_base64(kid)});
    }

    std::string message(cbor::Map claims, cbor::Map headers = {{cose::label::kid, kid}}) const {
        const auto bytes =
            cose::sign1(std::move(headers), cbor::to_bytes(std::move(claims)), *signer);
        REQUIRE(bytes);
        return hcert::pack(*bytes);
    }
    std::string certificate(int subclaim, cbor::Map payload) const {
        return message(
            {{1, "XX"}, {6, 1'700'000'000}, {-260, cbor::Map{{subclaim, std::move(payload)}}}});
    }
    Verdict verify(std::string_view text) const {
        return vaxcert::verify(as_bytes(text), {.trust = trust,
                                                .status = {},
                                                .policy = {},
                                                .master_data = MasterData::ready(),
                                                .now = now});
    }
};

bool finds(const Verdict& verdict, Step step, Outcome effect, Reason reason) {
    return std::ranges::any_of(verdict.findings(), [&](const Finding& finding) {
        return finding.step == step && finding.effect == effect && finding.error.reason == reason;
    });
}

cbor::Map yellow_fever(const char* code, const char* date) {
    return {{"vp", code}, {"dt", date}, {"bo", "T1"}, {"is", "Test Centre"}, {"vle", "2025-02-01"}};
}

cbor::Map card(cbor::Value vaccinations) {
    return {{"n", "Asha Example"},
            {"dob", "1987-05-04"},
            {"s", "female"},
            {"v", std::move(vaccinations)}};
}

constexpr const char* stamaril = "YellowFeverProductd8a09f80301dc05e124f99ffe7711fc0";
constexpr const char* no_product = "YellowFeverProduct00000000000000000000000000000000";

}  // namespace

TEST_SUITE("hcert shapes") {
    TEST_CASE("a yellow card of 2024 holds one vaccination as a map, one of 2025 a list") {
        const World world;
        for (const cbor::Value& vaccinations :
             {cbor::Value(yellow_fever(stamaril, "2025-01-02")),
              cbor::Value(cbor::Array{yellow_fever(stamaril, "2025-01-02")})}) {
            const Verdict verdict = world.verify(world.certificate(-6, card(vaccinations)));
            REQUIRE(verdict.accepted());
            CHECK(verdict.certificate()->person().sex == "Female");
            CHECK(std::get<Vaccination>(verdict.certificate()->event()).product == "STAMARIL");
        }
        const Verdict old =
            world.verify(world.certificate(-6, card(cbor::Map{{"dn", "Primary"},
                                                              {"tg", "1D47"},
                                                              {"vp", "XM0N24"},
                                                              {"ma", "Example"},
                                                              {"dt", "2024-01-02"},
                                                              {"bo", "T1"},
                                                              {"cn", "Test Clinician"}})));
        REQUIRE(old.accepted());
        CHECK(std::get<Vaccination>(old.certificate()->event()).disease.code == "1D47");
    }

    TEST_CASE("of several vaccinations the newest is judged, wherever it stands, and that is said") {
        World world;
        const auto older = yellow_fever(stamaril, "2019-05-06");
        const auto newer = yellow_fever(no_product, "2025-02-25");
        for (const cbor::Value& vaccinations :
             {cbor::Value(cbor::Array{older, newer}), cbor::Value(cbor::Array{newer, older})}) {
            const Verdict verdict = world.verify(world.certificate(-6, card(vaccinations)));
            REQUIRE(verdict.certificate());
            CHECK(std::get<Vaccination>(verdict.certificate()->event()).date == "2025-02-25");
            REQUIRE(verdict.certificate()->earlier_events().size() == 1);
            CHECK(finds(verdict, Step::policy, Outcome::accepted, Reason::shape_not_expected));
            // That one does not count yet.
            CHECK(verdict.outcome() == Outcome::rejected);
        }
        const Verdict single = world.verify(world.certificate(-6, card(cbor::Array{older})));
        CHECK_FALSE(finds(single, Step::policy, Outcome::accepted, Reason::shape_not_expected));
    }

    TEST_CASE("a token that does not say when it expires is noted") {
        const World world;
        const auto token = [&](cbor::Map claims) {
            claims.emplace_back(-260, cbor::Map{{-6, card(yellow_fever(stamaril, "2025-01-02"))}});
            return world.verify(world.message(std::move(claims)));
        };
        const Verdict open = token({{1, "XX"}, {6, 1'700'000'000}});
        CHECK(open.accepted());
        CHECK(finds(open, Step::policy, Outcome::accepted, Reason::member_missing));
        const Verdict closed = token({{1, "XX"}, {6, 1'700'000'000}, {4, 1'900'000'000}});
        CHECK(closed.accepted());
        CHECK(closed.findings().empty());
    }

    TEST_CASE("a product that no list has is named by the words of its code") {
        const World world;
        const Verdict verdict = world.verify(
            world.certificate(-6, card(cbor::Array{yellow_fever(no_product, "2025-01-02")})));
        REQUIRE(verdict.accepted());
        const auto& event = std::get<Vaccination>(verdict.certificate()->event());
        CHECK(event.vaccine.display == "Yellow Fever");
        CHECK(event.disease.display == "Yellow Fever");
        CHECK(event.product.empty());
    }

    TEST_CASE("yellow fever counts from the tenth day and for life, polio for twelve months") {
        World world;
        const auto at = [&](const char* day, const char* code) {
            world.now = *parse_time(std::string(day) + "T12:00:00Z");
            return world.verify(
                world.certificate(-6, card(cbor::Array{yellow_fever(code, "2025-01-02")})));
        };
        CHECK(finds(at("2025-01-11", stamaril), Step::policy, Outcome::rejected,
                    Reason::not_yet_valid));
        CHECK(at("2025-01-12", stamaril).accepted());
        CHECK(at("2065-01-12", stamaril).accepted());
        constexpr const char* polio =
            "PolioVaccineInactivatedIProduct00000000000000000000000000000";
        CHECK_FALSE(at("2025-01-29", polio).accepted());
        CHECK(at("2025-01-30", polio).accepted());
        CHECK(at("2026-01-02", polio).accepted());
        CHECK(
            finds(at("2026-01-03", polio), Step::policy, Outcome::rejected, Reason::rule_not_met));
    }

    TEST_CASE("a DDCC is read flat at the root, as in 2021, and nested under 3 and 4") {
        const World world;
        const cbor::Map vaccination = {
            {"vaccine", cbor::Map{{"code", "1119349007"}, {"system", "http://snomed.info/sct"}}},
            {"brand", cbor::Map{{"code", "T"}, {"display", "Example Vaccine"}}},
            {"lot", "T1"},
            {"date", "2021-06-01"},
            {"dose", 1},
            {"country", cbor::Map{{"code", "XXX"}}},
            {"disease", cbor::Map{{"code", "840539006"}, {"system", "http://snomed.info/sct"}}}};
        cbor::Map flat = vaccination;
        flat.emplace_back("name", "Asha Example");
        flat.emplace_back("hcid", "T2");
        flat.emplace_back("total_doses", cbor::Simple{});
        const cbor::Map nested = {{"name", "Asha Example"},
                                  {"certificate", cbor::Map{{"hcid", "T2"}, {"version", "RC2"}}},
                                  {"vaccination", vaccination}};
        for (const std::string& text : {world.message(flat), world.certificate(3, nested)}) {
            const Verdict verdict = world.verify(text);
            REQUIRE(verdict.accepted());
            CHECK(verdict.certificate()->person().name == "Asha Example");
            CHECK(verdict.certificate()->id() == "T2");
            const auto& event = std::get<Vaccination>(verdict.certificate()->event());
            CHECK(event.product == "Example Vaccine");
            CHECK(event.disease.display == "COVID-19");
            CHECK(event.country == "XXX");
            CHECK_FALSE(event.total_doses);
        }
        const Verdict test = world.verify(world.certificate(
            4,
            {{"name", "Asha Example"},
             {"test", cbor::Map{{"result", "Negative"}, {"date", "2021-06-01T10:00:00+0200"}}}}));
        REQUIRE(test.accepted());
        CHECK(std::get<Test>(test.certificate()->event()).sample_time ==
              "2021-06-01T10:00:00+02:00");
        CHECK_FALSE(world.verify(world.certificate(3, {{"name", "Asha Example"}})).accepted());
    }

    TEST_CASE("an identity is genuine, and undecided: it attests no vaccination") {
        const World world;
        const std::string text = world
                                     .message({{1, "https://id.example.org"},
                                               {4, 1'800'000'000},
                                               {169, cbor::Map{{1, "T1"},
                                                               {5, "Asha"},
                                                               {7, "Example"},
                                                               {8, "19870504"},
                                                               {9, "2"},
                                                               {13, "IN"}}}},
                                              {})
                                     .substr(4);
        const Verdict verdict = world.verify(text);
        CHECK(verdict.outcome() == Outcome::undecided);
        CHECK(finds(verdict, Step::policy, Outcome::undecided, Reason::shape_not_expected));
        REQUIRE(verdict.certificate());
        CHECK(verdict.certificate()->format() == "claim169");
        CHECK(verdict.certificate()->person().name == "Asha Example");
        CHECK(verdict.certificate()->person().birth_date == "1987-05-04");
        CHECK(verdict.certificate()->person().sex == "Female");
        std::string changed = text;
        changed[changed.size() / 2] = changed[changed.size() / 2] == 'A' ? 'B' : 'A';
        CHECK_FALSE(world.verify(changed).certificate());
    }

    TEST_CASE("a kind of certificate that we do not know, and a time that is none, are refused") {
        const World world;
        CHECK(finds(world.verify(world.certificate(5, {})), Step::decode, Outcome::rejected,
                    Reason::unsupported_format));
        const std::string text = world.message({{1, "XX"},
                                                {4, std::numeric_limits<double>::quiet_NaN()},
                                                {-260, cbor::Map{{1, cbor::Map{}}}}});
        CHECK(finds(world.verify(text), Step::decode, Outcome::rejected, Reason::bad_date));
        CHECK(finds(world.verify(world.message({{1, "XX"}})), Step::decode, Outcome::rejected,
                    Reason::malformed));
    }

    TEST_CASE("a recovery counts between its days, and is no vaccination") {
        World world;
        const std::string text =
            world.certificate(1, {{"ver", "1.3.0"},
                                  {"nam", cbor::Map{{"fnt", "EXAMPLE"}}},
                                  {"dob", ""},
                                  {"r", cbor::Array{cbor::Map{{"tg", "840539006"},
                                                              {"fr", "2025-01-01"},
                                                              {"df", "2025-01-12"},
                                                              {"du", "2025-06-30"},
                                                              {"co", "XX"},
                                                              {"is", "Example"},
                                                              {"ci", "T1"}}}}});
        CHECK(world.verify(text).accepted());
        for (const char* day : {"2025-01-11", "2025-07-01"}) {
            world.now = *parse_time(std::string(day) + "T12:00:00Z");
            CHECK(finds(world.verify(text), Step::policy, Outcome::rejected, Reason::rule_not_met));
        }
        world.now = *parse_time("2025-03-01T12:00:00Z");
        Policy policy;
        policy.min_doses = 1;
        CHECK_FALSE(vaxcert::verify(as_bytes(text), {.trust = world.trust,
                                                     .status = {},
                                                     .policy = policy,
                                                     .master_data = {},
                                                     .now = world.now})
                        .accepted());
    }

    TEST_CASE("a zone of ISO 8601 is spelled as RFC 3339 spells it") {
        CHECK(hcert::with_full_zone("2021-06-11T17:30:00+02") == "2021-06-11T17:30:00+02:00");
        CHECK(hcert::with_full_zone("2021-06-11T17:30:00-0530") == "2021-06-11T17:30:00-05:30");
        for (const char* kept :
             {"2021-06-11T17:30:00+02:00", "2021-06-11T17:30:00Z", "2021-06-11", "", "T+1", "T-x"})
            CHECK(hcert::with_full_zone(kept) == kept);
    }
}
