// SPDX-License-Identifier: Apache-2.0
#include "proof/ld_signature.hpp"

#include <doctest/doctest.h>

#include <utility>

#include "base/budget.hpp"
#include "crypto/hash.hpp"
#include "crypto/signature.hpp"
#include "json/parse.hpp"
#include "jsonld/to_rdf.hpp"
#include "rdf/canonicalize.hpp"

using namespace vaxcert;
using namespace vaxcert::proof;

namespace {

/// A proof as it should be; its signature is three zero bytes.
json::Value good_proof() {
    return json::Object{{"type", "RsaSignature2018"},
                        {"created", "2021-03-03T04:28:46Z"},
                        {"verificationMethod", "did:india"},
                        {"proofPurpose", "assertionMethod"},
                        {"jws", "eyJhbGciOiJQUzI1NiIsImI2NCI6ZmFsc2UsImNyaXQiOlsiYjY0Il19..AAAA"}};
}

json::Value good_proof_but(std::string_view member, json::Value value) {
    json::Value proof = good_proof();
    proof.set(member, std::move(value));
    return proof;
}

/// The canonical options the long way round, through the context that defines them.
std::string options_by_jsonld(const LdProof& proof, std::string_view type) {
    const json::Value options = json::Object{{"@context", "https://w3id.org/security/v2"},
                                             {"type", type},
                                             {"created", proof.created},
                                             {"verificationMethod", proof.verification_method},
                                             {"proofPurpose", "assertionMethod"}};
    const auto dataset = jsonld::to_rdf(options, jsonld::Options::for_divoc(), Budget{});
    REQUIRE(dataset);
    const auto canonical =
        rdf::canonicalize(*dataset, {.spelling = rdf::Spelling::legacy}, Budget{});
    REQUIRE(canonical);
    return canonical->nquads;
}

Error refusal(const json::Value& proof) {
    const auto parsed = parse_ld_proof(proof);
    REQUIRE_FALSE(parsed);
    return parsed.error();
}

}  // namespace

