// SPDX-License-Identifier: Apache-2.0
// The batches of the EU, against a country's certificates.

#include <doctest/doctest.h>
#include <openssl/bn.h>
#include <openssl/pem.h>

#include <algorithm>

#include <vaxcert/issue.hpp>
#include <vaxcert/load_status.hpp>
#include <vaxcert/verify.hpp>

#include "crypto/hash.hpp"
#include "crypto/openssl.hpp"
#include "crypto/x509_for_tests.hpp"
#include "encoding/base45.hpp"
#include "encoding/base64.hpp"
#include "encoding/deflate.hpp"
#include "verify/foreign_lists_for_tests.hpp"

using namespace vaxcert;
using namespace vaxcert::for_tests;
using crypto::for_tests::Certified;

namespace {

/// A country's certificates, and the key with which it signs batches.
struct Country {
    std::shared_ptr<const Signer> signer =
        *signer_from_key(as_bytes(*generate_key(Algorithm::es256)));
    Certified authority = crypto::for_tests::make_authority();
    Certified uploader =
        crypto::for_tests::make_signer(authority, {.country = "XX", .name = "Upload"});
    Issued issued;
    std::string hash_type = "UCI";
    std::string kid = "AAECAwQFBgc=";
    std::string country = "XX";

    Country() {
        const auto profile = Profile::parse(R"({"profile":1,"name":"t","environment":"test",
            "format":"hcert","issuer":"https://example.org/","hcert":{"payload":"dcc",
            "issuer":"XX","country":"XX","authority":"Example Ministry of Health",
            "id_prefix":"URN:UVCI:01:XX:","kid":"AAECAwQFBgc="},
            "master_data_sets":["covid-19"]})");
        REQUIRE(profile);
        const auto issuer = Issuer::create(*profile, signer);
        REQUIRE(issuer);
        auto made = issuer->issue(record_of("TEST-1"), *parse_time("2021-07-01T00:00:00Z"));
        if (!made) FAIL(made.error().detail);
        issued = *std::move(made);
    }

    TrustList trust() const {
        TrustList list = *TrustList::parse(crypto::for_tests::to_pem(uploader.der));
        list.add(
            {.id = "XX", .key = signer->public_key(), .environment = {}, .kid = "AAECAwQFBgc="});
        return list;
    }

    Bytes batch(std::string_view hashed) const {
        const crypto::Digest digest = crypto::sha256(as_bytes(hashed));
        return sign(R"({"country":")" + country + R"(","expires":"2022-11-01T00:00:00Z","kid":")" +
                    kid + R"(","hashType":")" + hash_type + R"(","entries":[{"hash":")" +
                    encoding::to_base64(ByteView(digest).first(16)) + "\"}]}");
    }

    Bytes sign(const std::string& content) const {
        return crypto::for_tests::make_cms(uploader, as_bytes(content),
                                           crypto::for_tests::Content::inside);
    }

    Result<LoadedStatus> load(ByteView file) const {
        return load_status(file, trust(), {}, *parse_time("2021-09-01T00:00:00Z"));
    }

    /// Why a file is no batch of the country's.
    Error refusal(ByteView file) const {
        const auto loaded = load(file);
        REQUIRE_FALSE(loaded);
        return loaded.error();
    }

    std::string answer_with(ByteView file, ByteView scanned) const {
        const auto loaded = load(file);
        if (!loaded) FAIL(name(loaded.error().reason), ": ", loaded.error().detail);
        const Policy policy;
        const MasterData master_data = MasterData::ready();
        const TrustList trusted = trust();
        return in_words(verify(scanned, {.trust = trusted,
                                         .status = loaded->list,
                                         .policy = policy,
                                         .master_data = master_data,
                                         .now = *parse_time("2021-09-01T00:00:00Z")}));
    }
    std::string answer_with(ByteView file) const { return answer_with(file, issued.qr_payload); }
};

/// The COSE message in a code: its signature is at the end.
Bytes message_in(ByteView scanned) {
    const auto packed = encoding::from_base45(as_text(scanned).substr(4));
    REQUIRE(packed);
    return *encoding::inflate(*packed, encoding::Wrapping::zlib, 65536);
}

Bytes packed(ByteView message) {
    const std::string text =
        "HC1:" + encoding::to_base45(encoding::deflate(message, encoding::Wrapping::zlib));
    return {text.begin(), text.end()};
}

/// The same signature with s replaced by n - s, which is as good.
Bytes with_other_s(Bytes message) {
    constexpr const char* n = "FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551";
    BIGNUM* order = nullptr;
    REQUIRE(BN_hex2bn(&order, n) > 0);
    const crypto::Bignum owned(order);
    const crypto::Bignum s(BN_bin2bn(message.data() + message.size() - 32, 32, nullptr));
    REQUIRE(BN_sub(s.get(), order, s.get()) == 1);
    REQUIRE(BN_bn2binpad(s.get(), message.data() + message.size() - 32, 32) == 32);
    return message;
}

}  // namespace

