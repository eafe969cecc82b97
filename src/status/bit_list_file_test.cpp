// SPDX-License-Identifier: Apache-2.0
// Lists of bits as others write them: what is read, and what is refused.

#include <doctest/doctest.h>

#include <vaxcert/bit_status.hpp>

#include "jose/jws.hpp"
#include "json/parse.hpp"
#include "status/bit_list.hpp"

using namespace vaxcert;

namespace {

constexpr const char* issuer = "https://issuer.example";
const Time now = *parse_time("2021-03-05T00:00:00Z");

const std::shared_ptr<const Signer>& signer() {
    static const auto one = *signer_from_key(as_bytes(*generate_key(Algorithm::ed25519)));
    return one;
}

BitListHeader good_header() {
    return {.url = "https://status.example/1",
            .issuer = issuer,
            .key_id = "https://issuer.example#1",
            .valid_from = *parse_time("2021-03-04T00:00:00Z"),
            .valid_until = *parse_time("2021-03-11T00:00:00Z")};
}

/// A list credential with its proof.
json::Value credential() {
    return *json::parse(*issue_bit_list(good_header(), {}, BitListForm::credential, *signer()),
                        Budget::for_trusted_data());
}

/// The claims of a Token Status List.
json::Value claims() {
    return json::Object{
        {"iss", issuer},
        {"sub", "https://status.example/1"},
        {"iat", 1614816000},
        {"status_list", json::Object{{"bits", 1}, {"lst", status::encode_token_bits({})}}}};
}

std::string token(const json::Object& header, const std::string& payload) {
    return *jose::sign_jws(header, as_bytes(payload), *signer());
}

std::string token(const char* type, const json::Value& payload) {
    return token(json::Object{{"typ", type}}, json::to_text(payload));
}

/// Why a text is no list, or "list".
std::string answer(std::string_view text) {
    const auto file = BitListFile::open(text);
    return file ? "list" : file.error().detail;
}

/// The same of a credential, which is a bad list if it is none.
std::string answer_to(const json::Value& document) {
    const auto file = BitListFile::open(json::to_text(document));
    if (!file) CHECK(file.error().reason == Reason::bad_status_list);
    return file ? "list" : file.error().detail;
}

}  // namespace

