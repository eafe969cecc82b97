// SPDX-License-Identifier: Apache-2.0
#include "jose/jws.hpp"

#include <stdexcept>

#include <doctest/doctest.h>

#include "encoding/base64url.hpp"
#include "jose/thumbprint.hpp"

using namespace vaxcert;
using namespace vaxcert::jose;
using json::Array;
using json::Object;

namespace {

std::shared_ptr<const Signer> signer(Algorithm algorithm) {
    return *signer_from_key(as_bytes(*generate_key(algorithm)));
}

std::string text_of(ByteView bytes) {
    return std::string(as_text(bytes));
}

}  // namespace

TEST_SUITE("jws") {
    TEST_CASE("is read back as it was signed, by every algorithm") {
        for (const Algorithm algorithm : {Algorithm::ed25519, Algorithm::es256, Algorithm::es384,
                                          Algorithm::es512, Algorithm::ps256}) {
            CAPTURE(name(algorithm));
            const auto who = signer(algorithm);
            const auto compact =
                sign_jws({{"typ", "dc+sd-jwt"}, {"kid", "k"}}, as_bytes("{}"), *who);
            REQUIRE(compact);
            const auto jws = parse_jws(*compact);
            REQUIRE(jws);
            CHECK(jws->algorithm == algorithm);
            CHECK(jws->key_id == "k");
            CHECK(text_of(jws->payload) == "{}");
            CHECK(jws->header.object().front().name == "alg");
            CHECK(check_signature(*jws, who->public_key()));
            const auto other = check_signature(*jws, signer(algorithm)->public_key());
            REQUIRE_FALSE(other);
            CHECK(other.error().reason == Reason::bad_signature);
        }
    }

    TEST_CASE("brings certificates only where they are asked for") {
        const auto who = signer(Algorithm::es256);
        const std::vector<Bytes> certificates = {{0x30, 0xfb, 0xff}, {0x30}};
        const auto compact = sign_jws({{"x5c", to_x5c(certificates)}}, as_bytes("{}"), *who);
        REQUIRE(compact);
        CHECK_FALSE(parse_jws(*compact));
        const auto jws = parse_jws_with_certificates(*compact);
        REQUIRE(jws);
        CHECK(jws->certificates == certificates);
    }

    TEST_CASE("refuses an x5c that is none") {
        const auto who = signer(Algorithm::es256);
        for (const json::Value& x5c :
             {json::Value("MA=="), json::Value(Array{}), json::Value(Array{1}),
              json::Value(Array{""}), json::Value(Array{"MA"}), json::Value(Array{"MPv_"}),
              json::Value(Array(9, json::Value("MA==")))}) {
            const auto compact = sign_jws({{"x5c", x5c}}, as_bytes("{}"), *who);
            REQUIRE(compact);
            const auto jws = parse_jws_with_certificates(*compact);
            REQUIRE_FALSE(jws);
            CHECK(jws.error().reason == Reason::bad_jws);
        }
        const auto eight = sign_jws({{"x5c", Array(8, json::Value("MA=="))}}, as_bytes("{}"), *who);
        CHECK(parse_jws_with_certificates(*eight));
    }

    TEST_CASE("is not signed under a header that a reader refuses") {
        const auto who = signer(Algorithm::es256);
        for (const char* name : {"alg", "jwk", "jku", "x5u", "crit", "b64", "enc"})
            CHECK_THROWS_AS((void)sign_jws(Object{{name, "x"}}, as_bytes("{}"), *who),
                            std::invalid_argument);
    }

    TEST_CASE("names a key by the thumbprint of RFC 7638 and RFC 8037") {
        const auto rsa = PublicKey::from_jwk(
            R"({"kty":"RSA","n":"0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86z)"
            R"(wu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt)"
            R"(7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn)"
            R"(1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-c)"
            R"(sFCur-kEgU8awapJzKnqDKgw","e":"AQAB","alg":"RS256","kid":"2011-04-29"})");
        REQUIRE(rsa);
        CHECK(thumbprint(*rsa) == "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs");
        const auto okp = PublicKey::from_jwk(
            R"({"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"})");
        REQUIRE(okp);
        CHECK(thumbprint(*okp) == "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
    }
}
