// SPDX-License-Identifier: Apache-2.0
#include "enveloped/credential.hpp"

#include <functional>

#include <doctest/doctest.h>

#include "cose/sign1.hpp"
#include "encoding/base64url.hpp"
#include "jose/jws.hpp"
#include "json/parse.hpp"

using namespace vaxcert;
using namespace vaxcert::enveloped;
using json::Object;
using json::Value;

namespace {

const Budget budget = Budget::for_one_certificate();

std::shared_ptr<const Signer> fresh_signer() {
    return *signer_from_key(as_bytes(*generate_key(Algorithm::es256)));
}

Value parsed(std::string_view text) {
    return *json::parse(text, budget);
}

Value credential() {
    return parsed(R"({"@context":["https://www.w3.org/ns/credentials/v2"],"id":"urn:uuid:1",
        "type":["VerifiableCredential"],"issuer":{"id":"https://health.example"},
        "validFrom":"2021-03-03T00:00:00Z","credentialSubject":{"id":"did:example:1"}})");
}

/// The payload of a JWT-VC 1.1.
Value token() {
    return parsed(R"({"iss":"https://health.example","sub":"did:example:1","jti":"urn:uuid:1",
        "nbf":1614729600,"exp":1640995200,"aud":["https://gate.example"],
        "vc":{"@context":["https://www.w3.org/2018/credentials/v1"],"type":["VerifiableCredential"],
              "issuanceDate":"2010-01-01T00:00:00Z","credentialSubject":{"name":"Asha"}}})");
}

Result<Enveloped> read(const Object& header, const Value& payload) {
    return parse_vc_jwt(*jose::sign_jws(header, as_bytes(json::to_text(payload)), *fresh_signer()),
                        budget);
}

std::string refusal(const Object& header, const Value& payload) {
    const auto enveloped = read(header, payload);
    return enveloped ? "none" : name(enveloped.error().reason);
}

Value changed(Value value, const std::function<void(Value&)>& change) {
    change(value);
    return value;
}

const Object current = {{"typ", "vc+jwt"}, {"cty", "vc"}};
const Object old = {{"typ", "JWT"}};

}  // namespace

