// SPDX-License-Identifier: Apache-2.0
// Roots of trust as people write them: what is taken, and in which words the rest is refused.

#include <doctest/doctest.h>

#include "json/parse.hpp"
#include "trust/roots.hpp"
#include "trust/world_for_tests.hpp"

using namespace vaxcert;
using namespace vaxcert::for_tests;
using json::Value;

namespace {

/// Roots with one delegate, of whom everything is said.
TrustRoots full_roots() {
    TrustRoots roots = TrustWorld().roots;
    roots.delegates = {
        {fresh_signer()->public_key(), {"shc"}, {"US"}, {"https://a"}, at("2030-01-01T00:00:00Z")}};
    return roots;
}

Value parsed(std::string_view text) {
    return *json::parse(text, Budget::for_trusted_data());
}

/// "taken", or why not.
std::string answer_to(const Value& roots) {
    const auto read = TrustRoots::parse(json::to_text(roots));
    if (read) return "taken";
    CHECK(read.error().reason == Reason::bad_trust_list);
    return read.error().detail;
}

/// The answer to roots that are right, but for this member.
std::string with(const char* member, const char* value) {
    Value roots = parsed(full_roots().to_json());
    roots.set(member, parsed(value));
    return answer_to(roots);
}

std::string without(const char* member) {
    Value roots = parsed(full_roots().to_json());
    roots.erase(member);
    return answer_to(roots);
}

/// The same of a member of the delegate.
std::string with_in_delegate(const char* member, const char* value) {
    Value roots = parsed(full_roots().to_json());
    Value delegate = roots.find("delegates")->array()[0];
    delegate.set(member, parsed(value));
    roots.set("delegates", json::Array{std::move(delegate)});
    return answer_to(roots);
}

}  // namespace

TEST_SUITE("roots of trust, their notation") {
    TEST_CASE("is written so that it can be read") {
        TrustRoots roots = full_roots();
        const auto again = TrustRoots::parse(roots.to_json());
        REQUIRE(again);
        CHECK(write_roots(*again) == write_roots(roots));
        CHECK(again->to_json() == roots.to_json());
        CHECK(roots.to_json().back() == '\n');

        roots.environment = Environment::production;
        roots.version = 9007199254740991;
        roots.threshold = 2;
        roots.delegates = {{roots.delegates[0].key, {"shc", "hcert"}}};
        const auto plain = TrustRoots::parse(roots.to_json());
        REQUIRE(plain);
        CHECK(write_roots(*plain) == write_roots(roots));
        roots.delegates.clear();
        CHECK(TrustRoots::parse(roots.to_json())->delegates.empty());
    }

    TEST_CASE("takes a key in any spelling") {
        const PublicKey key = fresh_signer()->public_key();
        for (const std::string& spelling :
             {json::to_text(Value(key.to_pem())), key.to_jwk(), '"' + key.to_multikey() + '"'}) {
            Value roots = parsed(full_roots().to_json());
            roots.set("keys", json::Array{parsed(spelling)});
            const auto read = TrustRoots::parse(json::to_text(roots));
            REQUIRE(read);
            CHECK(read->keys == std::vector<PublicKey>{key});
        }
    }

    TEST_CASE("is refused where a member is missing, misspelt or of another kind") {
        const std::string none = "these are no roots of trust (\"trust_roots\": 1)";
        CHECK(
            TrustRoots::parse("{").error().detail.starts_with("the roots of trust are not JSON: "));
        CHECK(answer_to(parsed("[]")) == none);
        CHECK(without("trust_roots") == none);
        CHECK(with("trust_roots", "2") == none);
        CHECK(without("environment") == "the member \"environment\" is missing");
        CHECK(with("environment", R"("staging")") ==
              "\"environment\" should be production or test");
        for (const std::string number : {"version", "threshold"}) {
            CHECK(without(number.c_str()) == "the member \"" + number + "\" is missing");
            for (const char* wrong : {"1.5", "-1", "9007199254740992"})
                CHECK(with(number.c_str(), wrong) == number + " should be a whole number");
        }
        CHECK(without("keys") == "the member \"keys\" is missing");
        CHECK(with("keys", "[1]") == "key 1: a key should be a text or a JWK");
        CHECK(with("delegates", "{}") == "delegates should be an array");
        CHECK(with("delegates", "[]") == "taken");
        CHECK(with("delegate", "[]") == "the roots of trust have a member that is not known");
        // What is said of keys and numbers together is checked too.
        CHECK(with("version", "0") == "the roots of trust: versions begin with 1");
        CHECK(with("threshold", "3") ==
              "the roots of trust: the threshold is not between 1 and the number of keys");
    }

    TEST_CASE("tells of a delegate its scope, and never a wider one than was meant") {
        CHECK(with("delegates", "[1]") == "delegate 1: a delegate should be an object");
        CHECK(with("delegates", R"([{"formats": ["shc"]}])") ==
              "delegate 1: a delegate has no key");
        CHECK(with_in_delegate("key", "1") == "delegate 1: a key should be a text or a JWK");
        CHECK(with_in_delegate("country", R"(["US"])") ==
              "delegate 1: the roots of trust have a member that is not known");
        for (const std::string words : {"formats", "countries", "issuers"}) {
            const std::string begin = "delegate 1: " + words + " should ";
            CHECK(with_in_delegate(words.c_str(), R"(["a", "b"])") == "taken");
            CHECK(with_in_delegate(words.c_str(), R"("a")") == begin + "be an array");
            CHECK(with_in_delegate(words.c_str(), R"(["a", 1])") == begin + "hold strings");
            CHECK(with_in_delegate(words.c_str(), "[]") == begin + "not be empty");
        }
        CHECK(with_in_delegate("valid_until", "1") == "delegate 1: valid_until should be a time");
        CHECK(with_in_delegate("valid_until", R"("tomorrow")") ==
              "delegate 1: valid_until: a date is written YYYY-MM-DD");
        Value roots = parsed(full_roots().to_json());
        Value delegate = roots.find("delegates")->array()[0];
        delegate.erase("formats");
        roots.set("delegates", json::Array{delegate});
        CHECK(answer_to(roots) == "the roots of trust: a delegate is for no format");
    }
}
