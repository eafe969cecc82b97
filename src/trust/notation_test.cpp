// SPDX-License-Identifier: Apache-2.0
// Trust lists as files, member by member: what is taken, and what is refused.

#include <doctest/doctest.h>

#include <vaxcert/trust_list.hpp>

#include "crypto/x509_for_tests.hpp"
#include "encoding/base64.hpp"
#include "json/parse.hpp"

using namespace vaxcert;
using namespace vaxcert::crypto::for_tests;
using json::Value;

namespace {

const PublicKey& some_key() {
    static const PublicKey key =
        (*signer_from_key(as_bytes(*generate_key(Algorithm::es256))))->public_key();
    return key;
}

Value parsed(std::string_view text) {
    return *json::parse(text, Budget::for_trusted_data());
}

/// A list of one key, with these members of its own and of the key.
Value list_with(std::string_view members = "{}", std::string_view of_key = "{}") {
    Value key(json::Object{{"id", "did:a"}, {"key", some_key().to_pem()}});
    for (const json::Member& member : parsed(of_key).object()) key.set(member.name, member.value);
    Value list(json::Object{
        {"trust_list", 1}, {"environment", "test"}, {"keys", json::Array{std::move(key)}}});
    for (const json::Member& member : parsed(members).object()) list.set(member.name, member.value);
    return list;
}

std::string refused(const Value& list) {
    const auto parsed = TrustList::parse(json::to_text(list));
    if (parsed) return "taken";
    CHECK(parsed.error().reason == Reason::bad_trust_list);
    return parsed.error().detail;
}

std::string base64(const Bytes& der) {
    return '"' + encoding::to_base64(der) + '"';
}

}  // namespace

