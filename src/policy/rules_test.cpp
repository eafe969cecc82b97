// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "certificate/toy_certificate.hpp"
#include "json/parse.hpp"
#include "policy/check.hpp"
#include "policy/rule_data.hpp"

using namespace vaxcert;

namespace {

/// A rule that is in force here and now, with the members changed that are given as JSON.
std::string rule(std::string_view logic, std::string_view changes = "{}") {
    auto value = *json::parse(R"({
        "Identifier": "VR-XA-0001", "Type": "Acceptance", "Country": "XA", "Version": "1.0.0",
        "SchemaVersion": "1.3.0", "Engine": "CERTLOGIC", "EngineVersion": "1.3.3",
        "CertificateType": "Vaccination",
        "Description": [{"lang": "en", "desc": "Two doses."}, {"lang": "fr", "desc": "Deux doses."}],
        "ValidFrom": "2021-07-01T00:00:00Z", "ValidTo": "2030-06-01T00:00:00Z",
        "AffectedFields": ["v.0", "v.0.dn"]})",
                              Budget::for_trusted_data());
    value.set("Logic", *json::parse(logic, Budget::for_trusted_data()));
    const auto changed = *json::parse(changes, Budget::for_trusted_data());
    for (const json::Member& member : changed.object()) value.set(member.name, member.value);
    return json::to_text(value);
}

/// Dose 2 of 2 of a vaccine with European codes, checked by rules of country XA.
struct World {
    Claims claims;
    std::shared_ptr<const json::Value> payload;
    std::vector<std::string> rules;
    std::string country = "XA", region, language = "en", value_sets = "{}";
    MasterData known = MasterData::ready();
    Time now = *parse_time("2021-08-01T12:00:00Z");

    World() {
        Vaccination event;
        event.disease.display = "COVID-19";
        event.product = "Comirnaty";
        event.dose = 2;
        event.total_doses = 2;
        event.date = "2021-07-01";
        event.country = "XB";
        claims.event = event;
        claims.person.name = "Test Person";
        claims.person.birth_date = "1980-01-02";
    }

    Policy policy() const {
        std::string text = R"({"value_sets": )" + value_sets + R"(, "language": ")" + language +
                           R"(", "country": ")" + country + R"(", "region": ")" + region + '"';
        if (!rules.empty()) {
            text += R"(, "rules": [)";
            for (const std::string& each : rules) text += (&each == &rules[0] ? "" : ",") + each;
            text += ']';
        }
        const auto parsed = Policy::parse(text + '}');
        INFO((parsed ? std::string() : parsed.error().detail));
        REQUIRE(parsed);
        return *parsed;
    }

    Certificate certificate() const { return toy_certificate(claims, payload); }

    std::vector<Finding> findings() const {
        return check_policy(certificate(), policy(), known, now);
    }

    /// "accepted rule-met: VR-XA-0001 1.0.0: Two doses.; ..."
    std::string answer() const {
        std::string text;
        for (const Finding& finding : findings())
            text += (text.empty() ? "" : "; ") + std::string(name(finding.effect)) + ' ' +
                    name(finding.error.reason) + ": " + finding.error.detail;
        return text;
    }

    std::string payload_text() const {
        return json::to_text(payload_for_rules(certificate(), known));
    }
};

constexpr std::string_view yes = "true";
constexpr std::string_view no = "false";

/// What a rule of this logic says.
std::string said(std::string_view logic, std::string_view changes = "{}") {
    World world;
    world.rules = {rule(logic, changes)};
    return world.answer();
}

std::string refused(const std::string& policy) {
    const auto parsed = Policy::parse(policy);
    return parsed ? "taken" : parsed.error().detail;
}

}  // namespace

