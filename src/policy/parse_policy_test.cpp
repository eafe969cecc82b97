// SPDX-License-Identifier: Apache-2.0
// Policies and rules as files: what is read, and what is refused.

#include <doctest/doctest.h>

#include <vaxcert/policy.hpp>

#include "json/parse.hpp"
#include "policy/rule_book.hpp"

using namespace vaxcert;

namespace {

Policy taken(const std::string& text) {
    auto policy = Policy::parse(text);
    if (!policy) FAIL(policy.error().detail);
    return *std::move(policy);
}

/// Why it is no policy.
std::string refused(const std::string& text) {
    const auto policy = Policy::parse(text);
    if (policy) return "taken";
    CHECK(policy.error().reason == Reason::bad_policy);
    return policy.error().detail;
}

json::Value parsed(std::string_view text) {
    return *json::parse(text, Budget::for_trusted_data());
}

/// A rule without any member that may be left out.
json::Value whole_rule() {
    return parsed(R"({
        "Identifier": "GR-XA-1", "Type": "Acceptance", "Country": "XA", "Version": "1.0.0",
        "SchemaVersion": "1.3.0", "Engine": "CERTLOGIC", "EngineVersion": "1.3.3",
        "CertificateType": "General", "ValidFrom": "2021-07-01T00:00:00Z",
        "ValidTo": "2030-06-01T00:00:00Z", "Logic": true})");
}

std::string refused_rule(const json::Value& value) {
    const auto rule = parse_rule(value);
    if (rule) return "taken";
    CHECK(rule.error().reason == Reason::bad_policy);
    return rule.error().detail;
}

}  // namespace

