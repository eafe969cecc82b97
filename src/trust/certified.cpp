// SPDX-License-Identifier: Apache-2.0
#include "trust/certified.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "base/country.hpp"
#include "crypto/pem.hpp"
#include "crypto/x509_crl.hpp"
#include "encoding/base64.hpp"
#include "trust/own_notation.hpp"
#include "trust/revocation.hpp"

namespace vaxcert {
namespace {

using crypto::X509Certificate;
using crypto::X509Crl;

constexpr std::string_view certificate_begins = "-----BEGIN CERTIFICATE-----";
constexpr std::string_view crl_begins = "-----BEGIN X509 CRL-----";

constexpr std::string_view vds_nc_signer = "2.23.136.1.1.14.2";

/// The EU's usages (1.3.6.1.4.1.1847.2021.1), and the spelling with a zero too many that most
/// countries' certificates have.
struct Usage {
    std::string_view oid, misspelt, purpose;
};
constexpr std::array<Usage, 3> usages = {{
    {"1.3.6.1.4.1.1847.2021.1.1", "1.3.6.1.4.1.0.1847.2021.1.1", "test"},
    {"1.3.6.1.4.1.1847.2021.1.2", "1.3.6.1.4.1.0.1847.2021.1.2", "vaccination"},
    {"1.3.6.1.4.1.1847.2021.1.3", "1.3.6.1.4.1.0.1847.2021.1.3", "recovery"},
}};

std::vector<std::string> purposes_of(const X509Certificate& certificate) {
    std::vector<std::string> purposes;
    for (const Usage& usage : usages)
        if (certificate.has_usage(usage.oid) || certificate.has_usage(usage.misspelt))
            purposes.emplace_back(usage.purpose);
    return purposes;
}

/// The first eight bytes of its SHA-256, as the EU's lists name it.
std::string kid_of(const X509Certificate& certificate) {
    return encoding::to_base64(ByteView(certificate.sha256()).first(8));
}

/// A block of PEM with a list of revoked certificates, or the DER of one.
Result<X509Crl> crl_in(std::string_view block) {
    if (!block.starts_with(crl_begins)) return X509Crl::from_der(as_bytes(block));
    const auto pem = crypto::parse_pem(block);
    if (!pem) return pem.error();
    return X509Crl::from_der(pem->der.reveal());
}

bool names(const X509Certificate& certificate, const X509Certificate& ca) {
    return !certificate.authority_key_id().empty() &&
           certificate.authority_key_id() == ca.subject_key_id();
}

/// Whether it need not be asked: a master list has hundreds of authorities.
bool names_another(const X509Certificate& certificate, const X509Certificate& ca) {
    return !certificate.authority_key_id().empty() && !ca.subject_key_id().empty() &&
           certificate.authority_key_id() != ca.subject_key_id();
}

/// The anchor that issued a certificate; nullptr if none may have; why not, if one should have.
Result<const TrustAnchor*> issuer_of(const X509Certificate& certificate, const TrustList& trust,
                                     std::string_view format) {
    std::optional<Error> why;
    for (const TrustAnchor& anchor : trust.anchors()) {
        if (!anchor.formats.empty() &&
            std::ranges::find(anchor.formats, format) == anchor.formats.end())
            continue;
        if (names_another(certificate, *anchor.certificate)) continue;
        const auto issued = certificate.issued_by(*anchor.certificate);
        if (issued) return &anchor;
        if (!why && names(certificate, *anchor.certificate)) why = issued.error();
    }
    if (why) return *why;
    return nullptr;
}

/// Whether a certificate is good for what was signed. One without any usage is as the list that
/// holds it wants, but an anchor certifies for uses.
Result<Done> check_use(const X509Certificate& leaf, const SignerHint& hint, bool is_held) {
    const auto no = [](std::string what) {
        return Error{Reason::signer_not_allowed, "the signer's certificate " + std::move(what)};
    };
    if (leaf.is_ca()) return no("is an authority's, which signs certificates only");
    if (!leaf.may_sign()) return no("has a key usage without digital signatures");
    if (hint.issuer_is_certified &&
        std::ranges::find(leaf.uris(), hint.issuer) == leaf.uris().end())
        return no("does not name the issuer among its URIs");
    if (!hint.usage.empty() && !leaf.has_usage(hint.usage) && !(is_held && leaf.usages().empty()))
        return no("is not for this: it lacks the extended key usage " + hint.usage);
    const auto& types = leaf.document_types();
    if (!hint.document_type.empty() && !types.empty() &&
        std::ranges::find(types, hint.document_type) == types.end())
        return no("does not list the document type " + hint.document_type);
    return Done{};
}

/// A country certifies its own (ICAO Doc 9303-12 section 7.1). One that names none is its
/// authority's.
Result<Done> check_country(const X509Certificate& leaf, const X509Certificate& authority) {
    if (leaf.country().empty() || authority.country().empty() ||
        is_same_country(leaf.country(), authority.country()))
        return Done{};
    return Error{Reason::signer_not_allowed, "the signer's certificate is of " + leaf.country() +
                                                 ", and its authority of " + authority.country()};
}

void narrow(TrustedKey& signer, const X509Certificate& issuer) {
    signer.valid_from = std::max(*signer.valid_from, issuer.valid_from());
    signer.valid_until = std::min(*signer.valid_until, issuer.valid_until());
}

/// Whether the list vouches for this signer's certificate itself, with or without an authority.
const TrustedKey* held(const TrustList& trust, const SignerHint& hint, const TrustedKey& signer) {
    for (const TrustedKey* known : trust.keys_named(signer.kid))
        if (known->certified && known->key == signer.key &&
            (known->formats.empty() ||
             std::ranges::find(known->formats, hint.format) != known->formats.end()))
            return known;
    return nullptr;
}

}  // namespace

Result<TrustedKey> signer_of(const X509Certificate& certificate) {
    auto key = certificate.key();
    if (!key) return key.error();
    TrustedKey signer{.id = {},
                      .key = *std::move(key),
                      .environment = {},
                      .valid_from = certificate.valid_from(),
                      .valid_until = certificate.valid_until(),
                      .purposes = purposes_of(certificate),
                      .display_name = certificate.common_name(),
                      .kid = kid_of(certificate),
                      .country = certificate.country(),
                      .certified = true,
                      .certificate = std::make_shared<const X509Certificate>(certificate)};
    // A signer of ICAO's seals and of nothing else signs no other certificates.
    if (signer.purposes.empty() && certificate.has_usage(vds_nc_signer))
        signer.formats = {"vds-nc"};
    return signer;
}

bool holds_x509(ByteView file) noexcept {
    const std::string_view text = as_text(file);
    for (const std::string_view begin : {certificate_begins, crl_begins})
        if (text.find(begin) != text.npos) return true;
    // A SEQUENCE of more than 127 bytes.
    return file.size() > 4 && file[0] == 0x30 && file[1] >= 0x81 && file[1] <= 0x84;
}

Result<TrustList> from_x509(ByteView file) {
    std::vector<X509Certificate> certificates;
    std::vector<std::shared_ptr<const X509Crl>> crls;
    for (const std::string_view block : crypto::pem_blocks(as_text(file))) {
        auto crl = crl_in(block);
        if (crl) {
            crls.push_back(std::make_shared<const X509Crl>(*std::move(crl)));
            continue;
        }
        const auto some = X509Certificate::parse_all(as_bytes(block));
        // DER does not say what it is.
        if (!some)
            return bad_trust_list(block.starts_with(crl_begins) ? crl.error().detail
                                                                : some.error().detail);
        certificates.insert(certificates.end(), some->begin(), some->end());
    }
    auto list = from_certificates(certificates);
    if (!list) return list.error();
    for (auto& crl : crls) list->add(std::move(crl));
    return list;
}

Result<TrustList> from_certificates(std::span<const X509Certificate> certificates) {
    TrustList list;
    for (std::size_t i = 0; i < certificates.size(); ++i) {
        if (certificates[i].is_ca()) {
            list.add(TrustAnchor{std::make_shared<const X509Certificate>(certificates[i])});
            continue;
        }
        auto signer = signer_of(certificates[i]);
        if (!signer)
            return Error{Reason::bad_trust_list,
                         "certificate " + std::to_string(i + 1) + ": " + signer.error().detail};
        list.add(*std::move(signer));
    }
    return list;
}

Result<std::shared_ptr<const TrustedKey>> certified_key(const TrustList& trust,
                                                        const SignerHint& hint) {
    using Found = std::shared_ptr<const TrustedKey>;
    std::vector<X509Certificate> chain;
    for (const Bytes& der : hint.certificates) {
        auto certificate = X509Certificate::from_der(der);
        if (!certificate) return certificate.error();
        chain.push_back(*std::move(certificate));
        // An anchor at the end of what came along is often there, and looked for in our list only.
        if (chain.size() == 2) break;
    }
    const X509Certificate& leaf = chain.front();
    auto signer = signer_of(leaf);
    if (!signer) return signer.error();
    if (const TrustedKey* known = held(trust, hint, *signer)) {
        if (const auto good = check_use(leaf, hint, true); !good) return good.error();
        return Found(Found(), known);
    }

    auto issuer = issuer_of(leaf, trust, hint.format);
    if (!issuer) return issuer.error();
    if (!*issuer && chain.size() == 2) {
        issuer = issuer_of(chain[1], trust, hint.format);
        if (!issuer) return issuer.error();
        if (!*issuer) return Found();
        if (const auto issued = leaf.issued_by(chain[1]); !issued) return issued.error();
        narrow(*signer, chain[1]);
        ask_authorities(trust, chain[1], *signer);
    }
    if (!*issuer) return Found();
    if (const auto good = check_use(leaf, hint, false); !good) return good.error();
    const X509Certificate& authority = *(*issuer)->certificate;
    if (const auto same = check_country(leaf, authority); !same) return same.error();
    narrow(*signer, authority);
    if (signer->country.empty()) signer->country = authority.country();
    signer->environment = (*issuer)->environment;
    signer->source = (*issuer)->source;
    return std::make_shared<const TrustedKey>(*std::move(signer));
}

}  // namespace vaxcert
