// SPDX-License-Identifier: Apache-2.0
#include "jose/sd_jwt.hpp"

#include <algorithm>

#include <doctest/doctest.h>

#include "crypto/hash.hpp"
#include "encoding/base64url.hpp"
#include "json/parse.hpp"

using namespace vaxcert;
using namespace vaxcert::jose;
using encoding::to_base64url;
using json::Array;
using json::Object;
using json::Value;

namespace {

const Budget budget = Budget::for_one_certificate();

std::shared_ptr<const Signer> fresh_signer() {
    return *signer_from_key(as_bytes(*generate_key(Algorithm::es256)));
}

std::string encoded(std::string_view json) {
    return to_base64url(as_bytes(json));
}

/// An SD-JWT of this payload, in which DIGEST1, DIGEST2 ... stand for those of the disclosures.
std::string issued(std::string payload, const std::vector<std::string>& disclosures,
                   const Signer& signer = *fresh_signer()) {
    for (std::size_t i = 0; i < disclosures.size(); ++i) {
        const std::string word = "DIGEST" + std::to_string(i + 1);
        for (std::size_t at; (at = payload.find(word)) != payload.npos;)
            payload.replace(at, word.size(), digest_of(disclosures[i]));
    }
    std::string text = *sign_jws({{"typ", "example+sd-jwt"}}, as_bytes(payload), signer) + '~';
    for (const std::string& disclosure : disclosures) text += disclosure + '~';
    return text;
}

Result<Disclosed> read(const std::string& text) {
    const auto sd_jwt = parse_sd_jwt(text, budget);
    if (!sd_jwt) return sd_jwt.error();
    return disclose(*sd_jwt, budget);
}

std::string claims_of(const std::string& text) {
    const auto disclosed = read(text);
    return disclosed ? json::to_text(disclosed->claims) : disclosed.error().detail;
}

Reason refusal(const std::string& text) {
    const auto disclosed = read(text);
    REQUIRE_FALSE(disclosed);
    return disclosed.error().reason;
}

/// A credential bound to a holder, and the presentation of it that a test changes.
struct Bound {
    std::shared_ptr<const Signer> issuer = fresh_signer(), holder = fresh_signer();
    SdJwt sd_jwt;

    Bound() {
        const std::string payload =
            R"({"_sd":["DIGEST1"],"cnf":{"jwk":)" + holder->public_key().to_jwk() + "}}";
        sd_jwt = *parse_sd_jwt(issued(payload, {encoded(R"(["s","a",1])")}, *issuer), budget);
    }

    /// What a check of a proof with these parts says.
    std::string proof(const Object& header, const Object& claims, const Signer& by) {
        sd_jwt.key_binding = *sign_jws(header, as_bytes(json::to_text(Value(claims))), by);
        const auto binding = check_key_binding(sd_jwt, budget);
        if (binding) return "good";
        CHECK(binding.error().reason == Reason::holder_proof_invalid);
        return binding.error().detail;
    }

    Object claims() const {
        return {{"iat", 1},
                {"aud", "https://gate.example"},
                {"nonce", "n-1"},
                {"sd_hash", digest_of(sd_jwt.presented())}};
    }
};

}  // namespace

