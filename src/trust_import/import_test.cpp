// SPDX-License-Identifier: Apache-2.0
#include <vaxcert/trust_import.hpp>

#include <doctest/doctest.h>

#include "crypto/hash.hpp"
#include "crypto/x509_for_tests.hpp"
#include "encoding/base64.hpp"
#include "encoding/base64url.hpp"
#include "encoding/hex.hpp"
#include "json/jcs.hpp"
#include "json/parse.hpp"

using namespace vaxcert;
using namespace vaxcert::crypto::for_tests;

namespace {

ImportFile file_of(std::string_view text, std::string name = "list") {
    const ByteView bytes = as_bytes(text);
    return {std::move(name), Bytes(bytes.begin(), bytes.end())};
}

ImportFile file_of(const Bytes& bytes) {
    return {"list", bytes};
}

struct Answer {
    Result<Imported> result;

    /// "keys 1, authorities 2, refused 0", or the reason why the whole is refused.
    std::string text() const {
        if (!result) return name(result.error().reason);
        const ImportReport& report = result->report;
        return "keys " + std::to_string(report.keys) + ", authorities " +
               std::to_string(report.authorities) + ", refused " +
               std::to_string(report.refused.size());
    }
    const TrustedKey& key() const { return result->list.keys().at(0); }
    std::string why() const { return result->report.refused.at(0).why.detail; }
};

Answer import_as(std::string_view kind, std::vector<ImportFile> files,
                 const ImportOptions& options = {}) {
    return {import_trust(kind, files, options)};
}

PublicKey fresh_key(Algorithm algorithm = Algorithm::es256) {
    const auto signer = signer_from_key(as_bytes(*generate_key(algorithm)));
    REQUIRE(signer);
    return (*signer)->public_key();
}

/// RFC 7638, of a P-256 key.
std::string thumbprint(const PublicKey& key) {
    const auto jwk = json::parse(key.to_jwk(), Budget::for_trusted_data());
    REQUIRE(jwk);
    json::Value members(json::Object{});
    for (const char* name : {"crv", "kty", "x", "y"}) members.set(name, *jwk->find(name));
    return encoding::to_base64url(crypto::sha256(as_bytes(json::to_jcs(members))));
}

std::string quoted(const std::string& text) {
    std::string result = "\"";
    for (const char c : text) result += c == '\n' ? std::string("\\n") : std::string(1, c);
    return result + '"';
}

/// A gateway with one country: its trust anchor, what the country uploads with, its authority.
struct Gateway {
    Certified anchor = make_authority({.name = "Trust Anchor"});
    Certified upload = make_authority({.name = "Upload"});
    Certified authority = make_authority();
    Certified signer = make_signer(authority, {.name = "DSC"});
    std::vector<std::string> items;

    static std::string item(const std::string& type, const Certified& certificate,
                            const Certified& signed_by, const std::string& country = "UT") {
        const Bytes cms = make_cms(signed_by, certificate.der, Content::detached);
        const auto digest = crypto::sha256(certificate.der);
        return R"({"country":")" + country + R"(","certificateType":")" + type + R"(","kid":")" +
               encoding::to_base64(ByteView(digest).first(8)) + R"(","thumbprint":")" +
               encoding::to_hex(digest) + R"(","signature":")" + encoding::to_base64(cms) +
               R"(","rawData":")" + encoding::to_base64(certificate.der) + "\"}";
    }

    Answer import_items(const std::vector<std::string>& list) const {
        std::string text;
        for (const std::string& each : list) text += (text.empty() ? "" : ",") + each;
        return import_as("dcc-gateway", {file_of('[' + text + ']')},
                         {.signers = {file_of(anchor.der)}});
    }
};

Bytes element(std::uint8_t tag, const Bytes& content) {
    Bytes bytes = {tag, 0x82, static_cast<std::uint8_t>(content.size() >> 8U),
                   static_cast<std::uint8_t>(content.size() & 0xffU)};
    bytes.insert(bytes.end(), content.begin(), content.end());
    return bytes;
}

Bytes master_list(const std::vector<Certified>& certificates) {
    Bytes set;
    for (const Certified& each : certificates)
        set.insert(set.end(), each.der.begin(), each.der.end());
    Bytes content = {0x02, 0x01, 0x00};
    const Bytes of_all = element(0x31, set);
    content.insert(content.end(), of_all.begin(), of_all.end());
    return element(0x30, content);
}

}  // namespace