TEST_SUITE("rules") {
    TEST_CASE("every rule is a finding with its name, its version and its text") {
        CHECK(said(yes) == "accepted rule-met: VR-XA-0001 1.0.0: Two doses.");
        CHECK(said(no) == "rejected rule-not-met: VR-XA-0001 1.0.0: Two doses.");
        CHECK(said(R"({">=": [{"var": "payload.v.0.dn"}, 2]})") ==
              "accepted rule-met: VR-XA-0001 1.0.0: Two doses.");
        CHECK(said(R"({">": [{"var": "payload.v.0.dn"}, 2]})") ==
              "rejected rule-not-met: VR-XA-0001 1.0.0: Two doses.");
        CHECK(said(yes, R"({"Description": []})") == "accepted rule-met: VR-XA-0001 1.0.0");
    }

    TEST_CASE("only true is met: not one, not a text, not an instant") {
        CHECK(said("1").starts_with("rejected rule-not-met"));
        CHECK(said(R"({"var": "payload.v.0.dt"})").starts_with("rejected rule-not-met"));
        CHECK(said(R"({"plusTime": [{"var": "external.validationClock"}, 1, "day"]})")
                  .starts_with("rejected rule-not-met"));
    }

    TEST_CASE("the text is in the language asked for, else in English, else in what there is") {
        World world;
        world.rules = {rule(yes)};
        const auto in = [&](const char* language) {
            world.language = language;
            return world.findings().front().error.detail;
        };
        CHECK(in("fr") == "VR-XA-0001 1.0.0: Deux doses.");
        CHECK(in("fr-CH") == "VR-XA-0001 1.0.0: Deux doses.");
        CHECK(in("de") == "VR-XA-0001 1.0.0: Two doses.");
        world.rules = {rule(yes, R"({"Description": [{"lang": "it", "desc": "Due dosi."}]})")};
        CHECK(in("de") == "VR-XA-0001 1.0.0: Due dosi.");
    }

    TEST_CASE("a rule that cannot be judged by decides nothing, and accepts nothing") {
        CHECK(said(R"({"+": [{"var": "payload.v.0.dt"}, 1]})")
                  .starts_with("undecided rule-invalid: VR-XA-0001 1.0.0 cannot be evaluated"));
        CHECK(said(yes, R"({"Engine": "OTHER"})").starts_with("undecided rule-unclear"));
        CHECK(said(yes, R"({"EngineVersion": "1.3.4"})") ==
              "undecided rule-unclear: VR-XA-0001 1.0.0 is written for CERTLOGIC 1.3.4; "
              "CERTLOGIC 1.3.3 is spoken here");
        CHECK(said(yes, R"({"SchemaVersion": "2.0.0"})").starts_with("undecided rule-unclear"));
        // Of the same generation: a newer rule may be met, and if not it may be for what is
        // lacking.
        CHECK(said(yes, R"({"SchemaVersion": "1.3.1"})").starts_with("accepted rule-met"));
        CHECK(said(no, R"({"SchemaVersion": "1.3.1"})").starts_with("undecided rule-unclear"));
        CHECK(said(no, R"({"SchemaVersion": "1.2.9"})").starts_with("rejected rule-not-met"));
    }

    TEST_CASE("a rule counts in its country, for its kind of event, in its time") {
        const std::string here =
            "undecided rule-unclear: none of the rules given is what XA asks of such a "
            "certificate at this time";
        CHECK(said(no, R"({"Country": "XC"})") == here);
        CHECK(said(no, R"({"CertificateType": "Test"})") == here);
        CHECK(said(no, R"({"CertificateType": "General"})").starts_with("rejected"));
        CHECK(said(no, R"({"ValidFrom": "2021-08-01T12:00:00Z"})").starts_with("rejected"));
        CHECK(said(no, R"({"ValidFrom": "2021-08-01T12:00:01Z"})") == here);
        CHECK(said(no, R"({"ValidTo": "2021-08-01T12:00:00Z"})").starts_with("rejected"));
        CHECK(said(no, R"({"ValidTo": "2021-08-01T11:59:59Z"})") == here);
        CHECK(said(no, R"({"Region": "XA-1"})") == here);
        CHECK(said(no, R"({"Type": "BoosterNotification"})") == here);
    }

    TEST_CASE("a region's rules count there, beside those of the whole country") {
        World world;
        world.rules = {rule(no, R"({"Region": "XA-1"})"),
                       rule(yes, R"({"Identifier": "GR-XA-1"})")};
        CHECK(world.answer() == "accepted rule-met: GR-XA-1 1.0.0: Two doses.");
        world.region = "XA-1";
        CHECK(world.findings().size() == 2);
    }

    TEST_CASE("an issuing country invalidates its own certificates, wherever they are shown") {
        World world;
        world.rules = {rule(yes), rule(no, R"({"Identifier": "IR-XB-1", "Type": "Invalidation",
                                                "Country": "XB"})"),
                       rule(no, R"({"Identifier": "IR-XC-1", "Type": "Invalidation",
                                    "Country": "XC"})")};
        CHECK(world.answer() ==
              "accepted rule-met: VR-XA-0001 1.0.0: Two doses.; "
              "rejected rule-not-met: IR-XB-1 1.0.0: Two doses.");
    }

    TEST_CASE("of several versions in force the newest counts, in whatever order they come") {
        World world;
        world.rules = {rule(no), rule(yes, R"({"Version": "1.10.0"})"),
                       rule(no, R"({"Version": "1.9.0"})"),
                       rule(no, R"({"Version": "2.0.0", "ValidFrom": "2021-09-01T00:00:00Z"})")};
        CHECK(world.answer() == "accepted rule-met: VR-XA-0001 1.10.0: Two doses.");
    }

    TEST_CASE("rules without a country of arrival leave everything undecided") {
        World world;
        world.country.clear();
        world.rules = {rule(yes)};
        CHECK(world.answer() ==
              "undecided rule-unclear: rules are given and no country of arrival");
    }

    TEST_CASE("a rule sees the clock, the countries and the value sets") {
        World world;
        world.value_sets = R"({"vaccines": ["EU/1/20/1528"]})";
        world.claims.certificate.issued_at = "2021-07-02T00:00:00Z";
        world.claims.certificate.expires_at = "2022-07-02T00:00:00Z";
        world.rules = {rule(R"({"and": [
            {"in": [{"var": "payload.v.0.mp"}, {"var": "external.valueSets.vaccines"}]},
            {"===": [{"var": "external.countryCode"}, "XA"]},
            {"===": [{"var": "external.issuerCountryCode"}, "XB"]},
            {"after": [{"plusTime": [{"var": "external.exp"}, 0, "day"]},
                       {"plusTime": [{"var": "external.validationClock"}, 0, "day"]},
                       {"plusTime": [{"var": "external.iat"}, 0, "day"]}]}]})")};
        CHECK(world.answer() == "accepted rule-met: VR-XA-0001 1.0.0: Two doses.");
    }

    TEST_CASE("a certificate of any format is told in the words of an EU DCC") {
        World world;
        CHECK(
            world.payload_text() ==
            R"({"ver":"1.3.0","nam":{"fn":"Test Person"},"dob":"1980-01-02","v":[{"tg":"840539006",)"
            R"("vp":"1119349007","mp":"EU/1/20/1528","ma":"ORG-100030215","dn":2,"sd":2,)"
            R"("dt":"2021-07-01","co":"XB"}]})");

        Test test;
        test.disease.display = "COVID-19";
        test.type = "NAAT";
        test.sample_time = "2021-07-31T10:00:00Z";
        test.result = "Negative";
        world.claims.earlier_events = {world.claims.event};
        world.claims.event = test;
        const auto payload = payload_for_rules(world.certificate(), world.known);
        CHECK(payload.find("v")->array().size() == 1);
        const json::Value& entry = payload.find("t")->array().front();
        CHECK(entry.find("tr")->string() == "260415000");
        CHECK(entry.find("sc")->string() == "2021-07-31T10:00:00Z");
    }

    TEST_CASE("a vaccine that no master data knows keeps its own name") {
        World world;
        std::get<Vaccination>(world.claims.event).product = "Unknown Vaccine 9";
        const auto payload = payload_for_rules(world.certificate(), world.known);
        const json::Value& entry = payload.find("v")->array().front();
        CHECK(entry.find("mp")->string() == "Unknown Vaccine 9");
        CHECK_FALSE(entry.find("vp"));
    }

    TEST_CASE("the payload that was signed is what rules see, where it is an EU DCC") {
        World world;
        world.payload = std::make_shared<json::Value>(
            *json::parse(R"({"ver": "1.3.0", "v": [{"dn": 3, "co": "XD"}]})", Budget{}));
        world.rules = {rule(R"({"===": [{"var": "payload.v.0.dn"}, 3]})")};
        CHECK(world.answer().starts_with("accepted rule-met"));
    }

    TEST_CASE("published rules and value sets are read as they are, one or many") {
        const auto one = Policy::parse(rule(yes));
        REQUIRE(one);
        CHECK(one->rules);
        CHECK(Policy::parse('[' + rule(yes) + ',' + rule(no, R"({"Identifier": "B"})") + ']'));
        CHECK(Policy::parse(R"({"valueSetId": "a", "valueSetDate": "2021-04-27",
                                "valueSetValues": {"X": {"display": "x", "active": false}}})"));
    }

    TEST_CASE("what is not understood of a rule is refused, with its name") {
        CHECK(refused(rule(yes, R"({"Modifier": "x"})")) ==
              "rule VR-XA-0001: \"Modifier\" is no member of a rule");
        CHECK(refused(rule(yes, R"({"Version": "1.0"})")) ==
              "rule VR-XA-0001: Version: a version is three numbers, as 1.0.0");
        CHECK(refused(rule(R"({"unknown": [1]})")) ==
              "rule VR-XA-0001: \"Logic\": there is no such operation");
        for (const char* change :
             {R"({"Type": "Other"})", R"({"CertificateType": "Other"})", R"({"ValidTo": "soon"})",
              R"({"Country": 1})", R"({"Description": "x"})", R"({"Version": "1.0.0.0"})",
              R"({"Version": "1..0"})", R"({"Version": "1.0."})", R"({"Version": ""})"}) {
            CAPTURE(change);
            CHECK(refused(rule(yes, change)).starts_with("rule VR-XA-0001: "));
        }
        CHECK(refused(R"([{"Identifier": 1}])").starts_with("rule without Identifier"));
        CHECK(refused(R"({"rules": {}})") == "\"rules\" should be an array of rules");
        CHECK(refused(R"({"value_sets": {"a": [1]}})") ==
              "the value set \"a\" should be an array of codes");
        CHECK(refused("[]") == "a policy is a JSON object, or an array of rules");
    }
}

