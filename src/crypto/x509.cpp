// SPDX-License-Identifier: Apache-2.0
#include "crypto/x509.hpp"

#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <array>
#include <chrono>
#include <cstring>

#include "crypto/der.hpp"
#include "crypto/pem.hpp"
#include "crypto/x509_handle.hpp"
#include "encoding/hex.hpp"

namespace vaxcert::crypto {
namespace {

using Names = std::unique_ptr<GENERAL_NAMES, FreeWith<GENERAL_NAMES_free>>;
using Usages = std::unique_ptr<EXTENDED_KEY_USAGE, FreeWith<EXTENDED_KEY_USAGE_free>>;
using ObjectIdentifier = std::unique_ptr<ASN1_OBJECT, FreeWith<ASN1_OBJECT_free>>;

/// ICAO Doc 9303-12: what documents a signer may sign.
constexpr const char* document_type_list = "2.23.136.1.1.6.2";

Error bad_x509(std::string detail) {
    return {Reason::bad_x509, std::move(detail)};
}

Bytes bytes_of(const ASN1_OCTET_STRING* string) {
    if (!string) return {};
    const unsigned char* data = ASN1_STRING_get0_data(string);
    return Bytes(data, data + ASN1_STRING_length(string));
}

/// An element of a name as UTF-8; empty if the name has none.
std::string name_entry(const X509_NAME* name, int nid) {
    const int at = X509_NAME_get_index_by_NID(name, nid, -1);
    if (at < 0) return {};
    unsigned char* utf8 = nullptr;
    const int size =
        ASN1_STRING_to_UTF8(&utf8, X509_NAME_ENTRY_get_data(X509_NAME_get_entry(name, at)));
    if (size < 0) return {};
    std::string text(utf8, utf8 + size);
    OPENSSL_free(utf8);
    return text;
}

std::string in_capitals(std::string text) {
    for (char& c : text)
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    return text;
}

std::string dotted(const ASN1_OBJECT* object) {
    std::array<char, 128> text{};
    const int size = OBJ_obj2txt(text.data(), static_cast<int>(text.size()), object, 1);
    return size > 0 && static_cast<std::size_t>(size) < text.size() ? std::string(text.data())
                                                                    : std::string();
}

/// An empty list, which real certificates have, is the same as none.
std::vector<std::string> usages_of(X509* x509) {
    std::vector<std::string> all;
    const Usages usages(static_cast<EXTENDED_KEY_USAGE*>(
        X509_get_ext_d2i(x509, NID_ext_key_usage, nullptr, nullptr)));
    for (int i = 0; usages && i < sk_ASN1_OBJECT_num(usages.get()); ++i)
        all.push_back(dotted(sk_ASN1_OBJECT_value(usages.get(), i)));
    return all;
}

std::vector<std::string> uris_of(X509* x509) {
    std::vector<std::string> all;
    const Names names(static_cast<GENERAL_NAMES*>(
        X509_get_ext_d2i(x509, NID_subject_alt_name, nullptr, nullptr)));
    for (int i = 0; names && i < sk_GENERAL_NAME_num(names.get()); ++i) {
        const GENERAL_NAME* name = sk_GENERAL_NAME_value(names.get(), i);
        if (name->type != GEN_URI) continue;
        const unsigned char* data = ASN1_STRING_get0_data(name->d.uniformResourceIdentifier);
        all.emplace_back(data, data + ASN1_STRING_length(name->d.uniformResourceIdentifier));
    }
    return all;
}

const ASN1_OBJECT* document_type_object() {
    static const ObjectIdentifier object(OBJ_txt2obj(document_type_list, 1));
    return object.get();
}

/// DocumentTypeList ::= SEQUENCE { version, docTypeList SET OF DocumentType (PrintableString) }
std::vector<std::string> document_types_of(X509* x509) {
    constexpr std::uint8_t set = 0x31, printable = 0x13;
    const int at = X509_get_ext_by_OBJ(x509, document_type_object(), -1);
    if (at < 0) return {};
    const Bytes bytes = bytes_of(X509_EXTENSION_get_data(X509_get_ext(x509, at)));
    ByteView rest(bytes);
    // Whatever is there but cannot be read allows nothing.
    std::vector<std::string> all;
    auto list = der::take(rest, der::sequence);
    auto types = list && der::take(*list, der::integer) ? der::take(*list, set) : std::nullopt;
    while (types && !types->empty()) {
        const auto type = der::take(*types, printable);
        if (!type) break;
        all.emplace_back(as_text(*type));
    }
    if (all.empty()) all.emplace_back();
    return all;
}

/// Extensions that are either enforced here or do not restrict what a signature means.
bool has_unknown_critical(X509* x509) {
    constexpr std::array known = {
        NID_basic_constraints,
        NID_key_usage,
        NID_ext_key_usage,
        NID_subject_alt_name,
        NID_issuer_alt_name,
        NID_subject_key_identifier,
        NID_certificate_policies,
        NID_authority_key_identifier,
        NID_info_access,
        NID_crl_distribution_points,
        NID_private_key_usage_period,
    };
    for (int i = 0; i < X509_get_ext_count(x509); ++i) {
        X509_EXTENSION* extension = X509_get_ext(x509, i);
        const ASN1_OBJECT* object = X509_EXTENSION_get_object(extension);
        if (X509_EXTENSION_get_critical(extension) == 1 &&
            std::ranges::find(known, OBJ_obj2nid(object)) == known.end() &&
            OBJ_cmp(object, document_type_object()) != 0)
            return true;
    }
    return false;
}

/// Explicit cA=FALSE and a path length without cA occur: neither makes a CA.
bool is_ca(X509* x509) {
    if ((X509_get_extension_flags(x509) & EXFLAG_CA) == 0) return false;
    return (X509_get_key_usage(x509) & KU_KEY_CERT_SIGN) != 0;
}

Bytes spki_of(X509* x509) {
    unsigned char* bytes = nullptr;
    const int size = i2d_X509_PUBKEY(X509_get_X509_PUBKEY(x509), &bytes);
    require(size, "encoding of a certificate's key");
    Bytes spki(bytes, bytes + size);
    OPENSSL_free(bytes);
    return spki;
}

}  // namespace

std::optional<Time> time_of(const ASN1_TIME* time) {
    std::tm parts{};
    if (ASN1_TIME_to_tm(time, &parts) != 1) return {};
    using namespace std::chrono;
    const year_month_day day{year(parts.tm_year + 1900),
                             month(static_cast<unsigned>(parts.tm_mon + 1)),
                             std::chrono::day(static_cast<unsigned>(parts.tm_mday))};
    if (!day.ok()) return {};
    return Time(sys_days(day)) + hours(parts.tm_hour) + minutes(parts.tm_min) +
           seconds(parts.tm_sec);
}

bool is_strong_hash(int nid) {
    constexpr std::array strong = {NID_sha224,   NID_sha256,   NID_sha384,  NID_sha512,
                                   NID_sha3_256, NID_sha3_384, NID_sha3_512};
    return std::ranges::find(strong, nid) != strong.end();
}

Result<X509Certificate> X509Certificate::from_der(ByteView der) {
    if (der.size() > most_bytes)
        return bad_x509("the certificate has " + std::to_string(der.size()) +
                        " bytes; at most 8192 are read");
    const QuietErrors quiet;
    const unsigned char* end = der.data();
    X509Owner x509(d2i_X509(nullptr, &end, static_cast<long>(der.size())));
    if (!x509) return bad_x509("not an X.509 certificate");
    if (end != der.data() + der.size()) return bad_x509("bytes follow the X.509 certificate");

    auto facts = std::make_shared<Facts>();
    const auto from = time_of(X509_get0_notBefore(x509.get()));
    const auto until = time_of(X509_get0_notAfter(x509.get()));
    if (!from || !until) return bad_x509("the validity of the X.509 certificate is no time");
    facts->valid_from = *from;
    facts->valid_until = *until;
    facts->der.assign(der.begin(), der.end());
    facts->sha256 = crypto::sha256(der);
    const X509_NAME* subject = X509_get_subject_name(x509.get());
    facts->country = in_capitals(name_entry(subject, NID_countryName));
    facts->common_name = name_entry(subject, NID_commonName);
    facts->serial = encoding::to_hex(bytes_of(X509_get0_serialNumber(x509.get())));
    facts->subject_key_id = bytes_of(X509_get0_subject_key_id(x509.get()));
    facts->authority_key_id = bytes_of(X509_get0_authority_key_id(x509.get()));
    facts->usages = usages_of(x509.get());
    facts->uris = uris_of(x509.get());
    facts->document_types = document_types_of(x509.get());
    facts->spki = spki_of(x509.get());
    facts->is_ca = crypto::is_ca(x509.get());
    facts->may_sign = (X509_get_key_usage(x509.get()) & KU_DIGITAL_SIGNATURE) != 0;
    facts->has_unknown_critical = crypto::has_unknown_critical(x509.get());
    facts->handle = std::shared_ptr<X509>(std::move(x509));
    return X509Certificate(std::move(facts));
}

Result<std::vector<X509Certificate>> X509Certificate::parse_all(ByteView file) {
    constexpr std::string_view begin = "-----BEGIN ", end = "-----END ";
    std::vector<X509Certificate> all;
    const std::string_view text = as_text(file);
    if (text.find(begin) == text.npos) {
        auto one = from_der(file);
        if (!one) return one.error();
        all.push_back(*std::move(one));
        return all;
    }
    for (std::size_t at = text.find(begin); at != text.npos;) {
        const std::size_t close = text.find(end, at);
        const std::size_t next = text.find(begin, at + 1);
        if (close == text.npos || close > next) return bad_x509("a block of PEM has no end");
        const auto pem = parse_pem(text.substr(at, next == text.npos ? next : next - at));
        if (!pem) return bad_x509(pem.error().detail);
        if (pem->label != "CERTIFICATE")
            return bad_x509("beside certificates the file holds something else");
        auto one = from_der(pem->der.reveal());
        if (!one)
            return bad_x509("certificate " + std::to_string(all.size() + 1) + ": " +
                            one.error().detail);
        all.push_back(*std::move(one));
        at = next;
    }
    return all;
}

Result<PublicKey> X509Certificate::key() const {
    return PublicKey::from_spki(facts_->spki);
}

Result<Done> X509Certificate::issued_by(const X509Certificate& ca) const {
    const QuietErrors quiet;
    auto* x509 = static_cast<X509*>(facts_->handle.get());
    auto* authority = static_cast<X509*>(ca.facts_->handle.get());
    const auto no = [](const char* what) {
        return Error{Reason::signer_not_allowed, std::string("the signer's certificate ") + what};
    };
    if (!ca.is_ca()) return no("was issued by a certificate that may not issue any");
    if (X509_NAME_cmp(X509_get_issuer_name(x509), X509_get_subject_name(authority)) != 0)
        return no("names another issuer");
    if (!authority_key_id().empty() && !ca.subject_key_id().empty() &&
        authority_key_id() != ca.subject_key_id())
        return no("names another key of its issuer");
    if (facts_->has_unknown_critical) return no("has a critical extension that is not understood");
    int hash = NID_undef;
    if (X509_get_signature_info(x509, &hash, nullptr, nullptr, nullptr) != 1 ||
        !is_strong_hash(hash))
        return no("is signed over SHA-1 or another hash that is too weak");
    EVP_PKEY* key = X509_get0_pubkey(authority);
    if (!key || X509_verify(x509, key) != 1)
        return no("is not signed by the authority that it names");
    return Done{};
}

}  // namespace vaxcert::crypto