TEST_SUITE("batch of the EU") {
    TEST_CASE("withdraws by each of its three hashes") {
        Country country;
        const Bytes message = message_in(country.issued.qr_payload);
        const std::string r(as_text(ByteView(message).last(64).first(32)));
        struct Row {
            const char* type;
            std::string hashed;
        };
        for (const Row& row :
             {Row{"UCI", country.issued.id}, Row{"COUNTRYCODEUCI", "XX" + country.issued.id},
              Row{"SIGNATURE", r}}) {
            CAPTURE(row.type);
            country.hash_type = row.type;
            CHECK(country.answer_with(country.batch(row.hashed)) == "rejected revoked");
            CHECK(country.answer_with(country.batch(row.hashed + "x")) == "accepted");
        }
    }

    TEST_CASE("is not escaped by the other half of an ECDSA signature") {
        Country country;
        country.hash_type = "SIGNATURE";
        const Bytes message = message_in(country.issued.qr_payload);
        const Bytes other = with_other_s(message);
        REQUIRE(other != message);
        const Bytes batch = country.batch(as_text(ByteView(message).last(64).first(32)));
        CHECK(country.answer_with(country.batch("nothing"), packed(other)) == "accepted");
        CHECK(country.answer_with(batch, packed(other)) == "rejected revoked");
    }

    TEST_CASE("may be for any key of the country, and is for no other key") {
        Country country;
        country.kid = "UNKNOWN_KID";
        CHECK(country.answer_with(country.batch(country.issued.id)) == "rejected revoked");
        country.kid = "AAAAAAAAAAA=";
        CHECK(country.answer_with(country.batch(country.issued.id)) == "accepted");
    }

    TEST_CASE("comes as DER or as base64, in lines of any kind") {
        const Country country;
        const std::string text = encoding::to_base64(country.batch(country.issued.id));
        std::string in_lines;
        for (std::size_t at = 0; at < text.size(); at += 64)
            in_lines += text.substr(at, 64) + "\r\n";
        for (const std::string& each : {text, text + '\n', in_lines})
            CHECK(country.answer_with(as_bytes(each)) == "rejected revoked");
        for (const char* other : {"MI!=", "MI ==", "MIa"}) {
            const Error error = country.refusal(as_bytes(other));
            CHECK(error.reason == Reason::bad_status_list);
            CHECK(error.detail.starts_with("the batch: "));
        }
    }

    TEST_CASE("is refused where it was not signed by a key of that country") {
        Country country;
        Bytes changed = country.batch("x");
        const std::string_view word = "\"hash\"";
        const auto at = std::search(changed.begin(), changed.end(), word.begin(), word.end());
        REQUIRE(at != changed.end());
        *(at + 9) ^= 1;
        CHECK(country.refusal(changed).reason == Reason::bad_signature);
        country.country = "YY";
        CHECK(country.refusal(country.batch("x")).reason == Reason::issuer_not_trusted);
        CHECK(country.refusal(Country().batch("x")) ==
              Error{Reason::bad_signature, "no key of the country signed the batch"});
    }

    TEST_CASE("is refused where it is no message in CMS, or no batch is in it") {
        const Country country;
        Bytes longer = country.batch("x");
        longer.push_back(0);
        CHECK(country.refusal(longer).reason == Reason::bad_x509);
        CHECK(country.refusal(as_bytes("0\x82\x01\x01")).reason == Reason::bad_x509);
        for (const char* content : {"", "x", "{"}) {
            const Error error = country.refusal(country.sign(content));
            CHECK(error.reason == Reason::bad_status_list);
            CHECK(error.detail.starts_with("the batch is not JSON: "));
        }
        CHECK(country.refusal(country.sign("{}")) ==
              Error{Reason::bad_status_list, "the member \"country\" is missing"});
        CHECK(country.refusal(country.sign("[]")).reason == Reason::bad_status_list);
    }

    TEST_CASE("is refused where its signer's key is of a kind that is not known") {
        const crypto::Pkey key(EVP_EC_gen("secp256k1"));
        const crypto::Bio text(BIO_new(BIO_s_mem()));
        REQUIRE(PEM_write_bio_PrivateKey(text.get(), key.get(), nullptr, nullptr, 0, nullptr,
                                         nullptr) == 1);
        char* pem = nullptr;
        const long size = BIO_get_mem_data(text.get(), &pem);
        Country country;
        country.uploader =
            crypto::for_tests::make_signer(country.authority, {.country = "XX", .name = "Upload"},
                                           std::string(pem, static_cast<std::size_t>(size)));
        const Bytes batch = country.batch("x");
        const auto loaded =
            load_status(batch, TrustList(), {}, *parse_time("2021-09-01T00:00:00Z"));
        REQUIRE_FALSE(loaded);
        CHECK(loaded.error().reason == Reason::bad_key);
    }
}
