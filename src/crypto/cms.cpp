// SPDX-License-Identifier: Apache-2.0
#include "crypto/cms.hpp"

#include <openssl/cms.h>

#include <algorithm>
#include <array>

#include "crypto/x509_handle.hpp"

namespace vaxcert::crypto {
namespace {

using Cms = std::unique_ptr<CMS_ContentInfo, FreeWith<CMS_ContentInfo_free>>;

/// A stack that owns its elements or not.
template <auto free>
using Stack = std::unique_ptr<STACK_OF(X509), FreeWith<free>>;

void free_stack(STACK_OF(X509) * stack) {
    sk_X509_free(stack);
}

Error bad_cms(std::string detail) {
    return {Reason::bad_x509, "the signed message " + std::move(detail)};
}

Error bad_signature(std::string detail) {
    return {Reason::bad_signature, "the signed message " + std::move(detail)};
}

Bio reader_of(ByteView bytes) {
    return Bio(require(BIO_new_mem_buf(bytes.data(), static_cast<int>(bytes.size())), "BIO"));
}

Bytes content_of(BIO* bio) {
    char* data = nullptr;
    const long size = BIO_get_mem_data(bio, &data);
    return Bytes(data, data + size);
}

/// The hash of the one signer's signature.
int hash_of(CMS_SignerInfo* info) {
    X509_ALGOR* digest = nullptr;
    CMS_SignerInfo_get0_algs(info, nullptr, nullptr, &digest, nullptr);
    const ASN1_OBJECT* object = nullptr;
    X509_ALGOR_get0(&object, nullptr, nullptr, digest);
    return OBJ_obj2nid(object);
}

Result<X509Certificate> certificate_of(X509* x509) {
    unsigned char* der = nullptr;
    const int size = i2d_X509(x509, &der);
    require(size, "encoding of a certificate");
    auto certificate = X509Certificate::from_der({der, static_cast<std::size_t>(size)});
    OPENSSL_free(der);
    return certificate;
}

}  // namespace

bool looks_like_cms(ByteView der) noexcept {
    // 1.2.840.113549.1.7.2 at the beginning of a SEQUENCE of any length.
    constexpr std::array<std::uint8_t, 11> signed_data = {0x06, 0x09, 0x2a, 0x86, 0x48, 0x86,
                                                          0xf7, 0x0d, 0x01, 0x07, 0x02};
    const ByteView begin = der.first(std::min<std::size_t>(der.size(), 20));
    return !begin.empty() && begin[0] == 0x30 &&
           std::search(begin.begin(), begin.end(), signed_data.begin(), signed_data.end()) !=
               begin.end();
}

Result<SignedMessage> open_cms(ByteView der, std::span<const X509Certificate> known,
                               std::optional<ByteView> detached) {
    const QuietErrors quiet;
    const unsigned char* end = der.data();
    const Cms cms(d2i_CMS_ContentInfo(nullptr, &end, static_cast<long>(der.size())));
    if (!cms || end != der.data() + der.size() ||
        OBJ_obj2nid(CMS_get0_type(cms.get())) != NID_pkcs7_signed)
        return bad_cms("is no CMS SignedData");
    // The message owns the one, we the stack of the other.
    STACK_OF(CMS_SignerInfo)* signers = CMS_get0_SignerInfos(cms.get());
    if (!signers || sk_CMS_SignerInfo_num(signers) != 1) return bad_cms("should have one signer");
    if (!is_strong_hash(hash_of(sk_CMS_SignerInfo_value(signers, 0))))
        return bad_signature("is signed over SHA-1 or another hash that is too weak");

    const Stack<free_stack> certificates(require(sk_X509_new_null(), "stack"));
    for (const X509Certificate& each : known)
        require(sk_X509_push(certificates.get(), X509Handle::of(each)), "stack");
    const bool holds_content = CMS_get0_content(cms.get()) && *CMS_get0_content(cms.get());
    if (!holds_content && !detached) return bad_cms("does not hold what was signed");
    const Bio in = detached && !holds_content ? reader_of(*detached) : Bio();
    const Bio out(require(BIO_new(BIO_s_mem()), "BIO"));
    // Who signed is judged by the caller, by rules of its own.
    constexpr unsigned flags = CMS_BINARY | CMS_NO_SIGNER_CERT_VERIFY;
    if (CMS_verify(cms.get(), certificates.get(), nullptr, in.get(), out.get(), flags) != 1)
        return bad_signature("has no good signature by a certificate that is known");
    const Stack<free_stack> found(CMS_get0_signers(cms.get()));
    if (!found || sk_X509_num(found.get()) != 1) return bad_cms("does not name its signer");
    auto signer = certificate_of(sk_X509_value(found.get(), 0));
    if (!signer) return signer.error();
    Bytes content = content_of(out.get());
    if (detached && !std::ranges::equal(content, *detached))
        return bad_signature("holds something else than what stands beside it");
    return SignedMessage{std::move(content), *std::move(signer)};
}

}  // namespace vaxcert::crypto
