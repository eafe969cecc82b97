// SPDX-License-Identifier: Apache-2.0
#include "crypto/x509_crl.hpp"

#include <doctest/doctest.h>
#include <openssl/pem.h>

#include "crypto/x509_for_tests.hpp"
#include "crypto/x509_handle.hpp"

namespace vaxcert::crypto::for_tests {

Bytes make_crl(const Certified& authority, const CrlWish& wish) {
    const std::unique_ptr<X509_CRL, FreeWith<X509_CRL_free>> crl(X509_CRL_new());
    const auto issuer = X509Certificate::from_der(authority.der);
    REQUIRE(issuer);
    X509_CRL_set_version(crl.get(), 1);
    X509_CRL_set_issuer_name(crl.get(), X509_get_subject_name(X509Handle::of(*issuer)));
    const auto time = [](const std::string& text) {
        return std::unique_ptr<ASN1_TIME, FreeWith<ASN1_TIME_free>>(
            ASN1_TIME_set(nullptr, parse_time(text)->time_since_epoch().count()));
    };
    X509_CRL_set1_lastUpdate(crl.get(), time(wish.this_update).get());
    X509_CRL_set1_nextUpdate(crl.get(), time(wish.next_update).get());
    for (const long serial : wish.serials) {
        X509_REVOKED* entry = X509_REVOKED_new();
        const std::unique_ptr<ASN1_INTEGER, FreeWith<ASN1_INTEGER_free>> number(ASN1_INTEGER_new());
        ASN1_INTEGER_set(number.get(), serial);
        X509_REVOKED_set_serialNumber(entry, number.get());
        X509_REVOKED_set_revocationDate(entry, time(wish.this_update).get());
        X509_CRL_add0_revoked(crl.get(), entry);
    }
    X509_CRL_sort(crl.get());
    const Bio bio(
        BIO_new_mem_buf(authority.key_pem.data(), static_cast<int>(authority.key_pem.size())));
    const Pkey key(PEM_read_bio_PrivateKey(bio.get(), nullptr, nullptr, nullptr));
    REQUIRE(X509_CRL_sign(crl.get(), key.get(), EVP_get_digestbyname(wish.hash.c_str())) > 0);
    unsigned char* bytes = nullptr;
    const int size = i2d_X509_CRL(crl.get(), &bytes);
    Bytes der(bytes, bytes + size);
    OPENSSL_free(bytes);
    return der;
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

X509Crl read(ByteView der) {
    auto crl = X509Crl::from_der(der);
    REQUIRE(crl);
    return *std::move(crl);
}

}  // namespace

TEST_SUITE("x509 crl") {
    TEST_CASE("tells who is on it, and until when it is fresh") {
        const Certified authority = make_authority();
        const X509Crl crl = read(make_crl(authority, {.serials = {5, 7}}));
        Wish wish = seal_signer();
        wish.serial = 7;
        const X509Certificate revoked = read(make_signer(authority, wish));
        wish.serial = 8;
        const X509Certificate good = read(make_signer(authority, wish));
        CHECK(crl.is_about(good));
        CHECK(crl.lists(revoked));
        CHECK_FALSE(crl.lists(good));
        CHECK(to_text(crl.this_update()) == "2021-08-01T00:00:00Z");
        CHECK(to_text(crl.next_update()) == "2021-09-01T00:00:00Z");
        const Certified stranger = make_authority({.name = "Stranger"});
        CHECK_FALSE(crl.is_about(read(make_signer(stranger, wish))));
    }

    TEST_CASE("is its issuer's, who may sign such lists, over no weak hash") {
        const Certified authority = make_authority();
        const X509Certificate issuer = read(authority);
        CHECK(read(make_crl(authority, {})).issued_by(issuer));
        CHECK_FALSE(read(make_crl(authority, {.hash = "SHA1"})).issued_by(issuer));
        CHECK_FALSE(read(make_crl(make_authority({.name = "Stranger"}), {})).issued_by(issuer));
        // Another key under the same name.
        CHECK_FALSE(read(make_crl(make_authority(), {})).issued_by(issuer));
        const Certified signs_certificates =
            make_authority({.name = "Authority",
                            .extensions = {{"basicConstraints", "critical,CA:TRUE"},
                                           {"keyUsage", "critical,keyCertSign"}}});
        CHECK_FALSE(read(make_crl(signs_certificates, {})).issued_by(read(signs_certificates)));
    }

    TEST_CASE("is all there is") {
        Bytes der = make_crl(make_authority(), {});
        CHECK_FALSE(X509Crl::from_der(ByteView(der).first(der.size() - 1)));
        der.push_back(0);
        CHECK_FALSE(X509Crl::from_der(der));
        CHECK_FALSE(X509Crl::from_der(make_authority().der));
    }
}