TEST_SUITE("trust list, its notation") {
    TEST_CASE("takes each member of a key") {
        const auto list = TrustList::parse(json::to_text(list_with("{}", R"({
            "valid_from": "2021-01-01T00:00:00Z", "valid_until": "2022-01-01T00:00:00Z",
            "revoked": true, "purposes": ["test"], "issuers": ["i"], "formats": ["hcert"],
            "name": "n", "kid": "k", "country": "XX", "certified": true,
            "terminated": "2021-02-01T00:00:00Z", "revoked_since": "2021-03-01T00:00:00Z",
            "names": {"fr": "N"}, "card_list": 69})")));
        REQUIRE(list);
        const TrustedKey& key = list->keys().at(0);
        CHECK(key.id == "did:a");
        CHECK(key.key == some_key());
        CHECK(key.environment == Environment::test);
        CHECK(to_text(*key.valid_from) == "2021-01-01T00:00:00Z");
        CHECK(to_text(*key.valid_until) == "2022-01-01T00:00:00Z");
        CHECK(key.revoked);
        CHECK(key.purposes == std::vector<std::string>{"test"});
        CHECK(key.issuers == std::vector<std::string>{"i"});
        CHECK(key.formats == std::vector<std::string>{"hcert"});
        CHECK(key.display_name == "n");
        CHECK(key.kid == "k");
        CHECK(key.country == "XX");
        CHECK(key.certified);
        CHECK(to_text(*key.terminated) == "2021-02-01T00:00:00Z");
        CHECK(to_text(*key.revoked_since) == "2021-03-01T00:00:00Z");
        CHECK(key.names.at(0).second == "N");
        CHECK(key.card_list == 69);
    }

    TEST_CASE(
        "takes the number of a key's list of withdrawn cards from a JWK, and above all from us") {
        const auto number = [](const std::string& in_jwk, const std::string& in_entry = "{}") {
            std::string jwk = some_key().to_jwk();
            jwk.insert(jwk.size() - 1, in_jwk);
            const json::Value list = list_with(
                "{}", R"({"key":)" + jwk + (in_entry == "{}" ? "}" : ',' + in_entry.substr(1)));
            return TrustList::parse(json::to_text(list))->keys().at(0).card_list;
        };
        CHECK_FALSE(number(""));
        CHECK(number(R"(,"crlVersion":7)") == 7);
        CHECK(number(R"(,"crlVersion":"7")") == 7);
        CHECK(number(R"(,"crlVersion":[])") == 0);
        CHECK(number(R"(,"crlVersion":7)", R"({"card_list":8})") == 8);
    }

    TEST_CASE("refuses a member of another kind, and says which") {
        struct Example {
            const char *member, *why;
        };
        for (const Example& example : {
                 Example{R"({"valid_from": 1})", "valid_from should be an RFC 3339 time"},
                 Example{R"({"terminated": 1})", "terminated should be an RFC 3339 time"},
                 Example{R"({"purposes": "test"})", "purposes should be an array of strings"},
                 Example{R"({"formats": []})",
                         "formats should not be empty: without it, any is meant"},
                 Example{R"({"purposes": []})",
                         "purposes should not be empty: without it, any is meant"},
                 Example{R"({"formats": [1]})", "formats should hold strings only"},
                 Example{R"({"kid": 1})", "\"kid\" should be a string"},
                 Example{R"({"certified": 1})", "\"certified\" should be true or false"},
                 Example{R"({"names": []})", "names should be an object"},
                 Example{R"({"names": {"fr": 1}})", "names should hold strings only"},
                 Example{R"({"card_list": -1})", "card_list should be a whole number"},
                 Example{R"({"key": 1})", "a key should be a text or a JWK"},
                 Example{R"({"valid_from": 1, "kid": 1})", "valid_from should be an RFC 3339 time"},
                 Example{R"({"revoked_since": "2021-03-01T00:00:00Z"})",
                         "it has a revoked_since, and is not revoked"},
                 Example{R"({"trusted": true})",
                         "there is a member that no key of a trust list has"},
             })
            CHECK(refused(list_with("{}", example.member)) == "key 1: " + std::string(example.why));
        CHECK(refused(list_with(R"({"trust_list": 2})")) ==
              "only version 1 of trust lists is known");
        CHECK(refused(list_with(R"({"environment": "staging"})")) ==
              "\"environment\" should be production or test");
        CHECK(refused(list_with(R"({"issued": 1})")) == "issued should be an RFC 3339 time");
        // A list of what was revoked, misspelt, must not be a list that is dropped.
        CHECK(refused(list_with(R"({"revocation_list": []})")) ==
              "there is a member that no trust list has");
        for (const char* members : {R"({"trust_list": "1"})", R"({"environment": 1})",
                                    R"({"keys": {}})", R"({"keys": [{}]})"})
            CHECK(refused(list_with(members)) != "taken");
        CHECK_FALSE(TrustList::parse(json::to_text(list_with()))->issued());
    }

    TEST_CASE("holds authorities and what they revoked, and nothing that is neither") {
        const Certified authority = make_authority();
        const std::string ca = base64(authority.der);
        const std::string leaf = base64(make_signer(authority, {}).der);
        const auto list = TrustList::parse(json::to_text(
            list_with(R"({"authorities": [{"certificate": )" + ca + R"(, "formats": ["hcert"]}],
                "revocation_lists": [)" +
                      base64(make_crl(authority, {})) + "]}")));
        REQUIRE(list);
        REQUIRE(list->anchors().size() == 1);
        CHECK(list->anchors()[0].formats == std::vector<std::string>{"hcert"});
        CHECK(list->anchors()[0].environment == Environment::test);
        CHECK(list->crls().size() == 1);

        const auto why = [](const std::string& members) { return refused(list_with(members)); };
        CHECK(why(R"({"authorities": {}})") == "authorities should be an array");
        CHECK(why(R"({"authorities": [{}]})") == "authority 1: there is no \"certificate\"");
        CHECK(why(R"({"authorities": [{"certificate": 1}]})") ==
              "authority 1: DER should be a text in base64");
        CHECK(why(R"({"authorities": [{"certificate": "!"}]})").starts_with("authority 1: "));
        CHECK(why(R"({"authorities": [{"certificate": "AAAA"}]})").starts_with("authority 1: "));
        CHECK(why(R"({"authorities": [{"certificate": )" + leaf + "}]}") ==
              "authority 1: the certificate is no authority's");
        CHECK(why(R"({"authorities": [{"certificate": )" + ca + R"(, "x": 1}]})") ==
              "authority 1: there is a member that no authority has");
        CHECK(why(R"({"authorities": [{"certificate": )" + ca + R"(, "formats": 1}]})") ==
              "authority 1: formats should be an array of strings");
        CHECK(why(R"({"revocation_lists": {}})") == "revocation_lists should be an array");
        CHECK(why(R"({"revocation_lists": [1]})") ==
              "revocation list 1: DER should be a text in base64");
        CHECK(why(R"({"revocation_lists": ["AAAA"]})").starts_with("revocation list 1: "));
        CHECK(why(R"({"revocation_lists": [)" + ca + "]}").starts_with("revocation list 1: "));
    }
}
