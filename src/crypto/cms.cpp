// SPDX-License-Identifier: Apache-2.0
#include "crypto/cms.hpp"

#include <openssl/cms.h>

#include "crypto/openssl.hpp"

namespace vaxcert::crypto {
namespace {

using Message = std::unique_ptr<CMS_ContentInfo, FreeWith<CMS_ContentInfo_free>>;

struct FreeStack {
    void operator()(STACK_OF(X509) * certificates) const noexcept {
        sk_X509_free(certificates);  // the message owns what is in it
    }
};
using Signers = std::unique_ptr<STACK_OF(X509), FreeStack>;

Error bad_cms(std::string detail) {
    return {Reason::bad_x509, std::move(detail)};
}

Bytes content_of(BIO* bio) {
    char* data = nullptr;
    const auto size = static_cast<std::size_t>(BIO_get_mem_data(bio, &data));
    const ByteView bytes = as_bytes({data, size});
    return {bytes.begin(), bytes.end()};
}

Result<X509Certificate> certificate_of(X509* x509) {
    unsigned char* der = nullptr;
    const int size = i2d_X509(x509, &der);
    if (size <= 0) return bad_cms("the signer's certificate cannot be read");
    const Bytes bytes(der, der + size);
    OPENSSL_free(der);
    return X509Certificate::from_der(bytes);
}

}  // namespace

Result<SignedMessage> open_cms(ByteView der) {
    const QuietErrors quiet;
    const unsigned char* at = der.data();
    const Message message(d2i_CMS_ContentInfo(nullptr, &at, static_cast<long>(der.size())));
    if (!message || at != der.data() + der.size())
        return bad_cms("this is no CMS message, or not only one");
    if (OBJ_obj2nid(CMS_get0_type(message.get())) != NID_pkcs7_signed ||
        sk_CMS_SignerInfo_num(CMS_get0_SignerInfos(message.get())) != 1)
        return bad_cms("the CMS message is not signed by one signer");

    // Of the certificate that came along, nothing is believed but that it holds the key that
    // signed: no chain is built, and no root of this machine is asked.
    const Bio content(require(BIO_new(BIO_s_mem()), "memory"));
    constexpr unsigned flags = CMS_NO_SIGNER_CERT_VERIFY | CMS_BINARY;
    if (CMS_verify(message.get(), nullptr, nullptr, nullptr, content.get(), flags) != 1)
        return Error{Reason::bad_signature, "the signature of the CMS message is not good"};
    const Signers signers(CMS_get0_signers(message.get()));
    if (!signers || sk_X509_num(signers.get()) != 1)
        return bad_cms("the CMS message does not hold its signer's certificate");
    auto signer = certificate_of(sk_X509_value(signers.get(), 0));
    if (!signer) return signer.error();
    return SignedMessage{content_of(content.get()), *std::move(signer)};
}

}  // namespace vaxcert::crypto
