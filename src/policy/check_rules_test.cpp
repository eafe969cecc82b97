// SPDX-License-Identifier: Apache-2.0
// Rules and states where a payload, or a state, is not what anybody expects.

#include <doctest/doctest.h>

#include "certificate/toy_certificate.hpp"
#include "json/parse.hpp"
#include "policy/check.hpp"

using namespace vaxcert;

namespace {

const Time now = *parse_time("2021-08-01T12:00:00Z");

Policy policy(const char* text) {
    auto parsed = Policy::parse(text);
    if (!parsed) FAIL(parsed.error().detail);
    return *std::move(parsed);
}

Certificate signed_as(const char* payload) {
    Claims claims;
    claims.event = Vaccination{};
    return toy_certificate(claims, std::make_shared<json::Value>(*json::parse(payload, Budget())));
}

/// A policy of rules that differ in their logic alone.
Policy rules(std::initializer_list<const char*> logics) {
    std::string text;
    for (const char* logic : logics)
        text += std::string(text.empty() ? "" : ",") + R"({
            "Identifier": "GR-XA-1", "Type": "Acceptance", "Country": "XA", "Version": "1.0.0",
            "SchemaVersion": "1.3.0", "Engine": "CERTLOGIC", "EngineVersion": "1.3.3",
            "CertificateType": "General", "ValidFrom": "2021-07-01T00:00:00Z",
            "ValidTo": "2030-06-01T00:00:00Z", "Logic": )" +
                logic + '}';
    Policy here = policy(('[' + text + ']').c_str());
    here.country = "XA";
    return here;
}

}  // namespace

TEST_SUITE("rules") {
    TEST_CASE("are for payloads whose version is known, and leave others undecided") {
        const auto said = [&](const char* payload, const char* logic = "true") {
            const auto findings = check_policy(signed_as(payload), rules({logic}), {}, now);
            REQUIRE(findings.size() == 1);
            CHECK(findings[0].step == Step::policy);
            return std::string(name(findings[0].effect)) + ": " + findings[0].error.detail;
        };
        const std::string other =
            "undecided: GR-XA-1 1.0.0 is written for payloads of version 1.3.0";
        CHECK(said(R"({"ver": "1.3.0"})") == "accepted: GR-XA-1 1.0.0");
        CHECK(said(R"({"ver": "1.0.0"})") == "accepted: GR-XA-1 1.0.0");
        for (const char* payload : {"{}", R"({"ver": 1})", R"({"ver": "1.3"})",
                                    R"({"ver": "0.3.0"})", R"({"ver": "2.0.0"})"})
            CHECK(said(payload) == other);
        CHECK(said(R"({"ver": "1.3.0"})", "false") == "rejected: GR-XA-1 1.0.0");
        CHECK(said(R"({"ver": "1.2.9"})", "false").starts_with("undecided: GR-XA-1 1.0.0 is not"));
        CHECK(said(R"({"ver": "1.3.0"})", R"({"+": ["a", 1]})")
                  .starts_with("undecided: GR-XA-1 1.0.0 cannot be evaluated"));
    }

    TEST_CASE("of one name and one version the first counts") {
        const auto effect = [&](std::initializer_list<const char*> logics) {
            const auto findings =
                check_policy(signed_as(R"({"ver": "1.3.0"})"), rules(logics), {}, now);
            REQUIRE(findings.size() == 1);
            return findings[0].effect;
        };
        CHECK(effect({"true", "false"}) == Outcome::accepted);
        CHECK(effect({"false", "true"}) == Outcome::rejected);
    }
}

TEST_SUITE("states") {
    TEST_CASE("are the first whose condition holds, and none where none does") {
        const auto state = [&](const char* states) {
            const auto found = state_of(signed_as("{}"), policy(states), {}, now);
            return found ? found->policy + ' ' + found->word + ' ' + found->text : "none";
        };
        CHECK(state(R"({"name": "n", "states": [{"state": "a", "says": {}, "if": false},
            {"state": "b", "says": {"en": "B"}, "if": true},
            {"state": "c", "says": {}, "if": true}]})") == "n b B");
        CHECK(state(R"({"states": [{"state": "a", "says": {}, "if": false}]})") == "none");
        CHECK(state(R"({"states": []})") == "none");
    }
}
