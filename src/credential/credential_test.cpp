// SPDX-License-Identifier: Apache-2.0
#include <vaxcert/credential.hpp>

#include <doctest/doctest.h>

#include "enveloped/credential.hpp"
#include "json/parse.hpp"
#include "proof/document_budget.hpp"

using namespace vaxcert;

namespace {

json::Value minimal() {
    return *json::parse(R"({"@context": ["https://www.w3.org/ns/credentials/v2",
        "https://www.w3.org/ns/credentials/examples/v2"],
        "type": ["VerifiableCredential", "ExampleCredential"], "issuer": "did:example:issuer",
        "credentialSubject": {"id": "did:example:subject", "likes": "tea"}})",
                        proof::document_budget());
}

json::Value json_of(std::string_view text) {
    return *json::parse(text, proof::document_budget());
}

/// Whether a credential with that member is as it should be.
bool good_with(const char* member, std::string_view value) {
    json::Value document = minimal();
    document.set(member, json_of(value));
    return check_credential(json::to_text(document)).empty();
}

ProofInputs by_did_key() {
    return {.find_key = [](std::string_view method, std::string_view) {
        return key_of_did_key(method);
    }};
}

}  // namespace

TEST_SUITE("credential") {
    TEST_CASE("the members of data model 2.0, as they should and should not be") {
        REQUIRE(check_credential(json::to_text(minimal())).empty());
        struct Row {
            const char* member;
            const char* good;
            std::vector<const char*> bad;
        };
        const Row rows[] = {
            {"id", R"("urn:a:b")", {"null", "1", R"(["urn:a:b"])", R"("not a url")"}},
            {"type", R"("VerifiableCredential")", {R"("ExampleCredential")", "[]", "null", "[1]"}},
            {"issuer",
             R"({"id":"did:a:b","name":{"@value":"A","@language":"en"}})",
             {"null", R"(["did:a:b","did:a:c"])", R"({"name":"A"})", R"("nobody")",
              R"({"id":"did:a:b","name":{"@value":"A","more":"x"}})"}},
            {"validFrom", R"("2020-01-01T00:00:00.5+05:30")", {R"("2020-01-01")", "1", "null"}},
            {"credentialSubject",
             R"([{"a":"b"}])",
             {"{}", "[]", "null", R"("x")", R"([{"a":1},{}])", R"({"id":["urn:a:b"]})"}},
            {"credentialStatus",
             R"({"type":"ExampleStatus"})",
             {R"({"id":"urn:a:b"})", R"({"type":"X","id":"no url"})", R"("x")"}},
            {"credentialStatus",
             R"({"type":"BitstringStatusListEntry","statusPurpose":"revocation",
              "statusListIndex":"1","statusListCredential":"https://a.example/1"})",
             {R"({"type":"BitstringStatusListEntry","statusPurpose":"revocation",
               "statusListIndex":1,"statusListCredential":"https://a.example/1"})"}},
            {"credentialSchema",
             R"({"id":"https://a.example/s","type":"JsonSchema"})",
             {R"({"id":"https://a.example/s"})", R"({"type":"JsonSchema"})"}},
            {"refreshService", R"({"type":"A"})", {R"({"id":"urn:a:b"})", "[]"}},
            {"termsOfUse", R"([{"type":"A"}])", {R"({"id":"urn:a:b"})"}},
            {"evidence", R"({"type":["A"]})", {R"({"id":"urn:a:b"})", R"("x")"}},
            {"name",
             R"([{"@value":"a","@language":"en","@direction":"ltr"},"b"])",
             {"1", R"({"@value":"a","other":"b"})", R"({"@language":"en"})"}},
            {"relatedResource",
             R"({"id":"https://www.w3.org/ns/credentials/v2","digestSRI":
              "sha384-l/HrjlBCNWyAX91hr6LFV2Y3heB5Tcr6IeE4/Tje8YyzYBM8IhqjHWiWpr8+ZbYU"})",
             {R"({"id":"https://www.w3.org/ns/credentials/v2","digestSRI":
               "sha384-m/HrjlBCNWyAX91hr6LFV2Y3heB5Tcr6IeE4/Tje8YyzYBM8IhqjHWiWpr8+ZbYU"})",
              R"({"id":"https://a.example/x"})", R"({"digestSRI":"sha256-AAAA"})",
              R"([{"id":"urn:a:b","digestMultibase":"uWZVc7WaX1h4D8rJVb-vlMIqxaEKEb1tYbX8feuySczQ"},
                  {"id":"urn:a:b","digestMultibase":"uWZVc7WaX1h4D8rJVb-vlMIqxaEKEb1tYbX8feuySczQ"}])"}},
            {"@context",
             R"(["https://www.w3.org/ns/credentials/v2",{"a":"urn:a#"}])",
             {R"(["https://a.example/"])", R"(["https://www.w3.org/ns/credentials/v2",5])",
              R"(["https://www.w3.org/ns/credentials/v2","https ://a"])", "null"}},
        };
        for (const Row& row : rows) {
            CAPTURE(row.member);
            CHECK(good_with(row.member, row.good));
            for (const char* bad : row.bad) {
                CAPTURE(bad);
                CHECK_FALSE(good_with(row.member, bad));
            }
        }
        json::Value reversed = minimal();
        reversed.set("validFrom", "2021-01-01T00:00:00Z");
        reversed.set("validUntil", "2020-01-01T00:00:00Z");
        CHECK(check_credential(json::to_text(reversed)).size() == 1);
        for (const char* member : {"issuer", "credentialSubject", "type", "@context"}) {
            CAPTURE(member);
            json::Value less = minimal();
            less.erase(member);
            CHECK_FALSE(check_credential(json::to_text(less)).empty());
        }
    }

    TEST_CASE("data model 1.1 wants a date of issue") {
        json::Value document = minimal();
        document.set("@context", "https://www.w3.org/2018/credentials/v1");
        CHECK(check_credential(json::to_text(document)).size() == 1);
        document.set("issuanceDate", "2020-01-01T00:00:00Z");
        CHECK(check_credential(json::to_text(document)).empty());
    }

    TEST_CASE("a credential is issued, verified and shown in a presentation") {
        const auto pem = generate_key(Algorithm::ed25519);
        const auto signer = *signer_from_key(as_bytes(*pem));
        const std::string method = did_key_method(signer->public_key());
        for (const Cryptosuite suite :
             {Cryptosuite::eddsa_rdfc_2022, Cryptosuite::eddsa_jcs_2022}) {
            const ProofOptions options{.cryptosuite = suite, .verification_method = method};
            const auto issued = issue_credential(json::to_text(minimal()), options, *signer);
            REQUIRE(issued);
            CHECK(verify_credential(*issued, by_did_key()).verified());

            json::Value presentation = json_of(R"({"@context":
                ["https://www.w3.org/ns/credentials/v2"], "type": "VerifiablePresentation"})");
            presentation.set("verifiableCredential", json::Array{json_of(*issued)});
            auto showing = options;
            showing.purpose = "authentication";
            showing.domains = {"https://verifier.example"};
            showing.challenge = "1234";
            const auto shown = add_proof(json::to_text(presentation), showing, *signer);
            REQUIRE(shown);
            ProofInputs inputs = by_did_key();
            inputs.purpose = "authentication";
            inputs.domains = {"https://verifier.example"};
            inputs.challenge = "1234";
            const auto report = verify_presentation(*shown, inputs);
            CHECK(report.verified());
            CHECK(report.proofs.size() == 2);
            inputs.challenge = "12345";
            CHECK_FALSE(verify_presentation(*shown, inputs).verified());
        }
    }

    TEST_CASE("a credential in an envelope is issued, verified and shown in a presentation") {
        for (const Algorithm algorithm : {Algorithm::ed25519, Algorithm::es256, Algorithm::es384}) {
            const auto signer = *signer_from_key(as_bytes(*generate_key(algorithm)));
            const std::string method = did_key_method(signer->public_key());
            json::Value document = minimal();
            document.set("validUntil", "2021-01-01T00:00:00Z");
            const auto issued = envelop_credential(json::to_text(document), method, *signer);
            REQUIRE(issued);
            CHECK(verify_credential(*issued, by_did_key()).verified());
            CHECK(check_credential(*issued).empty());
            CHECK(check_validity(*issued, *parse_time("2021-01-01T00:00:00Z")).empty());
            CHECK(check_validity(*issued, *parse_time("2021-01-01T00:00:01Z")).size() == 1);

            json::Value presentation = json_of(R"({"@context":
                ["https://www.w3.org/ns/credentials/v2"], "type": "VerifiablePresentation"})");
            presentation.set("verifiableCredential", json_of(*issued));
            const auto shown = add_proof(
                json::to_text(presentation),
                {.cryptosuite = algorithm == Algorithm::ed25519 ? Cryptosuite::eddsa_rdfc_2022
                                                                : Cryptosuite::ecdsa_rdfc_2019,
                 .verification_method = method,
                 .purpose = "authentication"},
                *signer);
            REQUIRE(shown);
            ProofInputs inputs = by_did_key();
            inputs.purpose = "authentication";
            CHECK(verify_presentation(*shown, inputs).verified());
        }
    }

    TEST_CASE("an envelope is what the data model says, or is refused") {
        const auto signer = *signer_from_key(as_bytes(*generate_key(Algorithm::es256)));
        const json::Value good = json_of(*envelop_credential(
            json::to_text(minimal()), did_key_method(signer->public_key()), *signer));
        const auto verified_with = [&](const char* member, json::Value value) {
            json::Value changed = good;
            changed.set(member, std::move(value));
            return verify_credential(json::to_text(changed), by_did_key()).verified();
        };
        const std::string id = good.find("id")->string();
        const std::string jwt = id.substr(id.find(',') + 1);
        CHECK(verified_with("type", json::Array{"EnvelopedVerifiableCredential"}));
        CHECK(verified_with("id", "data:application/jwt," + jwt));
        CHECK_FALSE(verified_with("@context", json::Array{}));
        CHECK_FALSE(verified_with("@context", "https://www.w3.org/ns/credentials/examples/v2"));
        CHECK_FALSE(verified_with("@context", "https://www.w3.org/2018/credentials/v1"));
        CHECK_FALSE(verified_with("type", "VerifiableCredential"));
        CHECK_FALSE(verified_with("type", "EnvelopedVerifiablePresentation"));
        CHECK_FALSE(verified_with("id", jwt));
        CHECK_FALSE(verified_with("id", nullptr));
        CHECK_FALSE(verified_with("id", "data:text/plain," + jwt));
        CHECK_FALSE(verified_with("id", "data:application/vc+jwt"));
        CHECK_FALSE(verified_with("id", "data:application/vc+cose;base64,AAAA"));
        json::Value untyped = good;
        untyped.erase("type");
        CHECK_FALSE(verify_credential(json::to_text(untyped), by_did_key()).verified());
        for (std::size_t i = id.find(',') + 1; i < id.size(); ++i) {
            std::string changed = id;
            changed[i] = changed[i] == 'A' ? 'B' : 'A';
            CAPTURE(i);
            CHECK_FALSE(verified_with("id", changed));
            CHECK_FALSE(verified_with("id", id.substr(0, i)));
        }
    }

    TEST_CASE("a presentation in an envelope answers an audience and a challenge, in its time") {
        const auto signer = *signer_from_key(as_bytes(*generate_key(Algorithm::es256)));
        const std::string method = did_key_method(signer->public_key());
        const auto vc = envelop_credential(json::to_text(minimal()), method, *signer);
        json::Value inner = json_of(R"({"@context": ["https://www.w3.org/ns/credentials/v2"],
            "type": ["VerifiablePresentation"], "aud": "example.com", "nonce": "123456789",
            "nbf": 1600000000, "exp": 1600000100})");
        inner.set("verifiableCredential", json::Array{json_of(*vc)});
        const auto jwt = enveloped::sign_vc_jwt(inner, method, *signer);
        REQUIRE(jwt);
        json::Value whole = json_of(R"({"@context": "https://www.w3.org/ns/credentials/v2",
            "type": "EnvelopedVerifiablePresentation"})");
        whole.set("id", "data:application/vp+jwt," + *jwt);
        ProofInputs inputs = by_did_key();
        inputs.purpose = "authentication";
        const auto verified = [&](const char* domain, const char* challenge, int seconds) {
            inputs.domains.clear();
            if (*domain) inputs.domains.push_back(domain);
            inputs.challenge = challenge;
            inputs.now = Time(std::chrono::seconds(1600000000 + seconds));
            return verify_presentation(json::to_text(whole), inputs).verified();
        };
        CHECK(verified("", "", 0));
        CHECK(verified("example.com", "123456789", 99));
        CHECK_FALSE(verified("another.example", "123456789", 0));
        CHECK_FALSE(verified("example.com", "12345678", 0));
        CHECK_FALSE(verified("", "", -1));
        CHECK_FALSE(verified("", "", 100));
        whole.set("type", "EnvelopedVerifiableCredential");
        CHECK_FALSE(verified("", "", 0));
        CHECK_FALSE(verify_credential(json::to_text(whole), by_did_key()).verified());
    }

    TEST_CASE("a credential without a proof counts only as the holder's own word") {
        const auto signer = *signer_from_key(as_bytes(*generate_key(Algorithm::ed25519)));
        const std::string method = did_key_method(signer->public_key());
        const std::string holder = method.substr(0, method.find('#'));
        const auto verified = [&](const std::string& named, const std::string& issuer) {
            json::Value credential = minimal();
            credential.set("issuer", issuer);
            json::Value presentation = json_of(R"({"@context":
                ["https://www.w3.org/ns/credentials/v2"], "type": "VerifiablePresentation"})");
            if (!named.empty()) presentation.set("holder", named);
            presentation.set("verifiableCredential", json::Array{credential});
            const auto shown = add_proof(json::to_text(presentation),
                                         {.cryptosuite = Cryptosuite::eddsa_rdfc_2022,
                                          .verification_method = method,
                                          .purpose = "authentication"},
                                         *signer);
            REQUIRE(shown);
            ProofInputs inputs = by_did_key();
            inputs.purpose = "authentication";
            return verify_presentation(*shown, inputs).verified();
        };
        CHECK(verified(holder, holder));
        CHECK_FALSE(verified("", holder));
        CHECK_FALSE(verified("did:example:acme", holder));
        CHECK_FALSE(verified(holder, "did:example:acme"));
        CHECK_FALSE(verified("did:example:acme", "did:example:acme"));
    }

    TEST_CASE("a term that nobody defined is found in every suite, when issued and when verified") {
        const auto pem = generate_key(Algorithm::ed25519);
        const auto signer = *signer_from_key(as_bytes(*pem));
        json::Value document = minimal();
        document.set("@context", json::Array{"https://www.w3.org/ns/credentials/v2"});
        document.set("type", "VerifiableCredential");
        for (const Cryptosuite suite :
             {Cryptosuite::eddsa_rdfc_2022, Cryptosuite::eddsa_jcs_2022}) {
            const ProofOptions options{.cryptosuite = suite,
                                       .verification_method = did_key_method(signer->public_key())};
            const auto issued = issue_credential(json::to_text(document), options, *signer);
            REQUIRE_FALSE(issued);
            CHECK(issued.error().reason == Reason::data_loss);
        }
        const auto signed_all_the_same =
            add_proof(json::to_text(document),
                      {.cryptosuite = Cryptosuite::eddsa_jcs_2022,
                       .verification_method = did_key_method(signer->public_key())},
                      *signer);
        REQUIRE(signed_all_the_same);
        CHECK_FALSE(verify_credential(*signed_all_the_same, by_did_key()).verified());
    }

    TEST_CASE("what is no credential is not verified, whatever it is") {
        for (const char* text : {"", "null", "[]", "1", "\"{}\"", "{}", R"({"proof":null})",
                                 R"({"proof":[]})", R"({"proof":{"type":1}})"}) {
            CAPTURE(text);
            CHECK_FALSE(verify_credential(text, by_did_key()).verified());
            CHECK_FALSE(verify_presentation(text, by_did_key()).verified());
            CHECK_FALSE(check_credential(text).empty());
            CHECK_FALSE(check_presentation(text).empty());
        }
    }

    TEST_CASE("it is valid from its first instant to its last") {
        json::Value document = minimal();
        document.set("validFrom", "2020-01-01T00:00:00Z");
        document.set("validUntil", "2021-01-01T00:00:00Z");
        const std::string text = json::to_text(document);
        const auto reasons = [&](const char* now) {
            const auto problems = check_validity(text, *parse_time(now));
            return problems.empty() ? "valid" : name(problems.front().reason);
        };
        CHECK(reasons("2019-12-31T23:59:59Z") == std::string("not-yet-valid"));
        CHECK(reasons("2020-01-01T00:00:00Z") == std::string("valid"));
        CHECK(reasons("2021-01-01T00:00:00Z") == std::string("valid"));
        CHECK(reasons("2021-01-01T00:00:01Z") == std::string("expired"));
    }
}
