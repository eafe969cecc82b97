// SPDX-License-Identifier: Apache-2.0
#include "proof/data_integrity.hpp"

#include <doctest/doctest.h>

#include <vaxcert/data_integrity.hpp>

#include "json/parse.hpp"
#include "proof/document_budget.hpp"
#include "proof/options_template.hpp"
#include "proof/pointers.hpp"

using namespace vaxcert;

namespace {

constexpr std::string_view credential = R"({
    "@context": ["https://www.w3.org/ns/credentials/v2",
                 "https://www.w3.org/ns/credentials/examples/v2"],
    "id": "urn:example:1", "type": ["VerifiableCredential", "ExampleCredential"],
    "issuer": "did:example:issuer", "validFrom": "2023-01-01T00:00:00Z",
    "credentialSubject": {"id": "did:example:subject", "degree": {"type": "Degree", "level": 3},
                          "hobbies": ["chess", "rowing", "tea"]}})";

std::shared_ptr<const Signer> fresh_signer(Algorithm algorithm) {
    const auto pem = generate_key(algorithm);
    REQUIRE(pem);
    return *signer_from_key(as_bytes(*pem));
}

ProofInputs by_did_key() {
    return {.find_key = [](std::string_view method, std::string_view) {
        return key_of_did_key(method);
    }};
}

ProofOptions options_for(const Signer& signer, Cryptosuite suite) {
    return {.cryptosuite = suite,
            .verification_method = did_key_method(signer.public_key()),
            .created = "2023-02-24T23:36:38Z"};
}

/// The reasons of each proof, "good" where there is none.
std::string answer(std::string_view document, const ProofInputs& inputs = by_did_key()) {
    const auto checked = check_proofs(document, inputs);
    if (!checked) return name(checked.error().reason);
    std::string text;
    for (const CheckedProof& proof : *checked) {
        if (!text.empty()) text += ' ';
        text += proof.problems.empty() ? "good" : name(proof.problems.front().reason);
    }
    return text;
}

json::Value parsed(std::string_view text) {
    return *json::parse(text, proof::document_budget());
}

}  // namespace

