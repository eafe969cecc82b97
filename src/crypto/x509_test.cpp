// SPDX-License-Identifier: Apache-2.0
#include "crypto/x509.hpp"

#include <doctest/doctest.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include "crypto/openssl.hpp"
#include "crypto/pem.hpp"
#include "crypto/x509_for_tests.hpp"

namespace vaxcert::crypto::for_tests {
namespace {

using Certificate = std::unique_ptr<X509, FreeWith<X509_free>>;

Pkey read_key(const std::string& pem) {
    const Bio bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
    return Pkey(PEM_read_bio_PrivateKey(bio.get(), nullptr, nullptr, nullptr));
}

void set_name(X509_NAME* name, const Wish& wish) {
    const auto add = [&](const char* field, const std::string& text) {
        const auto* bytes = reinterpret_cast<const unsigned char*>(text.c_str());
        X509_NAME_add_entry_by_txt(name, field, MBSTRING_UTF8, bytes, -1, -1, 0);
    };
    if (!wish.country.empty()) add("C", wish.country);
    add("CN", wish.name);
}

/// `authority` is nullptr for one that signs itself.
Certified make(const Wish& wish, std::string key_pem, const Certified* authority) {
    if (key_pem.empty()) key_pem = *generate_key(Algorithm::es256);
    const Pkey key = read_key(key_pem);
    const Pkey signing_key = read_key(authority ? authority->key_pem : key_pem);
    const Certificate x509(X509_new());
    const unsigned char* der = authority ? authority->der.data() : nullptr;
    const Certificate issuer(
        authority ? d2i_X509(nullptr, &der, static_cast<long>(authority->der.size())) : nullptr);
    X509_set_version(x509.get(), 2);
    ASN1_INTEGER_set(X509_get_serialNumber(x509.get()), wish.serial);
    set_name(X509_get_subject_name(x509.get()), wish);
    X509_set_issuer_name(x509.get(), X509_get_subject_name(issuer ? issuer.get() : x509.get()));
    ASN1_TIME_set(X509_getm_notBefore(x509.get()),
                  parse_time(wish.from)->time_since_epoch().count());
    ASN1_TIME_set(X509_getm_notAfter(x509.get()),
                  parse_time(wish.until)->time_since_epoch().count());
    X509_set_pubkey(x509.get(), key.get());

    X509V3_CTX context;
    X509V3_set_ctx(&context, issuer ? issuer.get() : x509.get(), x509.get(), nullptr, nullptr, 0);
    for (const auto& wanted : wish.extensions) {
        const std::string &name = wanted.first, &value = wanted.second;
        X509_EXTENSION* extension = X509V3_EXT_conf(nullptr, &context, name.c_str(), value.c_str());
        REQUIRE_MESSAGE(extension, name << '=' << value);
        X509_add_ext(x509.get(), extension, -1);
        X509_EXTENSION_free(extension);
    }
    REQUIRE(X509_sign(x509.get(), signing_key.get(), EVP_get_digestbyname(wish.hash.c_str())) > 0);
    unsigned char* bytes = nullptr;
    const int size = i2d_X509(x509.get(), &bytes);
    Certified made{Bytes(bytes, bytes + size), std::move(key_pem)};
    OPENSSL_free(bytes);
    return made;
}

}  // namespace

Certified make_authority(Wish wish) {
    if (wish.extensions.empty())
        wish.extensions = {{"basicConstraints", "critical,CA:TRUE"},
                           {"keyUsage", "critical,keyCertSign,cRLSign"},
                           {"subjectKeyIdentifier", "hash"}};
    return make(wish, {}, nullptr);
}

Certified make_signer(const Certified& authority, const Wish& wish, std::string key_pem) {
    return make(wish, std::move(key_pem), &authority);
}

Wish seal_signer() {
    return {.extensions = {{"2.23.136.1.1.6.2",
                            "DER:300902010031041302"
                            "4e56"},
                           {"extendedKeyUsage", "critical,2.23.136.1.1.14.2"},
                           {"authorityKeyIdentifier", "keyid"}}};
}

std::string to_pem(ByteView certificate) {
    return crypto::to_pem("CERTIFICATE", certificate);
}

}  // namespace vaxcert::crypto::for_tests

using namespace vaxcert;
using namespace vaxcert::crypto;
using namespace vaxcert::crypto::for_tests;

namespace {

X509Certificate read(const Certified& certified) {
    auto certificate = X509Certificate::from_der(certified.der);
    REQUIRE(certificate);
    return *std::move(certificate);
}

std::string refusal(const Certified& signer, const Certified& authority) {
    const auto issued = read(signer).issued_by(read(authority));
    return issued ? std::string("issued") : issued.error().detail;
}

}  // namespace