TEST_SUITE("ld_signature") {
    TEST_CASE("reads a proof of five members") {
        const auto proof = parse_ld_proof(good_proof());
        REQUIRE(proof);
        CHECK(proof->algorithm == Algorithm::ps256);
        CHECK(proof->created == "2021-03-03T04:28:46Z");
        CHECK(proof->verification_method == "did:india");
        CHECK(proof->signature == Bytes{0, 0, 0});
    }

    TEST_CASE("refuses a proof of any other shape") {
        json::Value without_created = good_proof();
        without_created.erase("created");
        for (const json::Value& proof : {
                 json::Value(json::Array{good_proof()}),
                 json::Value("proof"),
                 without_created,
                 good_proof_but("type", "Ed25519Signature2020"),
                 good_proof_but("type", json::Array{"RsaSignature2018"}),
                 good_proof_but("type", "Ed25519Signature2018"),
                 good_proof_but("proofPurpose", "authentication"),
                 good_proof_but("created", "2021-03-03"),
                 good_proof_but("created", json::Value()),
                 good_proof_but("verificationMethod", "india"),
                 good_proof_but("verificationMethod", ""),
                 good_proof_but("verificationMethod", "did:in dia"),
                 good_proof_but("verificationMethod", "did:india>\n"),
                 good_proof_but("id", "_:b0"),
                 good_proof_but("nonce", json::Value()),
                 good_proof_but("proofValue", "z1"),
                 good_proof_but("@context", "https://w3id.org/security/v2"),
             }) {
            CAPTURE(json::to_text(proof));
            CHECK(refusal(proof).reason == Reason::proof_shape);
        }
        const std::string header = "eyJhbGciOiJQUzI1NiIsImI2NCI6ZmFsc2UsImNyaXQiOlsiYjY0Il19";
        for (const std::string& jws :
             {std::string("AAAA"), header + "..", header + ".AAAA", header + ".AAAA.AAAA",
              header + "..AA AA", ".." + header, std::string("eyJhbGciOiJub25lIn0..AAAA")}) {
            CAPTURE(jws);
            CHECK_FALSE(parse_ld_proof(good_proof_but("jws", jws)));
        }
    }

    TEST_CASE("says nothing of a proof's content when it refuses it") {
        const Error error = refusal(good_proof_but("Asha", "Example"));
        CHECK(error.detail.find("Asha") == std::string::npos);
    }

    TEST_CASE("writes the options as their context would have them") {
        const auto rsa = parse_ld_proof(good_proof());
        REQUIRE(rsa);
        CHECK(canonical_options(*rsa) == options_by_jsonld(*rsa, "RsaSignature2018"));

        for (const char* method : {"did:srilanka:moh", "https://example.com/i/india#key-1",
                                   "http://example.com/{key}|^`", "did:\xE0\xA4\x85"})
            for (const char* created : {"2021-03-03T04:28:46.012Z", "2021-03-03T09:58:46+05:30"}) {
                LdProof proof{Algorithm::ed25519, created, method, {}};
                CHECK(canonical_options(proof) == options_by_jsonld(proof, "Ed25519Signature2018"));
            }
    }

    TEST_CASE("signs the header, a dot, the options' hash and then the document's") {
        const auto proof = parse_ld_proof(good_proof());
        REQUIRE(proof);
        const Bytes input = signing_input(*proof, "_:c14n0 <urn:p> \"x\" .\n");
        CHECK(input.size() == 121);
        CHECK(as_text(input).substr(0, 57) ==
              "eyJhbGciOiJQUzI1NiIsImI2NCI6ZmFsc2UsImNyaXQiOlsiYjY0Il19.");
        const auto options = crypto::sha256(as_bytes(canonical_options(*proof)));
        const auto document = crypto::sha256(as_bytes("_:c14n0 <urn:p> \"x\" .\n"));
        CHECK(std::ranges::equal(ByteView(input).subspan(57, 32), options));
        CHECK(std::ranges::equal(ByteView(input).subspan(89, 32), document));
    }

    TEST_CASE("makes proofs that it reads back, by either algorithm") {
        for (const Algorithm algorithm : {Algorithm::ed25519, Algorithm::ps256}) {
            const auto key = generate_key(algorithm);
            REQUIRE(key);
            const auto signer = signer_from_key(as_bytes(*key));
            REQUIRE(signer);
            const LdSigner who{"did:india", "2021-03-03T04:28:46Z"};
            const auto made = sign_ld_proof(who, "canonical text\n", **signer);
            REQUIRE(made);
            CHECK(json::to_text(*made).starts_with(R"({"type":")"));
            const auto proof = parse_ld_proof(*made);
            REQUIRE(proof);
            CHECK(proof->algorithm == algorithm);
            const PublicKey& public_key = (*signer)->public_key();
            CHECK(crypto::signed_by(public_key, signing_input(*proof, "canonical text\n"),
                                    proof->signature));
            CHECK_FALSE(crypto::signed_by(public_key, signing_input(*proof, "Canonical text\n"),
                                          proof->signature));
        }
    }

    TEST_CASE("does not sign by what a verifier would refuse") {
        const auto key = generate_key(Algorithm::es256);
        REQUIRE(key);
        const auto signer = signer_from_key(as_bytes(*key));
        REQUIRE(signer);
        const auto by_es256 = sign_ld_proof({"did:india", "2021-03-03T04:28:46Z"}, "", **signer);
        REQUIRE_FALSE(by_es256);
        CHECK(by_es256.error().reason == Reason::wrong_algorithm);

        const auto ed25519 = signer_from_key(as_bytes(*generate_key(Algorithm::ed25519)));
        REQUIRE(ed25519);
        for (const LdSigner& who :
             {LdSigner{"india", "2021-03-03T04:28:46Z"}, LdSigner{"did:india", "yesterday"}}) {
            const auto made = sign_ld_proof(who, "", **ed25519);
            REQUIRE_FALSE(made);
            CHECK(made.error().reason == Reason::proof_shape);
        }
    }
}