TEST_SUITE("sd-jwt") {
    TEST_CASE("shows what is disclosed, where it belongs, and no trace of the rest") {
        const std::string name = encoded(R"(["s1","name","Asha"])");
        const std::string element = encoded(R"(["s2","IN"])");
        CHECK(
            claims_of(issued(
                R"({"_sd":["DIGEST1","decoy"],"_sd_alg":"sha-256","of":["a",{"...":"DIGEST2"},{"...":"x"}]})",
                {name, element})) == R"({"of":["a","IN"],"name":"Asha"})");
    }

    TEST_CASE("shows what hides inside what is disclosed") {
        const std::string inner = encoded(R"(["s1","city","Testville"])");
        const std::string outer =
            encoded(R"(["s2","address",{"_sd":[")" + digest_of(inner) + R"("],"country":"IN"}])");
        const std::string text = issued(R"({"_sd":["DIGEST1"]})", {outer, inner});
        CHECK(claims_of(text) == R"({"address":{"country":"IN","city":"Testville"}})");
        const auto disclosed = read(text);
        REQUIRE(disclosed);
        REQUIRE(disclosed->revealed.size() == 2);
        CHECK(disclosed->revealed[0].pointer == "/address");
        CHECK(disclosed->revealed[0].disclosure == 0);
        CHECK(disclosed->revealed[1].pointer == "/address/city");
        CHECK(disclosed->revealed[1].disclosure == 1);
    }

    TEST_CASE("takes the hash that the issuer names, of the SHA-2, and no other") {
        const std::string disclosure = encoded(R"(["s","a",1])");
        for (const auto& [name, algorithm] : {std::pair{"sha-256", crypto::HashAlgorithm::sha256},
                                              {"sha-384", crypto::HashAlgorithm::sha384},
                                              {"sha-512", crypto::HashAlgorithm::sha512}}) {
            const std::string digest = to_base64url(crypto::hash(algorithm, as_bytes(disclosure)));
            CHECK(claims_of(issued(R"({"_sd":[")" + digest + R"("],"_sd_alg":")" + name + "\"}",
                                   {disclosure})) == R"({"a":1})");
        }
        for (const char* name : {"\"sha-1\"", "\"SHA-256\"", "\"\"", "256", "null"}) {
            CAPTURE(name);
            CHECK(refusal(issued(R"({"_sd":["DIGEST1"],"_sd_alg":)" + std::string(name) + "}",
                                 {disclosure})) == Reason::bad_disclosure);
        }
    }

    TEST_CASE("refuses what would let two readers see different claims") {
        const std::string a = encoded(R"(["s","a",1])");
        const std::string element = encoded(R"(["s",1])");
        struct Row {
            const char* why;
            std::string payload;
            std::vector<std::string> disclosures;
        };
        const Row rows[] = {
            {"a digest twice", R"({"_sd":["DIGEST1","DIGEST1"]})", {a}},
            {"a digest twice, in two places",
             R"({"_sd":["DIGEST1"],"b":{"_sd":["DIGEST1"]}})",
             {a}},
            {"a decoy twice", R"({"_sd":["DIGEST1","x","x"]})", {a}},
            {"a disclosure that no digest stands for", R"({"_sd":["x"]})", {a}},
            {"a disclosure twice", R"({"_sd":["DIGEST1"]})", {a, a}},
            {"an element where a member belongs", R"({"_sd":["DIGEST1"]})", {element}},
            {"a member where an element belongs", R"({"b":[{"...":"DIGEST1"}]})", {a}},
            {"a name that is taken", R"({"a":0,"_sd":["DIGEST1"]})", {a}},
            {"a name that two have",
             R"({"_sd":["DIGEST1","DIGEST2"]})",
             {a, encoded(R"(["t","a",1])")}},
            {"_sd not an array", R"({"_sd":"DIGEST1"})", {a}},
            {"_sd not of texts", R"({"_sd":["DIGEST1",1]})", {a}},
            {"... not a text", R"({"_sd":["DIGEST1"],"b":[{"...":1}]})", {a}},
            {"... not alone", R"({"_sd":["DIGEST1"],"b":[{"...":"x","c":1}]})", {a}},
            {"... outside an array", R"({"_sd":["DIGEST1"],"b":{"...":"x"}})", {a}},
            {"_sd_alg below the top", R"({"_sd":["DIGEST1"],"b":{"_sd_alg":"sha-256"}})", {a}},
            {"a name that is reserved: _sd",
             R"({"_sd":["DIGEST1"]})",
             {encoded(R"(["s","_sd",[]])")}},
            {"a name that is reserved: ...",
             R"({"_sd":["DIGEST1"]})",
             {encoded(R"(["s","...",1])")}},
            {"a name that is reserved: _sd_alg",
             R"({"_sd":["DIGEST1"]})",
             {encoded(R"(["s","_sd_alg","sha-256"])")}},
            {"one part", R"({"_sd":["DIGEST1"]})", {encoded(R"(["s"])")}},
            {"four parts", R"({"_sd":["DIGEST1"]})", {encoded(R"(["s","a",1,2])")}},
            {"an object", R"({"_sd":["DIGEST1"]})", {encoded(R"({"s":"a"})")}},
            {"a salt that is no text", R"({"_sd":["DIGEST1"]})", {encoded(R"([1,"a",1])")}},
            {"a name that is no text", R"({"_sd":["DIGEST1"]})", {encoded(R"(["s",1,1])")}},
            {"no JSON", R"({"_sd":["DIGEST1"]})", {encoded("[\"s\",\"a\",1")}},
            {"a name twice in a value",
             R"({"_sd":["DIGEST1"]})",
             {encoded(R"(["s","a",{"b":1,"b":2}])")}},
            {"padding", R"({"_sd":["DIGEST1"]})", {encoded(R"(["s","a",12])") + "="}},
            {"nothing", R"({"_sd":["DIGEST1"]})", {""}},
        };
        CHECK(claims_of(issued(R"({"_sd":["DIGEST1"]})", {a})) == R"({"a":1})");
        CHECK(claims_of(issued(R"({"b":[{"...":"DIGEST1"}]})", {element})) == R"({"b":[1]})");
        for (const Row& row : rows) {
            CAPTURE(row.why);
            CHECK(refusal(issued(row.payload, row.disclosures)) == Reason::bad_disclosure);
        }
    }

    TEST_CASE("refuses what is not an SD-JWT") {
        const std::string text = issued("{}", {});
        CHECK(claims_of(text) == "{}");
        CHECK(refusal(text.substr(0, text.size() - 1)) == Reason::bad_jws);
        CHECK(refusal(issued("[]", {})) == Reason::bad_jws);
        CHECK(refusal("~" + text) == Reason::bad_jws);
        CHECK(refusal("{}") == Reason::bad_jws);
        CHECK(refusal("") == Reason::bad_jws);
    }

    TEST_CASE("reads the JSON forms as the compact one") {
        const std::string disclosure = encoded(R"(["s","a",1])");
        const std::string compact = issued(R"({"_sd":["DIGEST1"]})", {disclosure});
        const std::string jws = compact.substr(0, compact.find('~'));
        const std::size_t dot = jws.find('.'), last = jws.rfind('.');
        const Value one(Object{{"protected", jws.substr(0, dot)},
                               {"signature", jws.substr(last + 1)},
                               {"header", Object{{"disclosures", Array{disclosure}}}}});
        Value flat = one, general(Object{{"signatures", Array{one, Value(Object{})}}});
        const std::string payload = jws.substr(dot + 1, last - dot - 1);
        flat.set("payload", payload);
        general.set("payload", payload);
        for (const Value& form : {flat, general}) {
            const auto sd_jwt = parse_sd_jwt(json::to_text(form), budget);
            REQUIRE(sd_jwt);
            CHECK(sd_jwt->presented() == compact);
            CHECK(claims_of(json::to_text(form)) == R"({"a":1})");
        }
        general.set("signature", jws.substr(last + 1));
        CHECK(refusal(json::to_text(general)) == Reason::bad_jws);
        flat.erase("protected");
        CHECK(refusal(json::to_text(flat)) == Reason::bad_jws);
    }

    TEST_CASE("does not mind a kid that is no text, which names no key") {
        const auto signer = fresh_signer();
        const auto text = *sign_jws({{"kid", 42}}, as_bytes("{}"), *signer) + '~';
        const auto sd_jwt = parse_sd_jwt(text, budget);
        REQUIRE(sd_jwt);
        CHECK(sd_jwt->issued.key_id.empty());
        CHECK_FALSE(parse_jws(text.substr(0, text.size() - 1)));
    }

    TEST_CASE("stays within its budget however deep disclosures hide in one another") {
        std::vector<std::string> disclosures = {encoded(R"(["s","a",1])")};
        for (int i = 0; i < 40; ++i)
            disclosures.insert(
                disclosures.begin(),
                encoded(R"(["s","a",{"_sd":[")" + digest_of(disclosures.front()) + R"("]}])"));
        CHECK(refusal(issued(R"({"_sd":["DIGEST1"]})", disclosures)) == Reason::limit_exceeded);
    }

    TEST_CASE("is bound to its holder") {
        Bound bound;
        const auto shown =
            bind(bound.sd_jwt, {"https://gate.example", "n-1", Time(std::chrono::seconds(7))},
                 *bound.holder);
        REQUIRE(shown);
        const auto sd_jwt = parse_sd_jwt(*shown, budget);
        REQUIRE(sd_jwt);
        const auto binding = check_key_binding(*sd_jwt, budget);
        REQUIRE(binding);
        CHECK(binding->audience == "https://gate.example");
        CHECK(binding->nonce == "n-1");
        CHECK(binding->issued_at == Time(std::chrono::seconds(7)));
        CHECK(bound.proof({{"typ", "kb+jwt"}}, bound.claims(), *bound.holder) == "good");

        // Nobody else can, and nobody binds to nothing.
        CHECK_FALSE(bind(bound.sd_jwt, {"a", "n", {}}, *bound.issuer));
        CHECK_FALSE(bind(bound.sd_jwt, {"", "n", {}}, *bound.holder));
        CHECK_FALSE(bind(bound.sd_jwt, {"a", "", {}}, *bound.holder));
    }

    TEST_CASE("is not bound by a proof of which a part is wrong") {
        Bound bound;
        const Object good = bound.claims();
        const auto without = [&](std::string_view name) {
            Value claims(good);
            claims.erase(name);
            return claims.object();
        };
        const auto with = [&](std::string_view name, Value value) {
            Value claims(good);
            claims.set(name, std::move(value));
            return claims.object();
        };
        const Object type = {{"typ", "kb+jwt"}};
        CHECK(bound.proof(type, good, *fresh_signer()).ends_with("not signed by the holder's key"));
        CHECK(bound.proof({}, good, *bound.holder).ends_with("not kb+jwt"));
        CHECK(bound.proof({{"typ", "JWT"}}, good, *bound.holder).ends_with("not kb+jwt"));
        for (const char* name : {"aud", "nonce", "iat", "sd_hash"}) {
            CAPTURE(name);
            CHECK(bound.proof(type, without(name), *bound.holder) != "good");
            CHECK(bound.proof(type, with(name, true), *bound.holder) != "good");
            CHECK(bound.proof(type, with(name, ""), *bound.holder) != "good");
        }
        CHECK(bound.proof(type, with("sd_hash", digest_of("other")), *bound.holder)
                  .ends_with("(sd_hash)"));
        CHECK(bound.proof(type, with("iat", 1e15), *bound.holder) != "good");

        // The proof of what was shown, behind less than that.
        bound.proof(type, good, *bound.holder);
        bound.sd_jwt.disclosures.clear();
        CHECK_FALSE(check_key_binding(bound.sd_jwt, budget));

        // A credential that names no holder.
        bound.sd_jwt.payload.erase("cnf");
        CHECK_FALSE(check_key_binding(bound.sd_jwt, budget));
    }

    TEST_CASE("reads times in seconds, fractions cut, of the years that a calendar has") {
        CHECK(*time_of(1.9) == Time(std::chrono::seconds(1)));
        CHECK(*time_of(-0.5) == Time(std::chrono::seconds(-1)));
        CHECK(to_text(*time_of(253402300799.0)) == "9999-12-31T23:59:59Z");
        CHECK_FALSE(time_of(253402300800.0));
        CHECK_FALSE(time_of("1"));
        CHECK_FALSE(time_of(Value()));
    }
}