TEST_SUITE("x509") {
    TEST_CASE("a certificate says whose it is, for how long and for what") {
        const Certified authority = make_authority();
        Wish wish = seal_signer();
        wish.country = "ut";
        wish.extensions.emplace_back("subjectAltName", "URI:https://issuer.example,DNS:example");
        wish.extensions.emplace_back("subjectKeyIdentifier", "hash");
        const Certified signer = make_signer(authority, wish);
        const X509Certificate certificate = read(signer);
        CHECK(certificate.country() == "UT");
        CHECK(certificate.common_name() == "Signer");
        CHECK(certificate.serial_number() == "1234");
        CHECK(to_text(certificate.valid_from()) == "2021-01-01T00:00:00Z");
        CHECK(to_text(certificate.valid_until()) == "2031-01-01T00:00:00Z");
        CHECK(certificate.usages() == std::vector<std::string>{"2.23.136.1.1.14.2"});
        CHECK(certificate.document_types() == std::vector<std::string>{"NV"});
        CHECK(certificate.uris() == std::vector<std::string>{"https://issuer.example"});
        CHECK(certificate.subject_key_id().size() == 20);
        CHECK(certificate.authority_key_id() == read(authority).subject_key_id());
        CHECK_FALSE(certificate.is_ca());
        CHECK(read(authority).is_ca());
        REQUIRE(certificate.key());
        CHECK(*certificate.key() == (*signer_from_key(as_bytes(signer.key_pem)))->public_key());
        CHECK(certificate.issued_by(read(authority)));
    }

    TEST_CASE("a file holds one in DER, or any number in PEM, and nothing else") {
        const Certified authority = make_authority();
        const std::string pem = "for people\n" + for_tests::to_pem(authority.der);
        CHECK(X509Certificate::parse_all(as_bytes(pem + pem))->size() == 2);
        CHECK(X509Certificate::parse_all(authority.der)->size() == 1);

        Bytes longer = authority.der;
        longer.push_back(0);
        CHECK_FALSE(X509Certificate::from_der(longer));
        const Bytes shorter(authority.der.begin(), authority.der.end() - 1);
        CHECK_FALSE(X509Certificate::from_der(shorter));
        CHECK_FALSE(X509Certificate::parse_all(as_bytes(pem + authority.key_pem)));
        CHECK_FALSE(X509Certificate::parse_all(as_bytes(pem + "-----BEGIN CERTIFICATE-----\n")));
        CHECK_FALSE(X509Certificate::parse_all({}));
        CHECK(X509Certificate::from_der(Bytes(8193, 0x30)).error().detail ==
              "the certificate has 8193 bytes; at most 8192 are read");
        CHECK(X509Certificate::from_der(Bytes(8192, 0x30)).error().detail ==
              "not an X.509 certificate");
    }

    TEST_CASE("oddities of deployed certificates are read for what they mean") {
        const Certified authority = make_authority();
        CHECK_FALSE(
            read(make_signer(authority, {.extensions = {{"basicConstraints", "DER:3003010100"}}}))
                .is_ca());  // cA=FALSE, spelled out
        CHECK_FALSE(
            read(make_signer(authority, {.extensions = {{"basicConstraints", "DER:3003020100"}}}))
                .is_ca());  // a path length of what is no CA
        CHECK(read(make_signer(authority, {.extensions = {{"extendedKeyUsage", "DER:3000"}}}))
                  .usages()
                  .empty());
        // Whatever a list of document types holds that cannot be read, it is not "any".
        CHECK(read(make_signer(authority, {.extensions = {{"2.23.136.1.1.6.2", "DER:0500"}}}))
                  .document_types() == std::vector<std::string>{""});
    }

    TEST_CASE("who issued it is a matter of names, key identifiers, rights and the signature") {
        const Certified authority = make_authority();
        const Certified namesake = make_authority();
        CHECK(refusal(make_signer(authority, seal_signer()), authority) == "issued");
        CHECK(refusal(make_signer(authority, {}), namesake) ==
              "the signer's certificate is not signed by the authority that it names");
        CHECK(refusal(make_signer(authority, seal_signer()), namesake) ==
              "the signer's certificate names another key of its issuer");
        CHECK(refusal(make_signer(authority, {}), make_authority({.name = "Other"})) ==
              "the signer's certificate names another issuer");
        const Certified signer = make_signer(authority, {});
        CHECK(refusal(make_signer(signer, {}), signer) ==
              "the signer's certificate was issued by a certificate that may not issue any");
        const Certified not_for_that = make_authority(
            {.extensions = {{"basicConstraints", "CA:TRUE"}, {"keyUsage", "digitalSignature"}}});
        CHECK(refusal(make_signer(not_for_that, {}), not_for_that) ==
              "the signer's certificate was issued by a certificate that may not issue any");
        CHECK(refusal(make_signer(authority, {.hash = "SHA1"}), authority) ==
              "the signer's certificate is signed over SHA-1 or another hash that is too weak");
        CHECK(refusal(make_signer(authority, {.hash = "SHA384"}), authority) == "issued");
        CHECK(refusal(make_signer(authority, {.extensions = {{"1.2.3.4", "critical,DER:0500"}}}),
                      authority) ==
              "the signer's certificate has a critical extension that is not understood");
        CHECK(refusal(make_signer(authority, {.extensions = {{"1.2.3.4", "DER:0500"}}}),
                      authority) == "issued");
    }

    TEST_CASE("no changed byte leaves a certificate that its authority issued") {
        const Certified authority = make_authority();
        const X509Certificate ca = read(authority);
        const Certified signer = make_signer(authority, seal_signer());
        for (std::size_t at = 0; at < signer.der.size(); ++at) {
            Certified changed = signer;
            changed.der[at] ^= 1;
            const auto certificate = X509Certificate::from_der(changed.der);
            CAPTURE(at);
            CHECK_FALSE((certificate && certificate->issued_by(ca)));
        }
    }
}
