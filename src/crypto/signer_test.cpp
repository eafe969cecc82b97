// SPDX-License-Identifier: Apache-2.0
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include <doctest/doctest.h>
#include <vaxcert/keys.hpp>

#include "crypto/ecdsa.hpp"
#include "crypto/signature.hpp"
#include "encoding/base58.hpp"
#include "encoding/hex.hpp"

using namespace vaxcert;
using crypto::signed_by;

namespace {

constexpr Algorithm all[] = {Algorithm::ed25519, Algorithm::es256, Algorithm::es384,
                             Algorithm::es512, Algorithm::ps256};

std::shared_ptr<const Signer> fresh(Algorithm algorithm) {
    return *signer_from_key(as_bytes(*generate_key(algorithm)));
}

/// RFC 8037 section A.1.
constexpr std::string_view ed25519_jwk =
    R"({"kty":"OKP","crv":"Ed25519","d":"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A",)"
    R"("x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"})";

/// RFC 7517 section A.2.
constexpr std::string_view p256_jwk =
    R"({"kty":"EC","crv":"P-256","x":"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4",)"
    R"("y":"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM",)"
    R"("d":"870MB6gfuTJ4HtUnUvYMyJpr5eUZNP4Bk43bVdj3eAE"})";

std::string replaced(std::string_view text, std::string_view what, std::string_view by) {
    std::string result(text);
    result.replace(result.find(what), what.size(), by);
    return result;
}

/// A signing service: what it answers, a test chooses.
struct Service {
    std::shared_ptr<const Signer> key;
    enum { right, der, wrong, error } answer = right;

    static Result<Bytes> sign(void* context, ByteView message) {
        auto& service = *static_cast<Service*>(context);
        Bytes signature = *service.key->sign(message);
        if (service.answer == error) return Error{Reason::signing_failed, "the service is asleep"};
        if (service.answer == wrong) signature[0] ^= 1;
        if (service.answer == der) {
            const auto encoded = *crypto::der_from_raw(signature, signature.size() / 2);
            const ByteView bytes = encoded;
            return Bytes(bytes.begin(), bytes.end());
        }
        return signature;
    }
};

}  // namespace