TEST_SUITE("enveloped") {
    TEST_CASE("what is signed is read back, as JWS and as COSE") {
        const auto signer = fresh_signer();
        const Value presentation = parsed(R"({"@context":["https://www.w3.org/ns/credentials/v2"],
            "type":"VerifiablePresentation","holder":"did:example:1"})");
        for (const Value& document : {credential(), presentation}) {
            const auto jwt = sign_vc_jwt(document, "key-1", *signer);
            REQUIRE(jwt);
            CHECK(is_vc_jwt(*jwt));
            const auto message = sign_vc_cose(document, "key-1", *signer);
            REQUIRE(message);
            for (const auto& enveloped :
                 {parse_vc_jwt(*jwt, budget), parse_vc_cose(*message, budget)}) {
                REQUIRE(enveloped);
                CHECK(enveloped->document == document);
                CHECK(enveloped->presentation == (document == presentation));
                CHECK(enveloped->model == Model::version_2_0);
                CHECK(enveloped->key_id == "key-1");
                CHECK(enveloped->issuer ==
                      (enveloped->presentation ? "did:example:1" : "https://health.example"));
                CHECK(check_signature(*enveloped, signer->public_key()));
                const auto other = check_signature(*enveloped, fresh_signer()->public_key());
                REQUIRE_FALSE(other);
                CHECK(other.error().reason == Reason::bad_signature);
            }
        }
        CHECK_FALSE(sign_vc_jwt(Object{}, "", *signer));
        CHECK_FALSE(sign_vc_cose(Object{}, "", *signer));
    }

    TEST_CASE("the token of 1.1 says who, for whom and when, whatever stands inside") {
        const auto enveloped = read(old, token());
        REQUIRE(enveloped);
        CHECK(enveloped->model == Model::version_1_1);
        CHECK(enveloped->issuer == "https://health.example");
        const Value& document = enveloped->document;
        CHECK(*document.find("issuer") == "https://health.example");
        CHECK(*document.find("id") == "urn:uuid:1");
        CHECK(*document.find("credentialSubject")->find("id") == "did:example:1");
        CHECK(*document.find("credentialSubject")->find("name") == "Asha");
        CHECK(*document.find("issuanceDate") == "2021-03-03T00:00:00Z");
        CHECK(*document.find("expirationDate") == "2022-01-01T00:00:00Z");
        CHECK(enveloped->audience == std::vector<std::string>{"https://gate.example"});
        CHECK(to_text(*enveloped->expires) == "2022-01-01T00:00:00Z");
    }

    TEST_CASE("a token of 1.1 that contradicts itself is refused") {
        CHECK(refusal(old, token()) == "none");
        const auto inside = [](const char* member, const Value& value) {
            return changed(token(), [&](Value& payload) {
                Value vc = *payload.find("vc");
                vc.set(member, value);
                payload.set("vc", vc);
            });
        };
        CHECK(refusal(old, inside("issuer", "https://health.example")) == "none");
        CHECK(refusal(old, inside("issuer", "https://other.example")) == "malformed");
        CHECK(refusal(old, inside("issuer", Object{{"id", "https://other.example"}})) ==
              "malformed");
        CHECK(refusal(old, inside("id", "urn:uuid:2")) == "malformed");
        CHECK(refusal(old, inside("credentialSubject", Object{{"id", "did:example:2"}})) ==
              "malformed");
        CHECK(refusal(old, inside("type", "Other")) == "malformed");
        CHECK(refusal(old, inside("@context", "https://www.w3.org/ns/credentials/v3")) ==
              "malformed");
        // What the test suite of 2.0 itself holds.
        CHECK(refusal(old, inside("@context", "https://www.w3.org/ns/credentials/v2")) == "none");
        CHECK(refusal(old, changed(token(), [](Value& payload) { payload.erase("vc"); })) ==
              "malformed");
        CHECK(refusal(old, changed(token(), [](Value& payload) { payload.set("vp", Object{}); })) ==
              "malformed");
        CHECK(refusal(old, changed(token(), [](Value& payload) { payload.set("iss", 1); })) ==
              "malformed");
        CHECK(refusal(old, changed(token(), [](Value& payload) { payload.set("exp", "2031"); })) ==
              "bad-date");
        CHECK(refusal(old, changed(token(), [](Value& payload) { payload.set("aud", 1); })) ==
              "malformed");
    }

    TEST_CASE("a document of 2.0 is what its types say") {
        CHECK(refusal(current, credential()) == "none");
        for (const Object& header :
             {Object{{"typ", "vc+ld+jwt"}, {"cty", "vc+ld+json"}}, Object{{"typ", "vc+jwt"}},
              Object{{"typ", "application/VC+JWT"}, {"cty", "vc"}}})
            CHECK(refusal(header, credential()) == "none");
        for (const Object& header :
             {Object{}, Object{{"typ", "dc+sd-jwt"}}, Object{{"typ", "JWT"}},
              Object{{"typ", "vp+jwt"}, {"cty", "vp"}}, Object{{"typ", "vc+jwt"}, {"cty", "vp"}},
              Object{{"typ", "vc+jwt"}, {"cty", 1}}})
            CHECK(refusal(header, credential()) == "malformed");
        for (const char* name : {"vc", "vp"})
            CHECK(refusal(current, changed(credential(), [&](Value& document) {
                              document.set(name, Object{});
                          })) == "malformed");
        for (const char* name : {"@context", "type", "issuer", "credentialSubject"})
            CHECK(refusal(current, changed(credential(), [&](Value& document) {
                              document.erase(name);
                          })) == "malformed");
        CHECK(refusal(current, changed(credential(), [](Value& document) {
                          document.set("iss", "https://other.example");
                      })) == "malformed");
        CHECK(refusal(current, Value("text")) == "malformed");
    }

    TEST_CASE("a text as iat is tolerated and noted, as no other time") {
        const auto with = [](const char* name) {
            return changed(credential(),
                           [&](Value& document) { document.set(name, "2021-03-03T00:00:00Z"); });
        };
        const auto enveloped = read(current, with("iat"));
        REQUIRE(enveloped);
        CHECK(enveloped->notes.size() == 1);
        CHECK(to_text(*enveloped->issued_at) == "2021-03-03T00:00:00Z");
        CHECK(refusal(current, with("nbf")) == "bad-date");
        CHECK(refusal(current, with("exp")) == "bad-date");
        CHECK(read(current, credential())->notes.empty());
    }

    TEST_CASE("no key comes from an envelope") {
        CHECK_THROWS((void)jose::sign_jws({{"typ", "vc+jwt"}, {"jwk", Object{}}}, as_bytes("{}"),
                                          *fresh_signer()));
        const std::string header =
            encoding::to_base64url(as_bytes(R"({"alg":"ES256","typ":"vc+jwt","jwk":{}})"));
        const auto read = parse_vc_jwt(header + ".e30.AAAA", budget);
        REQUIRE_FALSE(read);
        CHECK(read.error().reason == Reason::bad_jws);
    }

    TEST_CASE("a COSE message says its types where they are signed") {
        const auto signer = fresh_signer();
        const Bytes text = [] {
            const std::string json = json::to_text(credential());
            return Bytes(json.begin(), json.end());
        }();
        const auto refusal_of = [&](cbor::Map headers) {
            const auto read =
                parse_vc_cose(*cose::sign1(std::move(headers), text, *signer), budget);
            return std::string(read ? "none" : name(read.error().reason));
        };
        CHECK(refusal_of({{16, "application/vc+cose"}, {3, "application/vc"}}) == "none");
        CHECK(refusal_of({{16, "application/vc+cose"}}) == "none");
        CHECK(refusal_of({{16, "application/vp+cose"}}) == "malformed");
        CHECK(refusal_of({{16, "application/vc+jwt"}}) == "malformed");
        CHECK(refusal_of({{16, "application/vc+cose"}, {3, "application/vp"}}) == "malformed");
        CHECK(refusal_of({{16, "application/vc+cose"}, {3, 50}}) == "malformed");
        CHECK(refusal_of({}) == "malformed");
    }

    TEST_CASE("nothing is good with a bit changed or an end cut off") {
        const auto signer = fresh_signer();
        const std::string jwt = *sign_vc_jwt(credential(), "key-1", *signer);
        const Bytes message = *sign_vc_cose(credential(), "key-1", *signer);
        const auto good = [&](const Result<Enveloped>& read) {
            return read && check_signature(*read, signer->public_key()).has_value();
        };
        REQUIRE(good(parse_vc_jwt(jwt, budget)));
        REQUIRE(good(parse_vc_cose(message, budget)));
        std::size_t accepted = 0;
        for (std::size_t i = 0; i < jwt.size(); ++i) {
            if (good(parse_vc_jwt(std::string_view(jwt).substr(0, i), budget))) ++accepted;
            for (unsigned bit = 0; bit < 8; ++bit) {
                std::string other = jwt;
                other[i] = static_cast<char>(static_cast<unsigned char>(other[i]) ^ (1U << bit));
                if (good(parse_vc_jwt(other, budget))) ++accepted;
            }
        }
        for (std::size_t i = 0; i < message.size(); ++i) {
            if (good(parse_vc_cose(ByteView(message).first(i), budget))) ++accepted;
            for (unsigned bit = 0; bit < 8; ++bit) {
                Bytes other = message;
                other[i] = static_cast<std::uint8_t>(other[i] ^ (1U << bit));
                if (good(parse_vc_cose(other, budget))) ++accepted;
            }
        }
        CHECK(accepted == 0);
    }
}