TEST_SUITE("policies as files") {
    TEST_CASE("say each demand that was written, and no other") {
        const Policy policy = taken(R"({"name": "n", "country": "XA", "region": "XA-1",
            "language": "fr", "min_doses": 0, "complete_course": true, "test_max_hours": 1000000,
            "days_since_last_dose": {"min": 14, "max": 365}, "products": ["A", "B"],
            "rules": []})");
        CHECK(policy.name == "n");
        CHECK(policy.country == "XA");
        CHECK(policy.region == "XA-1");
        CHECK(policy.language == "fr");
        CHECK(policy.min_doses == 0);
        CHECK(policy.complete_course);
        CHECK(policy.test_max_hours == 1'000'000);
        CHECK(policy.min_days_since_dose == 14);
        CHECK(policy.max_days_since_dose == 365);
        CHECK(policy.products == std::vector<std::string>{"A", "B"});
        CHECK(policy.rules->rules.empty());

        const Policy empty = taken("{}");
        CHECK_FALSE(empty.asks_for_vaccination());
        CHECK_FALSE(empty.asks_for_test());
        CHECK_FALSE(taken(R"({"complete_course": false})").complete_course);
        CHECK_FALSE(taken(R"({"days_since_last_dose": {"max": 1}})").min_days_since_dose);
    }

    TEST_CASE("are refused where a demand is misspelt or of another kind") {
        for (const char* member :
             {R"("name": 1)", R"("country": 1)", R"("region": null)", R"("language": [])",
              R"("min_doses": "2")", R"("min_doses": -1)", R"("min_doses": 1.5)",
              R"("min_doses": 1000001)", R"("test_max_hours": -1)", R"("complete_course": 1)",
              R"("days_since_last_dose": 14)", R"("days_since_last_dose": {"least": 14})",
              R"("days_since_last_dose": {"min": "14"})", R"("days_since_last_dose": {"max": -1})",
              R"("products": "A")", R"("products": ["A", 1])", R"("doses": 2)"}) {
            const std::string text(member);
            CHECK(refused('{' + text + '}') ==
                  text.substr(0, text.find('"', 1) + 1) +
                      " is no member of a policy, or not of the right kind");
        }
        CHECK(refused("7") == "a policy is a JSON object, or an array of rules");
        CHECK(refused("{").starts_with("the policy is not JSON: "));
        CHECK(refused(R"({"rules": [1]})") == "\"rules\" should be an array of rules");
        CHECK(refused(R"({"rules": [{"Identifier": "A"}]})").starts_with("rule A: "));
        CHECK(refused(R"({"value_sets": []})") == "\"value_sets\" should be an object");
        CHECK(refused(R"({"value_sets": {"a": "b"}})") ==
              "the value set \"a\" should be an array of codes");
    }

    TEST_CASE("that come with the library are known by name") {
        const auto names = Policy::ready_names();
        CHECK_FALSE(names.empty());
        std::string list;
        for (const std::string_view name : names) {
            CHECK(Policy::ready(name));
            list += (list.empty() ? "" : ", ") + std::string(name);
        }
        const auto none = Policy::ready("none");
        REQUIRE_FALSE(none);
        CHECK(none.error() ==
              Error{Reason::bad_policy,
                    "no policy of that name comes with vaxcert; there are " + list});
    }

    TEST_CASE("hold published value sets, and mixtures of them with rules") {
        const std::string set = R"({"valueSetId": "a", "valueSetValues": {"X": {}, "Y": {}}})";
        const std::string rule = json::to_text(whole_rule());
        CHECK(json::to_text(taken(set).rules->value_sets) == R"({"a":["X","Y"]})");
        const Policy both = taken('[' + rule + ',' + set + ']');
        CHECK(both.rules->rules.size() == 1);
        CHECK(json::to_text(both.rules->value_sets) == R"({"a":["X","Y"]})");
        CHECK(refused(R"({"valueSetId": 1, "valueSetValues": {}})") != "taken");
        CHECK(refused(R"({"valueSetId": "a"})") != "taken");
        CHECK(refused(R"({"valueSetId": "a", "valueSetValues": []})") != "taken");
        CHECK(refused('[' + rule + R"(,{"valueSetId":"a"}])") != "taken");
        CHECK(refused('[' + rule + ",7]") == "a policy is a JSON object, or an array of rules");
    }

    TEST_CASE("of states say what is wrong with them") {
        const auto why = [](const std::string& states) {
            return refused(R"({"states": )" + states + '}');
        };
        const std::string parts = "a state has \"state\", \"says\" and \"if\", and nothing else";
        CHECK(why("{}") == "\"states\" should be an array");
        CHECK(why(R"([{"says": {}, "if": true, "x": 1}])") == "the member \"state\" is missing");
        CHECK(why(R"([{"state": "a", "if": true, "x": 1}])") == "the member \"says\" is missing");
        CHECK(why(R"([{"state": "a", "says": {}}])") == parts);
        CHECK(why(R"([{"state": "a", "says": {}, "if": true, "x": 1}])") == parts);
        CHECK(why(R"([{"state": "a", "says": {}, "if": null}])") ==
              "the state \"a\": null is no expression");
        CHECK(why(R"([{"state": "a", "says": {"en": 1}, "if": true}])") ==
              "\"says\" should hold texts by language");
        const Policy policy = taken(R"({"states": [{"state": "a", "says": {"en": "A", "fr": "B"},
            "if": {"!": [1]}}, {"state": "b", "says": {}, "if": true}]})");
        REQUIRE(policy.rules->states.size() == 2);
        CHECK(policy.rules->states[0].word == "a");
        CHECK(policy.rules->states[0].texts == Texts{{"en", "A"}, {"fr", "B"}});
        CHECK(json::to_text(policy.rules->states[0].logic) == R"({"!":[1]})");
    }
}

