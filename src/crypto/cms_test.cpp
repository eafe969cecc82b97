// SPDX-License-Identifier: Apache-2.0
#include "crypto/cms.hpp"

#include <doctest/doctest.h>
#include <openssl/cms.h>
#include <openssl/pem.h>

#include "crypto/x509_for_tests.hpp"
#include "crypto/x509_handle.hpp"

namespace vaxcert::crypto::for_tests {

Bytes make_cms(const Certified& signer, ByteView content, Content where, const std::string& hash) {
    const Bio key_bio(
        BIO_new_mem_buf(signer.key_pem.data(), static_cast<int>(signer.key_pem.size())));
    const Pkey key(PEM_read_bio_PrivateKey(key_bio.get(), nullptr, nullptr, nullptr));
    const auto certificate = X509Certificate::from_der(signer.der);
    REQUIRE(certificate);
    const Bio in(BIO_new_mem_buf(content.data(), static_cast<int>(content.size())));
    const unsigned flags = CMS_BINARY | (where == Content::detached ? CMS_DETACHED : 0U);
    const std::unique_ptr<CMS_ContentInfo, FreeWith<CMS_ContentInfo_free>> cms(
        CMS_sign(nullptr, nullptr, nullptr, in.get(), flags | CMS_PARTIAL));
    REQUIRE(cms);
    REQUIRE(CMS_add1_signer(cms.get(), X509Handle::of(*certificate), key.get(),
                            EVP_get_digestbyname(hash.c_str()), flags));
    REQUIRE(CMS_final(cms.get(), in.get(), nullptr, flags) == 1);
    unsigned char* bytes = nullptr;
    const int size = i2d_CMS_ContentInfo(cms.get(), &bytes);
    Bytes der(bytes, bytes + size);
    OPENSSL_free(bytes);
    return der;
}

}  // namespace vaxcert::crypto::for_tests

using namespace vaxcert;
using namespace vaxcert::crypto;
using namespace vaxcert::crypto::for_tests;

TEST_SUITE("cms") {
    TEST_CASE("gives the content and who signed it") {
        const Certified signer = make_signer(make_authority(), {.name = "List Signer"});
        const Bytes content = {1, 2, 3};
        const Bytes message = make_cms(signer, content, Content::inside);
        CHECK(looks_like_cms(message));
        CHECK_FALSE(looks_like_cms(signer.der));
        const auto opened = open_cms(message, {});
        REQUIRE(opened);
        CHECK(opened->content == content);
        CHECK(opened->signer.der() == signer.der);
        const auto beside = open_cms(message, {}, ByteView(content));
        CHECK(beside);

        const Bytes detached = make_cms(signer, content, Content::detached);
        REQUIRE(open_cms(detached, {}, ByteView(content)));
        CHECK(open_cms(detached, {}, ByteView(content))->content == content);
    }

    TEST_CASE("refuses what is changed, weak, detached from nothing, or beside something else") {
        const Certified signer = make_signer(make_authority(), {.name = "List Signer"});
        const Bytes content = {1, 2, 3}, other = {1, 2, 4};
        const Bytes message = make_cms(signer, content, Content::inside);
        Bytes changed = message;
        changed.back() ^= 1U;
        CHECK_FALSE(open_cms(changed, {}));
        CHECK_FALSE(open_cms(ByteView(message).first(message.size() - 1), {}));
        CHECK_FALSE(open_cms(signer.der, {}));
        CHECK_FALSE(open_cms(message, {}, ByteView(other)));
        CHECK_FALSE(open_cms(make_cms(signer, content, Content::inside, "SHA1"), {}));
        const Bytes detached = make_cms(signer, content, Content::detached);
        CHECK_FALSE(open_cms(detached, {}));
        CHECK_FALSE(open_cms(detached, {}, ByteView(other)));
    }
}