TEST_SUITE("states") {
    TEST_CASE("tell the fully from the partly vaccinated, and both from the others") {
        World world;
        Policy policy = *Policy::ready("vaccination-status");
        const auto state = [&] {
            const auto found = state_of(world.certificate(), policy, world.known, world.now);
            return found ? found->word + " " + found->text : "none";
        };
        auto& event = std::get<Vaccination>(world.claims.event);
        CHECK(state() == "2 fully vaccinated");
        event.dose = 3;
        CHECK(state() == "2 fully vaccinated");
        event.dose = 1;
        CHECK(state() == "1 partly vaccinated");
        event.total_doses.reset();  // the master data knows that the course has two
        CHECK(state() == "1 partly vaccinated");
        event.dose.reset();
        CHECK(state() == "0 no vaccination is proven");
        world.claims.event = Test{};
        policy.language = "fr";
        CHECK(state() == "0 aucune vaccination prouvée");
        CHECK_FALSE(state_of(world.certificate(), Policy{}, world.known, world.now));
    }

    TEST_CASE("come in six languages") {
        for (const char* language : {"en", "hi", "fr", "es", "pt", "ar"}) {
            Policy policy = *Policy::ready("vaccination-status");
            policy.language = language;
            const auto state = state_of(World().certificate(), policy, {}, World().now);
            REQUIRE(state);
            CHECK((state->text == "fully vaccinated") == (std::string_view(language) == "en"));
        }
    }

    TEST_CASE("have a word, texts and a condition, and nothing else") {
        CHECK(refused(R"({"states": [{"state": "a", "says": {"en": "A"}, "if": true}]})") ==
              "taken");
        for (const char* states :
             {R"({})", R"([{"state": "a", "says": {"en": "A"}}])",
              R"([{"state": "a", "if": true}])",
              R"([{"state": "a", "says": {"en": 1}, "if": true}])",
              R"([{"state": "a", "says": {"en": "A"}, "if": true, "x": 1}])",
              R"([{"state": "a", "says": {"en": "A"}, "if": {"none": []}}])"}) {
            CAPTURE(states);
            CHECK(refused(std::string(R"({"states": )") + states + '}') != "taken");
        }
        CHECK_FALSE(Policy::ready("no-such-policy"));
    }
}

