// SPDX-License-Identifier: Apache-2.0
#include <string>
#include <string_view>

#include <doctest/doctest.h>
#include <vaxcert/keys.hpp>

#include "crypto/public_key.hpp"
#include "crypto/signature.hpp"
#include "encoding/base58.hpp"
#include "encoding/hex.hpp"

using namespace vaxcert;

namespace {

/// RFC 8037 section A.2.
constexpr std::string_view ed25519_jwk =
    R"({"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"})";
constexpr std::string_view ed25519_raw =
    "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";

/// RFC 7517 section A.1.
constexpr std::string_view p256_jwk =
    R"({"kty":"EC","crv":"P-256","x":"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4",)"
    R"("y":"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM","use":"enc","kid":"1"})";

std::string without(std::string_view text, std::string_view part) {
    std::string result(text);
    result.erase(result.find(part), part.size());
    return result;
}

std::string with(std::string_view json, std::string_view members) {
    return std::string(json.substr(0, json.size() - 1)) + "," + std::string(members) + "}";
}

std::string generated(Algorithm algorithm) {
    const auto pem = generate_key(algorithm);
    return (*signer_from_key(as_bytes(*pem)))->public_key().to_pem();
}

constexpr Algorithm all[] = {Algorithm::ed25519, Algorithm::es256, Algorithm::es384,
                             Algorithm::es512,   Algorithm::ps256, Algorithm::rs256};

}  // namespace