TEST_SUITE("signer") {
    TEST_CASE("signs what its public key verifies, and nothing else") {
        for (const Algorithm algorithm : all) {
            CAPTURE(name(algorithm));
            const auto signer = fresh(algorithm);
            CHECK(signer->public_key().algorithm() == algorithm);
            for (const std::string_view message : {"", "a", "a longer message"}) {
                const auto signature = signer->sign(as_bytes(message));
                REQUIRE(signature);
                CHECK(signed_by(signer->public_key(), as_bytes(message), *signature));
                CHECK_FALSE(signed_by(signer->public_key(), as_bytes("other"), *signature));
                CHECK_FALSE(
                    signed_by(fresh(algorithm)->public_key(), as_bytes(message), *signature));
            }
        }
    }

    TEST_CASE("gives signatures of the length of its algorithm") {
        for (const auto& [algorithm, size] : {std::pair{Algorithm::ed25519, 64U},
                                              {Algorithm::es256, 64U},
                                              {Algorithm::es384, 96U},
                                              {Algorithm::es512, 132U},
                                              {Algorithm::ps256, 256U}}) {
            const auto signer = fresh(algorithm);
            // Often enough for an r or s with zeros in front.
            for (int i = 0; i < 20; ++i) CHECK(signer->sign(as_bytes("m"))->size() == size);
        }
    }

    TEST_CASE("signs as RFC 8037 section A.4 does") {
        const auto signer = signer_from_key(as_bytes(ed25519_jwk));
        REQUIRE(signer);
        CHECK(encoding::to_hex(*(*signer)->sign(
                  as_bytes("eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc"))) ==
              "860c98d2297f3060a33f42739672d61b53cf3adefed3d3c672f320dc021b411e"
              "9d59b8628dc351e248b88b29468e0e41855b0fb7d83bb15be902bfccb8cd0a02");
    }

    TEST_CASE("reads a private JWK whose halves belong together") {
        CHECK(signer_from_key(as_bytes(p256_jwk)));
        const auto rs256 = fresh(Algorithm::ps256);
        for (const std::string& refused : {
                 replaced(ed25519_jwk, "11qY", "11qZ"),
                 replaced(p256_jwk, "870M", "871M"),
                 replaced(p256_jwk, R"("kty")", R"("use":"enc","kty")"),
                 replaced(p256_jwk, R"("kty")", R"("key_ops":["verify"],"kty")"),
                 replaced(p256_jwk, R"("d":"870)", R"("e":"870)"),
             }) {
            CAPTURE(refused);
            const auto signer = signer_from_key(as_bytes(refused));
            REQUIRE_FALSE(signer);
            CHECK(signer.error().reason == Reason::bad_key);
        }
    }

    TEST_CASE("reads the base58 of seed and public key") {
        // The key that DIVOC publishes for its tests.
        const auto signer = signer_from_key(
            as_bytes("41WN3qJL5Agwg8MERbEmMLKnkNstv5iSD8oJ8sRnDyBUegeGKgjqgKm9qZTmhcLQSWCdTkSN3Cd1t"
                     "PqMn1rjM3BJ\n"));
        REQUIRE(signer);
        CHECK((*signer)->public_key() ==
              *PublicKey::parse(as_bytes("DaipNW4xaH2bh1XGNNdqjnSYyru3hLnUgTBSfSvmZ2hi")));

        Bytes foreign = *encoding::from_base58(
            "41WN3qJL5Agwg8MERbEmMLKnkNstv5iSD8oJ8sRnDyBUegeGKgjqgKm9qZTmhcLQSWCdTkSN3Cd1tPqMn1rjM3"
            "BJ");
        const Bytes other =
            *encoding::from_hex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
        std::copy(other.begin(), other.end(), foreign.begin() + 32);
        CHECK_FALSE(signer_from_key(as_bytes(encoding::to_base58(foreign))));
    }

    TEST_CASE("reads PKCS#8 with the public half behind it, if it is the right one") {
        const std::string_view seed =
            "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60";
        const auto pem = [&](std::string_view public_half) {
            const Bytes der =
                *encoding::from_hex("3051020101300506032b657004220420" + std::string(seed) +
                                    "812100" + std::string(public_half));
            std::string text = "-----BEGIN PRIVATE KEY-----\n";
            constexpr std::string_view digits =
                "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
            for (std::size_t i = 0; i < der.size(); i += 3) {
                const auto at = [&](std::size_t k) { return k < der.size() ? der[k] : 0U; };
                const unsigned n = at(i) << 16U | at(i + 1) << 8U | at(i + 2);
                for (unsigned k = 0; k < 4; ++k)
                    text += i + k > der.size() ? '=' : digits[n >> (18 - 6 * k) & 63U];
            }
            return text + "\n-----END PRIVATE KEY-----\n";
        };
        CHECK(signer_from_key(
            as_bytes(pem("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"))));
        CHECK_FALSE(signer_from_key(
            as_bytes(pem("fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025"))));
    }

    TEST_CASE("derives the same secret from every notation of one key") {
        const auto from_jwk = *signer_from_key(as_bytes(ed25519_jwk));
        Bytes both = *encoding::from_hex(
            "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"
            "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
        const auto from_base58 = *signer_from_key(as_bytes(encoding::to_base58(both)));
        CHECK(*from_jwk->derived_secret("ids") == *from_base58->derived_secret("ids"));
        CHECK(*from_jwk->derived_secret("ids") != *from_jwk->derived_secret("other"));
        CHECK(from_jwk->derived_secret("ids")->size() == 32);

        for (const Algorithm algorithm : all) {
            const std::string pem = *generate_key(algorithm);
            const auto one = *signer_from_key(as_bytes(pem)), two = *signer_from_key(as_bytes(pem));
            CHECK(*one->derived_secret("ids") == *two->derived_secret("ids"));
            CHECK(*one->derived_secret("ids") != *fresh(algorithm)->derived_secret("ids"));
        }
    }

    TEST_CASE("serves many threads at once") {
        for (const Algorithm algorithm : all) {
            const auto signer = fresh(algorithm);
            std::vector<int> good(4);
            std::vector<std::thread> threads;
            for (int& count : good)
                threads.emplace_back([&] {
                    for (int i = 0; i < 5; ++i) {
                        const std::string message = std::to_string(i);
                        const auto signature = signer->sign(as_bytes(message));
                        count += signature &&
                                 signed_by(signer->public_key(), as_bytes(message), *signature);
                    }
                });
            for (std::thread& thread : threads) thread.join();
            for (const int count : good) CHECK(count == 5);
        }
    }

    TEST_CASE("refuses what is no private key, and says what it is") {
        for (const std::string& refused :
             {std::string(), std::string("\n"), std::string("key"), std::string("{}"),
              fresh(Algorithm::es256)->public_key().to_pem(),
              *generate_key(Algorithm::es256) + *generate_key(Algorithm::es256),
              std::string("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"),
              std::string("-----BEGIN PRIVATE KEY-----\n"), std::string(16385, 'A')}) {
            CAPTURE(refused.substr(0, 40));
            const auto signer = signer_from_key(as_bytes(refused));
            REQUIRE_FALSE(signer);
            CHECK(signer.error().reason == Reason::bad_key);
        }
        const auto encrypted = signer_from_key(as_bytes(
            "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n"));
        REQUIRE_FALSE(encrypted);
        CHECK(encrypted.error().detail == "the PEM block is encrypted; decrypt it first");
    }

    TEST_CASE("by a callback releases only what verifies") {
        for (const Algorithm algorithm : all) {
            CAPTURE(name(algorithm));
            Service service{fresh(algorithm)};
            const auto signer =
                *signer_from_callback(service.key->public_key(), Service::sign, &service);
            CHECK(signer->sign(as_bytes("m")));
            service.answer = Service::wrong;
            CHECK(signer->sign(as_bytes("m")).error().reason == Reason::signing_failed);
            service.answer = Service::error;
            CHECK(signer->sign(as_bytes("m")).error().detail == "the service is asleep");
            CHECK_FALSE(signer->derived_secret("ids"));
        }
        Service service{fresh(Algorithm::es256), Service::der};
        const auto signer =
            *signer_from_callback(service.key->public_key(), Service::sign, &service);
        CHECK(signer->sign(as_bytes("m")).error().detail ==
              "what was signed elsewhere as ES256 is DER; r then s is expected");
        CHECK_FALSE(signer_from_callback(service.key->public_key(), nullptr, nullptr));
    }
}