TEST_SUITE("rules as files") {
    TEST_CASE("are read member by member") {
        json::Value value = whole_rule();
        for (const auto& [kind, meant] : {std::pair{"Acceptance", Rule::Kind::acceptance},
                                          {"Invalidation", Rule::Kind::invalidation},
                                          {"BoosterNotification", Rule::Kind::booster}}) {
            value.set("Type", kind);
            CHECK(parse_rule(value)->kind == meant);
        }
        for (const char* type : {"General", "Vaccination", "Test", "Recovery"}) {
            value.set("CertificateType", type);
            CHECK(parse_rule(value)->certificate_type == type);
        }
        value.set("Region", "XA-1");
        value.set("Description", parsed(R"([{"lang": "en", "desc": "A"}])"));
        value.set("AffectedFields", parsed("[]"));
        const auto rule = parse_rule(value);
        REQUIRE(rule);
        CHECK(rule->id == "GR-XA-1");
        CHECK(rule->country == "XA");
        CHECK(rule->region == "XA-1");
        CHECK(rule->version.text() == "1.0.0");
        CHECK(rule->schema.text() == "1.3.0");
        CHECK(rule->engine == "CERTLOGIC");
        CHECK(rule->engine_version.text() == "1.3.3");
        CHECK(to_text(rule->valid_from) == "2021-07-01T00:00:00Z");
        CHECK(to_text(rule->valid_until) == "2030-06-01T00:00:00Z");
        CHECK(rule->texts == Texts{{"en", "A"}});
        CHECK(rule->logic == json::Value(true));

        for (const char* unsaid : {"Region", "Description"}) {
            value = whole_rule();
            value.set(unsaid, json::Value());
            CHECK(parse_rule(value)->region.empty());
            CHECK(parse_rule(value)->texts.empty());
        }
    }

    TEST_CASE("lack nothing that they need, and the first thing that is wrong is said") {
        const json::Value whole = whole_rule();
        for (const json::Member& member : whole.object()) {
            CAPTURE(member.name);
            json::Value value = whole;
            value.erase(member.name);
            CHECK(refused_rule(value) != "taken");
            if (member.name == "Identifier" || member.name == "Logic") continue;
            value.set(member.name, 1);
            CHECK(refused_rule(value).starts_with("rule GR-XA-1: "));
        }
        json::Value value = whole;
        value.set("Version", "1");
        value.set("ValidTo", "soon");
        CHECK(refused_rule(value) == "rule GR-XA-1: Version: a version is three numbers, as 1.0.0");
        value = whole;
        value.erase("Logic");
        CHECK(refused_rule(value) == "rule GR-XA-1: \"Logic\" is missing");
        value = whole;
        value.set("Region", 1);
        CHECK(refused_rule(value).starts_with("rule GR-XA-1: "));
        value = whole;
        value.set("Type", "Other");
        CHECK(refused_rule(value) ==
              "rule GR-XA-1: \"Type\" should be Acceptance, Invalidation or BoosterNotification");
        value = whole;
        value.set("CertificateType", "Other");
        CHECK(refused_rule(value) ==
              "rule GR-XA-1: \"CertificateType\" should be General, Vaccination, Test or Recovery");
        for (const char* texts :
             {"{}", "[1]", R"([{"desc": "A"}])", R"([{"lang": "en"}])",
              R"([{"lang": 1, "desc": "A"}])", R"([{"lang": "en", "desc": 1}])"}) {
            value = whole;
            value.set("Description", parsed(texts));
            CHECK(refused_rule(value).starts_with("rule GR-XA-1: "));
        }
        CHECK(refused_rule(json::Value(1)) == "a rule is a JSON object");
        CHECK(refused_rule(parsed("{}")).starts_with("rule without Identifier: "));
        CHECK(refused_rule(parsed(R"({"Identifier": 1})")).starts_with("rule without Identifier"));
    }

    TEST_CASE("have versions of three numbers, in the order of numbers") {
        for (const char* good : {"0.0.0", "1.20.300", "999999.0.9"}) {
            const auto version = Version::parse(good);
            REQUIRE(version);
            CHECK(version->text() == good);
        }
        for (const char* bad : {"", "1", "1.2", "1.2.3.4", ".1.2", "1..2", "1.2.", "1.2.x",
                                "1.2.3x", "1234567.0.0", "1./.0", "1.:.0", "1.2.3 ", "-1.0.0"}) {
            CAPTURE(bad);
            const auto version = Version::parse(bad);
            REQUIRE_FALSE(version);
            CHECK(version.error() ==
                  Error{Reason::bad_policy, "a version is three numbers, as 1.0.0"});
        }
        CHECK(*Version::parse("1.10.0") > *Version::parse("1.9.9"));
        CHECK(*Version::parse("1.0.10") > *Version::parse("1.0.9"));
    }

    TEST_CASE("have texts in the language asked for, its kind, English or what there is") {
        const Texts texts = {{"it", "I"}, {"pt", "P"}, {"en", "E"}, {"pt-BR", "B"}};
        CHECK(text_in(texts, "pt-BR") == "B");
        CHECK(text_in(texts, "pt-PT") == "P");
        CHECK(text_in(texts, "pt") == "P");
        CHECK(text_in(texts, "de-AT") == "E");
        CHECK(text_in({{"it", "I"}, {"pt", "P"}}, "de") == "I");
        CHECK(text_in({}, "de").empty());
    }
}