TEST_SUITE("public key") {
    TEST_CASE("is the same key in every notation that can hold it") {
        for (const Algorithm algorithm : all) {
            CAPTURE(name(algorithm));
            const auto private_pem = generate_key(algorithm);
            REQUIRE(private_pem);
            const auto signer = signer_from_key(as_bytes(*private_pem));
            REQUIRE(signer);
            // PKCS#8 does not say which of the two an RSA key is for.
            const auto key = *PublicKey::from_spki((*signer)->public_key().to_spki(), algorithm);
            CHECK(key.algorithm() == algorithm);

            const auto from_jwk = PublicKey::parse(as_bytes(key.to_jwk()));
            REQUIRE(from_jwk);
            CHECK(*from_jwk == key);
            CHECK(from_jwk->fingerprint() == key.fingerprint());
            CHECK(key.fingerprint().size() == 43);

            const Algorithm said = algorithm == Algorithm::rs256 ? Algorithm::ps256 : algorithm;
            const auto from_pem = PublicKey::parse(as_bytes("\n " + key.to_pem() + "\n"));
            REQUIRE(from_pem);
            CHECK(from_pem->algorithm() == said);
            CHECK(from_pem->to_spki() == key.to_spki());
            const auto from_der = PublicKey::parse(key.to_spki());
            REQUIRE(from_der);
            CHECK(*from_der == *from_pem);

            const std::string multikey = key.to_multikey();
            const bool has_multikey = algorithm == Algorithm::ed25519 ||
                                      algorithm == Algorithm::es256 ||
                                      algorithm == Algorithm::es384;
            CHECK(multikey.empty() != has_multikey);
            if (has_multikey) CHECK(*PublicKey::parse(as_bytes(multikey)) == key);
        }
    }

    TEST_CASE("reads what others published") {
        const auto jwk = PublicKey::from_jwk(ed25519_jwk);
        REQUIRE(jwk);
        const Bytes raw = *encoding::from_hex(ed25519_raw);
        CHECK(*jwk == *PublicKey::from_raw_ed25519(raw));
        CHECK(*jwk == *PublicKey::parse(as_bytes(encoding::to_base58(raw))));
        CHECK(jwk->to_jwk() == with(ed25519_jwk, R"("alg":"EdDSA")"));

        // W3C, vc-di-eddsa and vc-di-ecdsa: the key pairs of the test vectors.
        for (const std::string_view multikey : {
                 "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2",
                 "zDnaepBuvsQ8cpsWrVKw8fbpGpvPeNSjVPTWoq6cRqaYzBKVP",
                 "z82LkuBieyGShVBhvtE2zoiD6Kma4tJGFtkAhxR5pfkp5QPw4LutoYWhvQCnGjdVn14kujQ",
             }) {
            CAPTURE(multikey);
            const auto key = PublicKey::parse(as_bytes(multikey));
            REQUIRE(key);
            CHECK(key->to_multikey() == multikey);
        }
    }

    TEST_CASE("of RSA is read in PKCS#1 and from a certificate") {
        const std::string pem = generated(Algorithm::ps256);
        const auto key = PublicKey::parse(as_bytes(pem));
        const Bytes spki = key->to_spki();
        const Bytes pkcs1(spki.begin() + 24, spki.end());
        CHECK(*PublicKey::parse(pkcs1) == *key);
        CHECK(crypto::rsa_spki(pkcs1) == spki);
    }

    TEST_CASE("in a JWK must be for signatures, of its own algorithm, and public") {
        const std::string p256 = without(p256_jwk, R"("use":"enc",)");
        CHECK(PublicKey::from_jwk(p256));
        CHECK(PublicKey::from_jwk(with(p256, R"("use":"sig","alg":"ES256","key_ops":["verify"])")));
        CHECK(PublicKey::from_jwk(with(ed25519_jwk, R"("alg":"Ed25519")")));
        CHECK(PublicKey::from_jwk(with(ed25519_jwk, R"("x5t":"what we do not know")")));
        for (const std::string& refused : {
                 std::string(p256_jwk),
                 with(p256, R"("alg":"ES384")"),
                 with(p256, R"("alg":"es256")"),
                 with(p256, R"("alg":null)"),
                 with(p256, R"("key_ops":["sign"])"),
                 with(p256, R"("key_ops":"verify")"),
                 with(p256, R"("d":"AA")"),
                 with(ed25519_jwk, R"("d":"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A")"),
                 with(ed25519_jwk, R"("kty":"OKP")"),
                 without(p256, R"("y":"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM",)"),
                 without(p256, "MKBC"),
                 without(p256, "M"),
                 without(ed25519_jwk, R"("crv":"Ed25519",)"),
                 std::string(R"({"kty":"oct","k":"AAAA"})"),
                 std::string("[]"),
                 std::string("{}"),
                 std::string("{"),
             }) {
            CAPTURE(refused);
            const auto key = PublicKey::from_jwk(refused);
            REQUIRE_FALSE(key);
            CHECK(key.error().reason == Reason::bad_key);
        }
    }

    TEST_CASE("lies on its curve") {
        std::string off_curve = without(p256_jwk, R"("use":"enc",)");
        off_curve.replace(off_curve.find("4Etl"), 4, "4Etm");
        CHECK_FALSE(PublicKey::from_jwk(off_curve));
        for (const std::string_view raw : {
                 // of order 1, 2, 4, 8
                 "0100000000000000000000000000000000000000000000000000000000000000",
                 "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                 "0000000000000000000000000000000000000000000000000000000000000000",
                 "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
                 // not canonical: y = p + 1 and y = p + 3
                 "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                 "f0ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                 // no x fits
                 "0200000000000000000000000000000000000000000000000000000000000000",
             }) {
            CAPTURE(raw);
            const auto key = PublicKey::from_raw_ed25519(*encoding::from_hex(raw));
            REQUIRE_FALSE(key);
            CHECK(key.error().reason == Reason::bad_key);
        }
        CHECK_FALSE(PublicKey::from_raw_ed25519(Bytes(31)));
        CHECK_FALSE(PublicKey::from_raw_ed25519(Bytes(33)));
    }

    TEST_CASE("is one key and nothing beside it") {
        const std::string one = generated(Algorithm::es256), two = generated(Algorithm::ed25519);
        CHECK(PublicKey::parse(as_bytes("made by hand\n" + one + "good luck\n")));
        CHECK_FALSE(PublicKey::parse(as_bytes(one + two)));
        CHECK_FALSE(PublicKey::parse(as_bytes(*generate_key(Algorithm::es256))));
        CHECK_FALSE(PublicKey::parse({}));
        CHECK_FALSE(PublicKey::parse(as_bytes(" \n")));
        CHECK_FALSE(PublicKey::parse(Bytes(16385, 'z')));

        Bytes der = PublicKey::parse(as_bytes(one))->to_spki();
        der.push_back(0);
        CHECK_FALSE(PublicKey::parse(der));
        CHECK_FALSE(PublicKey::from_spki(der));
        CHECK_FALSE(PublicKey::parse(ByteView(der).first(der.size() - 2)));
    }

    TEST_CASE("is for the algorithm it is asked for, or refused") {
        const auto rsa = PublicKey::parse(as_bytes(generated(Algorithm::ps256)))->to_spki();
        CHECK(PublicKey::from_spki(rsa)->algorithm() == Algorithm::ps256);
        CHECK(PublicKey::from_spki(rsa, Algorithm::rs256)->algorithm() == Algorithm::rs256);
        CHECK(*PublicKey::from_spki(rsa) != *PublicKey::from_spki(rsa, Algorithm::rs256));
        CHECK(PublicKey::from_spki(rsa, Algorithm::es256).error().reason ==
              Reason::wrong_algorithm);
        const auto ed25519 = PublicKey::from_jwk(ed25519_jwk)->to_spki();
        CHECK(PublicKey::from_spki(ed25519, Algorithm::ed25519));
        CHECK(PublicKey::from_spki(ed25519, Algorithm::ps256).error().reason ==
              Reason::wrong_algorithm);
    }

    TEST_CASE("has one DER, however its point was written") {
        const auto key =
            PublicKey::from_multikey("zDnaepBuvsQ8cpsWrVKw8fbpGpvPeNSjVPTWoq6cRqaYzBKVP");
        const Bytes spki = key->to_spki();
        CHECK(spki.size() == 91);
        const ByteView point = ByteView(spki).last(65);
        CHECK(*PublicKey::from_spki(crypto::ec_spki(Algorithm::es256, point)) == *key);
        Bytes hybrid(point.begin(), point.end());
        hybrid[0] = (hybrid.back() & 1U) != 0 ? 7 : 6;
        CHECK_FALSE(PublicKey::from_spki(crypto::ec_spki(Algorithm::es256, hybrid)));
        CHECK_FALSE(PublicKey::from_spki(crypto::ec_spki(Algorithm::es384, point)));
        CHECK_FALSE(PublicKey::from_spki(crypto::ec_spki(Algorithm::es256, Bytes{0})));
    }
}