TEST_SUITE("trust import") {
    TEST_CASE("knows its kinds") {
        CHECK(import_kinds().size() == 7);
        CHECK(import_as("unknown", {}).text() == "bad-trust-list");
    }

    TEST_CASE("dcc-gateway: what the anchor and the country's uploader vouch for is taken") {
        const Gateway gateway;
        const std::string upload = Gateway::item("UPLOAD", gateway.upload, gateway.anchor);
        const std::string authority = Gateway::item("CSCA", gateway.authority, gateway.anchor);
        const std::string signer = Gateway::item("DSC", gateway.signer, gateway.upload);
        const Answer all = gateway.import_items({signer, upload, authority});
        REQUIRE(all.text() == "keys 1, authorities 1, refused 0");
        CHECK(all.result->report.seen == 3);
        CHECK(all.result->report.signatures == 3);
        CHECK(all.key().id == "UT");
        CHECK(all.key().country == "UT");
        CHECK(all.key().formats == std::vector<std::string>{"hcert"});
        CHECK(all.key().environment == Environment::production);

        // The signer's country did not vouch, or nobody certified it.
        CHECK(gateway.import_items({signer, authority}).text() ==
              "keys 0, authorities 1, refused 1");
        CHECK(gateway.import_items({signer, upload}).text() == "keys 0, authorities 0, refused 1");
        const std::string self_made = Gateway::item("UPLOAD", gateway.upload, gateway.upload);
        CHECK(gateway.import_items({signer, self_made, authority}).text() ==
              "keys 0, authorities 1, refused 2");
        const std::string foreign = Gateway::item("DSC", gateway.signer, gateway.upload, "YY");
        CHECK(gateway.import_items({foreign, upload, authority}).text() ==
              "keys 0, authorities 1, refused 1");
        const std::string odd = Gateway::item("AUTHENTICATION", gateway.signer, gateway.anchor);
        CHECK(gateway.import_items({odd}).text() == "keys 0, authorities 0, refused 1");
        CHECK(import_as("dcc-gateway", {file_of("[]")}).text() == "issuer-not-trusted");
        CHECK(import_as("dcc-gateway", {file_of("{}")}, {.signers = {file_of(gateway.anchor.der)}})
                  .text() == "bad-trust-list");
    }

    TEST_CASE("icao: authorities one by one, and from a master list that a state signed") {
        const Certified one = make_authority({.name = "One"});
        const Certified two = make_authority({.country = "AU", .name = "Two"});
        CHECK(import_as("icao", {file_of(to_pem(one.der) + to_pem(two.der))}).text() ==
              "keys 0, authorities 2, refused 0");
        const Certified signer = make_signer(one, {.name = "Signer", .serial = 8});
        CHECK(import_as("icao", {file_of(signer.der)}).text() ==
              "keys 0, authorities 0, refused 1");
        const Bytes list = master_list({one, two, signer});
        const Certified list_signer = make_signer(
            one,
            {.name = "Lists", .extensions = {{"extendedKeyUsage", "2.23.136.1.1.3"}}, .serial = 9});
        const Bytes cms = make_cms(list_signer, list, Content::inside);
        const ImportOptions pinned{.signers = {file_of(one.der)}};
        const Answer all = import_as("icao", {file_of(cms)}, pinned);
        CHECK(all.text() == "keys 0, authorities 2, refused 1");
        CHECK(all.result->list.anchors()[0].formats == std::vector<std::string>{"vds-nc"});
        CHECK(import_as("icao", {file_of(cms)}).text() == "issuer-not-trusted");
        CHECK(import_as("icao", {file_of(cms)}, {.signers = {file_of(two.der)}}).text() ==
              "issuer-not-trusted");
        // One that its state certified, but not for lists.
        CHECK(
            import_as("icao", {file_of(make_cms(signer, list, Content::inside))}, pinned).text() ==
            "signer-not-allowed");
        CHECK(import_as("icao", {file_of(make_cms(list_signer, Bytes{1}, Content::inside))}, pinned)
                  .text() == "bad-trust-list");
    }

    TEST_CASE("vci: keys under their issuers, each by its thumbprint, those not seen lately left") {
        const PublicKey key = fresh_key();
        std::string jwk = key.to_jwk();
        jwk.insert(jwk.size() - 1, R"(,"kid":")" + thumbprint(key) + "\"");
        const auto snapshot = [&](const std::string& iss, const std::string& jwks) {
            return file_of(R"({"time":"2022-02-03 12:00:00","issuerInfo":[{"issuer":{"iss":")" +
                           iss + R"(","name":"Issuer"},"keys":[)" + jwks +
                           R"(],"lastRetrieved":"2022-02-01 12:00:00"}]})");
        };
        const Answer good = import_as("vci", {snapshot("https://a.example/i", jwk)});
        REQUIRE(good.text() == "keys 1, authorities 0, refused 0");
        CHECK(good.key().id == "https://a.example/i");
        CHECK(good.key().kid == thumbprint(key));
        CHECK(good.key().display_name == "Issuer");
        CHECK(to_text(*good.result->list.issued()) == "2022-02-03T12:00:00Z");
        CHECK(import_as("vci", {snapshot("http://a.example/i", jwk)}).text() ==
              "keys 0, authorities 0, refused 1");
        std::string other = key.to_jwk();
        other.insert(other.size() - 1, R"(,"kid":"x")");
        CHECK(import_as("vci", {snapshot("https://a.example/i", other)}).why() ==
              "the kid is not the key's thumbprint");
        const ImportOptions since{.retrieved_since = *parse_time("2022-02-01T12:00:01Z")};
        CHECK(import_as("vci", {snapshot("https://a.example/i", jwk)}, since).text() ==
              "keys 0, authorities 0, refused 1");
        CHECK(import_as("vci", {file_of("{}")}).text() == "bad-trust-list");
        CHECK(import_as("vci", {}).text() == "bad-trust-list");
    }

    TEST_CASE(
        "vci: a key says which list of withdrawn cards its issuer keeps, and the list is kept") {
        const PublicKey key = fresh_key();
        const auto imported = [&](const std::string& version, const std::string& lists) {
            std::string jwk = key.to_jwk();
            jwk.insert(jwk.size() - 1, R"(,"kid":")" + thumbprint(key) + '"' + version);
            return import_as("vci",
                             {file_of(R"({"issuerInfo":[{"issuer":{"iss":"https://a.example",)"
                                      R"("name":"Issuer"},"keys":[)" +
                                      jwk + "]" + lists + "}]}")});
        };
        const std::string list = R"({"kid":"k","method":"rid","ctr":7,"rids":["abc"]})";
        const Answer with = imported(R"(,"crlVersion":7)", R"(,"crls":[)" + list + "]");
        CHECK(with.key().card_list == 7);
        CHECK(with.result->card_lists ==
              R"({"card_lists":[{"issuer":"https://a.example","list":)" + list + "}]}");
        CHECK(imported(R"(,"crlVersion":"7")", "").key().card_list == 7);
        // A list that is there and has no number that can be read is asked for all the same.
        CHECK(imported(R"(,"crlVersion":"new")", "").key().card_list == 0);
        const Answer without = imported("", R"(,"crls":{})");
        CHECK_FALSE(without.key().card_list);
        CHECK(without.result->card_lists.empty());
    }

    TEST_CASE("nzcp: the assertion keys of a did:web, for passes alone") {
        const auto document = [](const PublicKey& key, const std::string& did) {
            return file_of(R"({"id":")" + did + R"(","verificationMethod":[{"id":")" + did +
                           R"(#key-1","type":"JsonWebKey2020","publicKeyJwk":)" + key.to_jwk() +
                           R"(}],"assertionMethod":[")" + did + R"(#key-1"]})");
        };
        const Answer good = import_as("nzcp", {document(fresh_key(), "did:web:example.nz")},
                                      {.environment = Environment::test});
        REQUIRE(good.text() == "keys 2, authorities 0, refused 0");
        CHECK(good.key().formats == std::vector<std::string>{"nzcp"});
        CHECK(good.key().environment == Environment::test);
        CHECK(import_as("nzcp", {document(fresh_key(Algorithm::ed25519), "did:web:example.nz")})
                  .text() == "keys 0, authorities 0, refused 2");
        CHECK(import_as("nzcp", {document(fresh_key(), "did:example:nz")}).text() ==
              "bad-trust-list");
    }

    TEST_CASE("registry: sections by their format, and what each says of the key's status") {
        const std::string pem = quoted(fresh_key().to_pem());
        const auto entry = [&](const std::string& rest) {
            return import_as("registry",
                             {file_of(R"({"DIVOC":{"did:x":{"publicKey":)" + pem + rest + "}}}")});
        };
        const Answer good =
            entry(R"(,"status":"current","displayName":{"en":"X"},"credentialType":["v"],
            "validFromDT":"2021-01-01T08:00:00.000Z")");
        REQUIRE(good.text() == "keys 1, authorities 0, refused 0");
        CHECK(good.key().id == "did:x");
        CHECK(good.key().formats == std::vector<std::string>{"divoc"});
        CHECK(good.key().purposes == std::vector<std::string>{"vaccination"});
        CHECK(good.key().display_name == "X");
        CHECK(to_text(*good.key().valid_from) == "2021-01-01T08:00:00Z");
        CHECK(entry(R"(,"status":"revoked")").key().revoked);
        const Answer ended =
            entry(R"(,"status":"terminated","validUntilDT":"2021-06-01T00:00:00Z")");
        CHECK(to_text(*ended.key().terminated) == "2021-06-01T00:00:00Z");
        CHECK(entry(R"(,"status":"terminated")").text() == "keys 0, authorities 0, refused 1");
        CHECK(entry(R"(,"status":"fine")").text() == "keys 0, authorities 0, refused 1");
        CHECK(entry("").text() == "keys 0, authorities 0, refused 1");
        const std::string spki = quoted(encoding::to_base64(fresh_key().to_spki()));
        const Answer others =
            import_as("registry",
                      {file_of(R"({"DCC":{"AQIDBAUGBwg=":{"status":"current","publicKey":)" + spki +
                               R"(}},"SHC":{"https://a#k":{"status":"current","publicKey":)" +
                               spki + R"(}},"CRED":{}})")});
        REQUIRE(others.text() == "keys 2, authorities 0, refused 0");
        CHECK(others.key().kid == "AQIDBAUGBwg=");
        CHECK(others.result->list.keys()[1].id == "https://a");
        CHECK(others.result->list.keys()[1].kid == "k");
        CHECK(import_as("registry", {file_of("[]")}).text() == "bad-trust-list");
    }

    TEST_CASE("registry: a DID document is one more notation of a key, unless it says revoked") {
        const PublicKey key = fresh_key();
        const auto with = [&](const std::string& member) {
            return import_as("registry", {file_of(R"({"DIVOC":{"did:x":{"status":"current",
                "didDocument":{"id":"did:y","assertionMethod":[{"id":"#k","publicKeyJwk":)" +
                                                  key.to_jwk() + member + "}]}}}}")});
        };
        const Answer good = with("");
        REQUIRE(good.text() == "keys 1, authorities 0, refused 0");
        CHECK(good.key().id == "did:x");
        CHECK(good.key().key == key);
        CHECK(with(R"(,"revoked":"2021-03-01T00:00:00Z")").text() ==
              "keys 0, authorities 0, refused 1");
    }

    TEST_CASE("keys: PEM, JWK and JWKS for the issuer that is named; certificates name their own") {
        const PublicKey one = fresh_key(), two = fresh_key(Algorithm::ed25519);
        const ImportOptions options{.issuer = "did:x", .formats = {"divoc"}};
        const Answer pem = import_as("keys", {file_of(one.to_pem() + two.to_pem())}, options);
        REQUIRE(pem.text() == "keys 2, authorities 0, refused 0");
        CHECK(pem.key().id == "did:x");
        CHECK(pem.key().formats == options.formats);
        std::string jwk = one.to_jwk();
        jwk.insert(jwk.size() - 1, R"(,"kid":"k1")");
        const Answer jwks = import_as(
            "keys", {file_of(R"({"keys":[)" + jwk + R"(,{"kty":"oct","k":"AA"}]})")}, options);
        REQUIRE(jwks.text() == "keys 1, authorities 0, refused 1");
        CHECK(jwks.key().kid == "k1");
        CHECK(import_as("keys", {file_of(jwk)}, options).text() ==
              "keys 1, authorities 0, refused 0");
        CHECK(import_as("keys", {file_of(one.to_pem())}).text() == "bad-trust-list");
        const Certified authority = make_authority();
        const Certified signer = make_signer(authority, {.name = "Signer"});
        CHECK(import_as("keys", {file_of(to_pem(authority.der) + to_pem(signer.der))}).text() ==
              "keys 1, authorities 1, refused 0");
    }

    TEST_CASE("gdhcn: documents of other networks and other environments are refused") {
        const ImportOptions signer{.signers = {file_of(fresh_key().to_pem())}};
        const std::string reference =
            R"({"@context":["https://www.w3.org/ns/did/v1"],"id":"did:web:x","controller":"did:web:x",
            "verificationMethod":["did:web:y"],"proof":{}})";
        CHECK(import_as("gdhcn", {file_of(reference)}, signer).text() ==
              "keys 0, authorities 0, refused 1");
        CHECK(import_as("gdhcn", {file_of(reference)}).text() ==
              "keys 0, authorities 0, refused 0");
        const std::string embedded =
            R"({"id":"did:web:tng-cdn-dev.who.int:v2:trustlist","verificationMethod":[{"id":"a"}]})";
        CHECK(import_as("gdhcn", {file_of(embedded)}).text() == "wrong-environment");
        CHECK(import_as("gdhcn", {file_of(embedded)}, signer).text() == "proof-shape");
        CHECK(import_as("gdhcn", {file_of(embedded)}, {.environment = Environment::test}).text() ==
              "keys 0, authorities 0, refused 1");
        CHECK(import_as("gdhcn", {file_of("[]")}).text() == "bad-trust-list");
        CHECK(import_as("gdhcn", {file_of("{\"a\":1}")}).text() == "bad-trust-list");
    }
}