TEST_SUITE("file of a list of bits") {
    TEST_CASE("a credential has one proof, which names the key, and says from when it is") {
        REQUIRE(answer_to(credential()) == "list");
        const auto without = [](const char* member) {
            json::Value document = credential();
            document.erase(member);
            return answer_to(document);
        };
        const auto with_proof = [](const json::Value& proof) {
            json::Value document = credential();
            document.set("proof", proof);
            return answer_to(document);
        };
        CHECK(without("proof") == "the status list has no proof: nobody signed it");
        CHECK(with_proof(json::Array{}) == "the status list should have one proof");
        CHECK(with_proof(json::Array{*credential().find("proof")}) ==
              "the status list should have one proof");
        CHECK(with_proof(json::Object{}) == "the member \"verificationMethod\" is missing");
        CHECK(without("validFrom") ==
              "the status list does not say from when it is (validFrom, iat)");
        CHECK(without("type") ==
              "this is no BitstringStatusListCredential with a BitstringStatusList");
        CHECK(answer("{").starts_with("the status list is not JSON: "));
    }

    TEST_CASE("white space around it is no part of it") {
        for (const std::string& text :
             {json::to_text(credential()), token("statuslist+jwt", claims())}) {
            const auto file = BitListFile::open(" \t\r\n" + text + " \t\r\n");
            REQUIRE(file);
            CHECK(file->authenticate(signer()->public_key(), now));
        }
    }

    TEST_CASE("a credential that names another, signed document is not signed by that") {
        // The token is genuine, and what is said beside it is anybody's word.
        const std::string genuine =
            *issue_bit_list(good_header(), {}, BitListForm::credential_token, *signer());
        json::Value document = credential();
        document.set("id", "data:application/vc+jwt," + genuine);
        document.set("type",
                     json::Array{"EnvelopedVerifiableCredential", "BitstringStatusListCredential"});
        CHECK(answer_to(document) ==
              "the status list names another document instead of being signed itself");
    }

    TEST_CASE("a token is of one of its types, and its payload a list") {
        const json::Value list = claims();
        CHECK(answer(token("statuslist+jwt", list)) == "list");
        CHECK(answer(token("application/statuslist+jwt", list)) == "list");
        const std::string other = "the token should be a credential of the data model 2.0 (vc+jwt)";
        CHECK(answer(token("vc+jwt", credential())) == "list");
        CHECK(answer(token(
                  "vp+jwt",
                  json::Object{{"@context", json::Array{"https://www.w3.org/ns/credentials/v2"}},
                               {"type", "VerifiablePresentation"}})) == other);
        const json::Value older = json::Object{
            {"iss", issuer},
            {"nbf", 1614816000},
            {"vc",
             json::Object{{"@context", json::Array{"https://www.w3.org/2018/credentials/v1"}},
                          {"type", json::Array{"VerifiableCredential"}},
                          {"credentialSubject", json::Object{{"type", "BitstringStatusList"}}}}}};
        CHECK(answer(token("JWT", older)) == other);
        CHECK(answer(token(json::Object{}, json::to_text(older))) == other);
        CHECK(answer(token("vc+jwt", list)) != "list");
        json::Value no_list = credential();
        no_list.set("type", "VerifiableCredential");
        CHECK(answer(token("vc+jwt", no_list)) ==
              "this is no BitstringStatusListCredential with a BitstringStatusList");
        CHECK(answer(token(json::Object{{"typ", "statuslist+jwt"}}, "[1"))
                  .starts_with("the status list is not JSON: "));
        CHECK(answer(token("statuslist+jwt", json::Object{})) == "the member \"sub\" is missing");
        json::Value undated = list;
        undated.erase("iat");
        CHECK(answer(token("statuslist+jwt", undated)) ==
              "the status list does not say from when it is (validFrom, iat)");
        for (const char* text : {"", " \n", "eyJ", "x.y.z"}) {
            const auto file = BitListFile::open(text);
            REQUIRE_FALSE(file);
            CHECK(file.error().reason == Reason::bad_jws);
        }
    }

    TEST_CASE("a credential in a token ends with the first of both, or else at its beginning") {
        const auto end = [](std::optional<int> expires, const char* valid_until) {
            json::Value document = credential();
            document.erase("validUntil");
            if (valid_until) document.set("validUntil", valid_until);
            if (expires) document.set("exp", *expires);
            const auto file = BitListFile::open(token("vc+jwt", document));
            REQUIRE(file);
            CHECK(file->list()->next_update == file->header().valid_until);
            return to_text(file->header().valid_until);
        };
        constexpr int march_10 = 1615334400;
        CHECK(end(march_10, nullptr) == "2021-03-10T00:00:00Z");
        CHECK(end(march_10, "2021-03-11T00:00:00Z") == "2021-03-10T00:00:00Z");
        CHECK(end(march_10, "2021-03-09T00:00:00Z") == "2021-03-09T00:00:00Z");
        CHECK(end({}, "2021-03-11T00:00:00Z") == "2021-03-11T00:00:00Z");
        CHECK(end({}, nullptr) == "2021-03-04T00:00:00Z");
    }

    TEST_CASE("of several purposes has none that could be told") {
        json::Value document = credential();
        json::Value subject = *document.find("credentialSubject");
        subject.set("statusPurpose", json::Array{"revocation", "suspension"});
        document.set("credentialSubject", subject);
        const auto file = BitListFile::open(json::to_text(document));
        REQUIRE(file);
        CHECK(file->header().purpose.empty());
        CHECK(file->list()->purposes == std::vector<std::string>{"revocation", "suspension"});
    }

    TEST_CASE("is authentic as it was signed, and by no other key and at no other time") {
        const auto reason = [](const json::Value& document) {
            const auto file = BitListFile::open(json::to_text(document));
            REQUIRE(file);
            const auto good = file->authenticate(signer()->public_key(), now);
            return good ? "authentic" : name(good.error().reason);
        };
        CHECK(reason(credential()) == std::string("authentic"));
        json::Value changed = credential();
        changed.set("validUntil", "2031-03-11T00:00:00Z");
        CHECK(reason(changed) == std::string("bad-signature"));
        json::Value nobodys = credential();
        nobodys.set("proof", json::Object{{"verificationMethod", "https://issuer.example#1"}});
        CHECK(reason(nobodys) == std::string("proof-shape"));

        std::string text = token("statuslist+jwt", claims());
        CHECK(BitListFile::open(text)->authenticate(signer()->public_key(), now));
        text[text.size() - 10] = text[text.size() - 10] == 'A' ? 'B' : 'A';
        const auto forged = BitListFile::open(text)->authenticate(signer()->public_key(), now);
        REQUIRE_FALSE(forged);
        CHECK(forged.error().reason == Reason::bad_signature);
    }
}
