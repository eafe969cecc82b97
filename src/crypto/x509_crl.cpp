// SPDX-License-Identifier: Apache-2.0
#include "crypto/x509_crl.hpp"

#include <openssl/rsa.h>
#include <openssl/x509v3.h>

#include "crypto/x509_handle.hpp"

namespace vaxcert::crypto {
namespace {

using Crl = std::unique_ptr<X509_CRL, FreeWith<X509_CRL_free>>;

Error bad_x509(std::string detail) {
    return {Reason::bad_x509, std::move(detail)};
}

X509_CRL* crl_of(const std::shared_ptr<void>& handle) {
    return static_cast<X509_CRL*>(handle.get());
}

bool has_critical(const X509_CRL* crl) {
    for (int i = 0; i < X509_CRL_get_ext_count(crl); ++i)
        if (X509_EXTENSION_get_critical(X509_CRL_get_ext(crl, i)) == 1) return true;
    return false;
}

/// The hash of RSASSA-PSS stands in its parameters; where it does not, it is SHA-1 (RFC 4055).
int pss_hash(const X509_ALGOR* algorithm) {
    using Parameters = std::unique_ptr<RSA_PSS_PARAMS, FreeWith<RSA_PSS_PARAMS_free>>;
    int type = V_ASN1_UNDEF;
    const void* value = nullptr;
    X509_ALGOR_get0(nullptr, &type, &value, algorithm);
    if (type != V_ASN1_SEQUENCE) return NID_sha1;
    const Parameters parameters(static_cast<RSA_PSS_PARAMS*>(
        ASN1_item_unpack(static_cast<const ASN1_STRING*>(value), ASN1_ITEM_rptr(RSA_PSS_PARAMS))));
    if (!parameters || !parameters->hashAlgorithm) return NID_sha1;
    const ASN1_OBJECT* hash = nullptr;
    X509_ALGOR_get0(&hash, nullptr, nullptr, parameters->hashAlgorithm);
    return OBJ_obj2nid(hash);
}

int hash_of(const X509_CRL* crl) {
    const X509_ALGOR* algorithm = nullptr;
    X509_CRL_get0_signature(crl, nullptr, &algorithm);
    const int signature = X509_CRL_get_signature_nid(crl);
    if (signature == NID_rsassaPss) return pss_hash(algorithm);
    int hash = NID_undef, key_type = NID_undef;
    return OBJ_find_sigid_algs(signature, &hash, &key_type) == 1 ? hash : NID_undef;
}

}  // namespace

Result<X509Crl> X509Crl::from_der(ByteView der) {
    if (der.size() > most_bytes)
        return bad_x509("the list of revoked certificates has " + std::to_string(der.size()) +
                        " bytes; at most " + std::to_string(most_bytes) + " are read");
    const QuietErrors quiet;
    const unsigned char* end = der.data();
    Crl crl(d2i_X509_CRL(nullptr, &end, static_cast<long>(der.size())));
    if (!crl) return bad_x509("not an X.509 list of revoked certificates");
    if (end != der.data() + der.size())
        return bad_x509("bytes follow the list of revoked certificates");
    const auto this_update = time_of(X509_CRL_get0_lastUpdate(crl.get()));
    const ASN1_TIME* next = X509_CRL_get0_nextUpdate(crl.get());
    const auto next_update = next ? time_of(next) : this_update;
    if (!this_update || !next_update)
        return bad_x509("a time of the list of revoked certificates is none");
    auto facts = std::make_shared<Facts>();
    facts->der.assign(der.begin(), der.end());
    facts->this_update = *this_update;
    facts->next_update = *next_update;
    facts->handle = std::shared_ptr<X509_CRL>(std::move(crl));
    return X509Crl(std::move(facts));
}

bool X509Crl::is_about(const X509Certificate& certificate) const {
    return X509_NAME_cmp(X509_CRL_get_issuer(crl_of(facts_->handle)),
                         X509_get_issuer_name(X509Handle::of(certificate))) == 0;
}

bool X509Crl::lists(const X509Certificate& certificate) const {
    X509_REVOKED* entry = nullptr;
    return X509_CRL_get0_by_serial(crl_of(facts_->handle), &entry,
                                   X509_get0_serialNumber(X509Handle::of(certificate))) != 0;
}

Result<Done> X509Crl::issued_by(const X509Certificate& ca) const {
    const QuietErrors quiet;
    X509_CRL* crl = crl_of(facts_->handle);
    X509* authority = X509Handle::of(ca);
    const auto no = [](const char* what) {
        return Error{Reason::signer_not_allowed,
                     std::string("the list of revoked certificates ") + what};
    };
    if (X509_NAME_cmp(X509_CRL_get_issuer(crl), X509_get_subject_name(authority)) != 0)
        return no("names another issuer");
    if (!ca.is_ca() || (X509_get_key_usage(authority) & KU_CRL_SIGN) == 0)
        return no("was issued by a certificate that may not issue any");
    if (has_critical(crl)) return no("has a critical extension that is not understood");
    if (!is_strong_hash(hash_of(crl)))
        return no("is signed over SHA-1 or another hash that is too weak");
    EVP_PKEY* key = X509_get0_pubkey(authority);
    if (!key || X509_CRL_verify(crl, key) != 1)
        return no("is not signed by the authority that it names");
    return Done{};
}

}  // namespace vaxcert::crypto