TEST_SUITE("data integrity") {
    TEST_CASE("what is signed in a suite is good, and not when anything is changed") {
        struct Case {
            Cryptosuite suite;
            Algorithm algorithm;
        };
        for (const Case& one : {Case{Cryptosuite::eddsa_rdfc_2022, Algorithm::ed25519},
                                {Cryptosuite::eddsa_jcs_2022, Algorithm::ed25519},
                                {Cryptosuite::ecdsa_rdfc_2019, Algorithm::es256},
                                {Cryptosuite::ecdsa_jcs_2019, Algorithm::es384},
                                {Cryptosuite::ed25519_signature_2020, Algorithm::ed25519}}) {
            CAPTURE(name(one.suite));
            const auto signer = fresh_signer(one.algorithm);
            const auto text = add_proof(credential, options_for(*signer, one.suite), *signer);
            REQUIRE(text);
            CHECK(answer(*text) == "good");
            auto changed = parsed(*text);
            changed.set("validFrom", "2023-01-02T00:00:00Z");
            CHECK(answer(json::to_text(changed)) == "bad-signature");
            changed = parsed(*text);
            auto proof = *changed.find("proof");
            proof.set("created", "2023-02-24T23:36:39Z");
            changed.set("proof", proof);
            CHECK(answer(json::to_text(changed)) == "bad-signature");
        }
    }

    TEST_CASE("a suite takes the keys it is for") {
        const auto signer = fresh_signer(Algorithm::es384);
        for (const Cryptosuite suite : {Cryptosuite::eddsa_rdfc_2022, Cryptosuite::ecdsa_sd_2023}) {
            const auto text = add_proof(credential, options_for(*signer, suite), *signer);
            REQUIRE_FALSE(text);
            CHECK(text.error().reason == Reason::wrong_algorithm);
        }
    }

    TEST_CASE("terms that nobody defined and contexts that nobody knows are not signed") {
        const auto signer = fresh_signer(Algorithm::ed25519);
        const auto options = options_for(*signer, Cryptosuite::eddsa_rdfc_2022);
        const auto reason = [&](std::string_view text) {
            const auto made = add_proof(text, options, *signer);
            return made ? "signed" : name(made.error().reason);
        };
        CHECK(reason(R"({"@context":["https://www.w3.org/ns/credentials/v2"],
            "type":"VerifiableCredential","issuer":"did:example:i",
            "credentialSubject":{"nobody":"knows"}})") == std::string("data-loss"));
        CHECK(reason(R"({"@context":["https://www.w3.org/ns/credentials/v2","https://x.example/"],
            "type":"VerifiableCredential","issuer":"did:example:i",
            "credentialSubject":{"id":"did:example:s"}})") == std::string("context-not-pinned"));
        CHECK(reason("[1]") == std::string("malformed"));
    }

    TEST_CASE("a chain needs each of its links") {
        const auto first = fresh_signer(Algorithm::ed25519),
                   second = fresh_signer(Algorithm::es256);
        auto options = options_for(*first, Cryptosuite::eddsa_rdfc_2022);
        options.id = "urn:example:proof:1";
        const auto one = add_proof(credential, options, *first);
        REQUIRE(one);
        auto endorsing = options_for(*second, Cryptosuite::ecdsa_jcs_2019);
        endorsing.previous_proofs = {"urn:example:proof:1"};
        const auto both = add_proof(*one, endorsing, *second);
        REQUIRE(both);
        CHECK(answer(*both) == "good good");

        auto without = parsed(*both);
        without.set("proof", json::Array{without.find("proof")->array()[1]});
        CHECK(answer(json::to_text(without)) == "proof-shape");

        // The first made anew by the same key is another proof than the one endorsed.
        auto again = options;
        again.created = "2023-02-25T00:00:00Z";
        auto exchanged = parsed(*add_proof(credential, again, *first));
        exchanged.set("proof", json::Array{*exchanged.find("proof"),
                                           parsed(*both).find("proof")->array()[1]});
        CHECK(answer(json::to_text(exchanged)) == "good bad-signature");

        endorsing.previous_proofs = {"urn:example:proof:2"};
        CHECK_FALSE(add_proof(*one, endorsing, *second));
    }

    TEST_CASE("proofs that refer to one another in a circle are refused at once") {
        auto document = parsed(credential);
        const auto link = [](const char* id, const char* previous) {
            return json::Object{{"type", "DataIntegrityProof"},
                                {"cryptosuite", "eddsa-jcs-2022"},
                                {"id", id},
                                {"verificationMethod", "did:example:i#1"},
                                {"proofPurpose", "assertionMethod"},
                                {"previousProof", previous},
                                {"proofValue", "z" + std::string(64, '1')}};
        };
        document.set("proof", json::Array{link("urn:a", "urn:b"), link("urn:b", "urn:a")});
        CHECK(answer(json::to_text(document)) == "proof-shape");
        document.set("proof", json::Array{link("urn:a", "urn:a")});
        CHECK(answer(json::to_text(document)) == "proof-shape");
    }

    TEST_CASE("purpose, domain, challenge and end are the verifier's to ask") {
        const auto signer = fresh_signer(Algorithm::ed25519);
        auto options = options_for(*signer, Cryptosuite::eddsa_rdfc_2022);
        options.purpose = "authentication";
        options.domains = {"https://a.example", "https://b.example"};
        options.challenge = "1234";
        options.expires = "2023-03-01T00:00:00Z";
        const auto text = add_proof(credential, options, *signer);
        REQUIRE(text);
        ProofInputs inputs = by_did_key();
        CHECK(answer(*text, inputs) == "wrong-purpose");
        inputs.purpose = "authentication";
        CHECK(answer(*text, inputs) == "good");
        inputs.domains = {"https://b.example", "https://a.example"};
        inputs.challenge = "1234";
        CHECK(answer(*text, inputs) == "good");
        inputs.domains = {"https://a.example"};
        CHECK(answer(*text, inputs) == "wrong-domain");
        inputs.domains.clear();
        inputs.challenge = "12345";
        CHECK(answer(*text, inputs) == "wrong-challenge");
        inputs.challenge.clear();
        inputs.now = *parse_time("2023-03-01T00:00:01Z");
        CHECK(answer(*text, inputs) == "expired");
    }

    TEST_CASE("the template of a proof is what JSON-LD processing comes to") {
        const auto contexts = [](std::initializer_list<const char*> urls) {
            json::Array list;
            for (const char* url : urls) list.emplace_back(url);
            return json::Value(list);
        };
        const json::Value v2 = contexts({"https://www.w3.org/ns/credentials/v2",
                                         "https://vaxcert.example/contexts/vaccination/v1"});
        const json::Value v1 = contexts({"https://www.w3.org/2018/credentials/v1",
                                         "https://w3id.org/security/data-integrity/v2"});
        const json::Value of_2020 = contexts({"https://www.w3.org/ns/credentials/v2",
                                              "https://w3id.org/security/suites/ed25519-2020/v1"});
        json::Value full = json::Object{{"type", "DataIntegrityProof"},
                                        {"cryptosuite", "eddsa-rdfc-2022"},
                                        {"id", "urn:example:proof"},
                                        {"created", "2023-02-24T23:36:38Z"},
                                        {"expires", "2024-02-24T23:36:38Z"},
                                        {"verificationMethod", "did:example:issuer#key-1"},
                                        {"proofPurpose", "authentication"},
                                        {"domain", "https://a.example"},
                                        {"challenge", "Zoë 1234"},
                                        {"nonce", "5678"},
                                        {"previousProof", "urn:example:other"}};
        std::size_t by_template = 0;
        const auto compare = [&](const json::Value& options, const json::Value& context) {
            const auto quick = proof::options_by_template(options, context);
            const auto slow = proof::canonical_options_at_length(
                options, context, crypto::HashAlgorithm::sha256, proof::document_budget());
            if (!quick) return;
            ++by_template;
            REQUIRE(slow);
            CHECK(*quick == *slow);
        };
        for (const json::Value& context : {v2, v1, of_2020}) {
            compare(full, context);
            // Without each of its members, and with each of the purposes.
            for (const json::Member& member : full.object()) {
                json::Value less = full;
                less.erase(member.name);
                compare(less, context);
            }
            for (const char* purpose : {"assertionMethod", "capabilityInvocation",
                                        "capabilityDelegation", "keyAgreement", "other"}) {
                json::Value other = full;
                other.set("proofPurpose", purpose);
                compare(other, context);
            }
            json::Value older = full;
            older.set("type", "Ed25519Signature2020");
            older.erase("cryptosuite");
            older.erase("previousProof");
            compare(older, context);
        }
        CHECK(by_template > 30);
        for (const auto& [member, value] : {std::pair{"challenge", "a \"quote\""},
                                            {"verificationMethod", "relative"},
                                            {"unknown", "member"},
                                            {"id", "urn:with space"}}) {
            json::Value odd = full;
            odd.set(member, value);
            CHECK_FALSE(proof::options_by_template(odd, v2));
        }
    }

    TEST_CASE("a did:key is its own key, and nothing near it is") {
        const auto signer = fresh_signer(Algorithm::es256);
        const std::string method = did_key_method(signer->public_key());
        REQUIRE(key_of_did_key(method));
        CHECK(*key_of_did_key(method) == signer->public_key());
        for (const std::string& odd :
             {method + "x", method.substr(0, method.find('#')), "did:web:x#" + method,
              method.substr(0, method.find('#')) + "#key-1", std::string("did:key:z#z")})
            CHECK_FALSE(key_of_did_key(odd));
        CHECK(did_key_method(fresh_signer(Algorithm::ps256)->public_key()).empty());
    }

    TEST_CASE("a part of a document is shown, and proves itself") {
        const auto signer = fresh_signer(Algorithm::es256);
        auto options = options_for(*signer, Cryptosuite::ecdsa_sd_2023);
        options.mandatory_pointers = {"/issuer", "/validFrom"};
        const auto base = add_proof(credential, options, *signer);
        REQUIRE(base);
        CHECK(answer(*base) == "proof-shape");  // it is not for showing

        const std::vector<std::string> pointers = {"/credentialSubject/degree",
                                                   "/credentialSubject/hobbies/1"};
        const auto shown = derive_proof(*base, pointers);
        REQUIRE(shown);
        CHECK(answer(*shown) == "good");
        const auto part = parsed(*shown);
        CHECK(part.find("issuer")->string() == "did:example:issuer");
        CHECK(json::to_text(*part.find("credentialSubject")->find("hobbies")) == R"(["rowing"])");
        CHECK(shown->find("chess") == std::string::npos);

        auto changed = part;
        changed.set("validFrom", "2024-01-01T00:00:00Z");
        CHECK(answer(json::to_text(changed)) == "bad-signature");
        changed = part;
        changed.erase("validFrom");
        CHECK(answer(json::to_text(changed)) == "bad-signature");

        CHECK_FALSE(derive_proof(*base, std::vector<std::string>{"/credentialSubject/nothing"}));
        CHECK_FALSE(derive_proof(*shown, pointers));
        options.mandatory_pointers = {"/nothing"};
        CHECK_FALSE(add_proof(credential, options, *signer));
    }

    TEST_CASE("JSON Pointers select as RFC 6901 says") {
        const auto document =
            parsed(R"({"a/b":{"type":"T","x":1},"m~n":[10,20,{"id":"i","y":2}],"z":3})");
        const auto picked = [&](std::vector<std::string> pointers) {
            const auto part = proof::select(document, pointers);
            return part ? json::to_text(*part) : name(part.error().reason);
        };
        CHECK(picked({"/a~1b/x"}) == R"({"a/b":{"type":"T","x":1}})");
        CHECK(picked({"/m~0n/2", "/m~0n/0"}) == R"({"m~n":[10,{"id":"i","y":2}]})");
        CHECK(picked({""}) == json::to_text(document));
        for (const char* bad :
             {"a", "/q", "/m~n", "/m~0n/3", "/m~0n/01", "/m~0n/-", "/z/0", "/a~2"})
            CHECK(picked({bad}) == "proof-shape");
    }
}