TEST_SUITE("policies together") {
    Policy parsed(const char* text) {
        const auto policy = Policy::parse(text);
        REQUIRE(policy);
        return *policy;
    }

    TEST_CASE("ask for all that each of them asks for") {
        Policy both = parsed(R"({"name": "a", "min_doses": 1, "products": ["X", "Y"],
                                 "days_since_last_dose": {"min": 14, "max": 200}})");
        REQUIRE(both.merge(parsed(R"({"name": "b", "min_doses": 2, "products": ["Y", "Z"],
            "complete_course": true, "days_since_last_dose": {"min": 7, "max": 100}})")));
        CHECK(both.name == "a and b");
        CHECK(both.min_doses == 2);
        CHECK(both.products == std::vector<std::string>{"Y"});
        CHECK(both.complete_course);
        CHECK(both.min_days_since_dose == 14);
        CHECK(both.max_days_since_dose == 100);
    }

    TEST_CASE("take a vaccination or a test only where each of them takes it") {
        Policy either = parsed(R"({"min_doses": 2, "test_max_hours": 72})");
        Policy tests = parsed(R"({"test_max_hours": 48})");
        Policy vaccinations = parsed(R"({"min_doses": 1})");

        Policy both = either;
        REQUIRE(both.merge(tests));
        CHECK_FALSE(both.asks_for_vaccination());
        CHECK(both.test_max_hours == 48);

        both = either;
        REQUIRE(both.merge(vaccinations));
        CHECK_FALSE(both.asks_for_test());
        CHECK(both.min_doses == 2);

        CHECK_FALSE(tests.merge(vaccinations));
        CHECK(Policy().merge(tests));
    }

    TEST_CASE("that contradict each other are refused") {
        Policy here = parsed(R"({"country": "XA", "products": ["X"]})");
        CHECK_FALSE(here.merge(parsed(R"({"country": "XB"})")));
        CHECK_FALSE(here.merge(parsed(R"({"products": ["Y"]})")));
        CHECK(here.merge(parsed(R"({"country": "XA"})")));
        CHECK(here.merge(parsed("{}")));
        CHECK(here.country == "XA");
    }

    TEST_CASE("bring their rules together: the country from one, the rules from others") {
        Policy all = parsed(R"({"country": "XA"})");
        REQUIRE(all.merge(*Policy::parse(rule(no))));
        REQUIRE(all.merge(*Policy::parse(rule(yes))));  // the same rule again: the first stays
        REQUIRE(all.merge(*Policy::parse(rule(yes, R"({"Identifier": "GR-XA-1"})"))));
        const World world;
        const auto findings = check_policy(world.certificate(), all, world.known, world.now);
        REQUIRE(findings.size() == 2);
        CHECK(findings[0].error.reason == Reason::rule_not_met);
        CHECK(findings[1].error.reason == Reason::rule_met);
    }
}