TEST_SUITE("policies joined") {
    TEST_CASE("say in which they contradict each other") {
        const auto why = [](const char* one, const char* other) {
            Policy policy = taken(one);
            const auto merged = policy.merge(taken(other));
            if (merged) return std::string("merged");
            CHECK(merged.error().reason == Reason::bad_policy);
            return merged.error().detail;
        };
        CHECK(why(R"({"country": "XA"})", R"({"country": "XB"})") ==
              "two policies name a different country of arrival");
        CHECK(why(R"({"region": "A"})", R"({"region": "B"})") ==
              "two policies name a different region of arrival");
        CHECK(why(R"({"region": "A"})", R"({"region": "A"})") == "merged");
        CHECK(why(R"({"region": "A"})", "{}") == "merged");
        CHECK(why(R"({"products": ["A"]})", R"({"products": ["B", "A"]})") == "merged");
        CHECK(why(R"({"products": ["A"]})", R"({"products": ["B"]})") ==
              "the policies have no product in common");
        CHECK(why(R"({"min_doses": 1})", R"({"test_max_hours": 1})") ==
              "one policy asks for a vaccination and another for a test");
    }

    TEST_CASE("ask for what only one of them asks") {
        const char* demands = R"({"name": "d", "country": "XA", "region": "XA-1",
            "language": "fr", "min_doses": 2, "complete_course": true, "products": ["A"],
            "days_since_last_dose": {"min": 14, "max": 365}})";
        for (const bool first : {true, false}) {
            Policy policy = first ? taken(demands) : Policy();
            REQUIRE(policy.merge(first ? Policy() : taken(demands)));
            CHECK(policy.name == "d");
            CHECK(policy.country == "XA");
            CHECK(policy.region == "XA-1");
            CHECK(policy.language == "fr");
            CHECK(policy.min_doses == 2);
            CHECK(policy.complete_course);
            CHECK(policy.products == std::vector<std::string>{"A"});
            CHECK(policy.min_days_since_dose == 14);
            CHECK(policy.max_days_since_dose == 365);
            CHECK(policy.rules);
        }
    }

    TEST_CASE("of either kind and of tests alone ask nothing of vaccinations any more") {
        Policy policy = taken(R"({"min_doses": 2, "complete_course": true, "products": ["A"],
            "days_since_last_dose": {"min": 14, "max": 365}, "test_max_hours": 24})");
        REQUIRE(policy.merge(taken(R"({"test_max_hours": 72})")));
        CHECK_FALSE(policy.asks_for_vaccination());
        CHECK(policy.test_max_hours == 24);
        CHECK_FALSE(policy.min_doses);
        CHECK_FALSE(policy.complete_course);
        CHECK_FALSE(policy.min_days_since_dose);
        CHECK_FALSE(policy.max_days_since_dose);
        CHECK(policy.products.empty());
    }

    TEST_CASE("keep each rule once, and the later of two value sets of a name") {
        RuleBook book;
        book.rules.push_back(*parse_rule(whole_rule()));
        book.value_sets.set("a", parsed(R"(["1"])"));
        book.states.push_back({"0", {}, json::Value(true)});
        RuleBook other = book;
        json::Value newer = whole_rule(), another = whole_rule();
        newer.set("Version", "1.0.1");
        another.set("Identifier", "GR-XA-2");
        other.rules.push_back(*parse_rule(newer));
        other.rules.push_back(*parse_rule(another));
        other.value_sets.set("a", parsed(R"(["2"])"));
        other.value_sets.set("b", parsed("[]"));
        book.merge(other);
        CHECK(book.rules.size() == 3);
        CHECK(book.states.size() == 2);
        CHECK(json::to_text(book.value_sets) == R"({"a":["2"],"b":[]})");
    }
}
