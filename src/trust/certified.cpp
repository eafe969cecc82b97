// SPDX-License-Identifier: Apache-2.0
#include "trust/certified.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "encoding/base64.hpp"

namespace vaxcert {
namespace {

using crypto::X509Certificate;

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
                      .certified = true};
    // A signer of ICAO's seals and of nothing else signs no other certificates.
    if (signer.purposes.empty() && certificate.has_usage(vds_nc_signer))
        signer.formats = {"vds-nc"};
    return signer;
}

bool names(const X509Certificate& certificate, const X509Certificate& ca) {
    return !certificate.authority_key_id().empty() &&
           certificate.authority_key_id() == ca.subject_key_id();
}

/// The anchor that issued a certificate; nullptr if none may have; why not, if one should have.
Result<const X509Certificate*> issuer_of(const X509Certificate& certificate, const TrustList& trust,
                                         std::string_view format) {
    std::optional<Error> why;
    for (const TrustAnchor& anchor : trust.anchors()) {
        if (!anchor.formats.empty() &&
            std::ranges::find(anchor.formats, format) == anchor.formats.end())
            continue;
        const auto issued = certificate.issued_by(*anchor.certificate);
        if (issued) return anchor.certificate.get();
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

void narrow(TrustedKey& signer, const X509Certificate& issuer) {
    signer.valid_from = std::max(*signer.valid_from, issuer.valid_from());
    signer.valid_until = std::min(*signer.valid_until, issuer.valid_until());
}

/// Whether the list vouches for this certificate itself, with or without an authority.
const TrustedKey* held(const TrustList& trust, const SignerHint& hint,
                       const X509Certificate& leaf) {
    const auto key = leaf.key();
    if (!key) return nullptr;
    const std::string kid = kid_of(leaf);
    for (const TrustedKey& known : trust.keys())
        if (known.certified && known.kid == kid && known.key == *key &&
            (known.formats.empty() ||
             std::ranges::find(known.formats, hint.format) != known.formats.end()))
            return &known;
    return nullptr;
}

}  // namespace

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
    if (const TrustedKey* known = held(trust, hint, leaf)) {
        if (const auto good = check_use(leaf, hint, true); !good) return good.error();
        return Found(Found(), known);
    }

    auto signer = signer_of(leaf);
    if (!signer) return signer.error();
    auto issuer = issuer_of(leaf, trust, hint.format);
    if (!issuer) return issuer.error();
    if (!*issuer && chain.size() == 2 && !(chain[1] == leaf)) {
        issuer = issuer_of(chain[1], trust, hint.format);
        if (!issuer) return issuer.error();
        if (!*issuer) return Found();
        if (const auto issued = leaf.issued_by(chain[1]); !issued) return issued.error();
        narrow(*signer, chain[1]);
    }
    if (!*issuer) return Found();
    if (const auto good = check_use(leaf, hint, false); !good) return good.error();
    narrow(*signer, **issuer);
    if (signer->country.empty()) signer->country = (*issuer)->country();
    return std::make_shared<const TrustedKey>(*std::move(signer));
}

}  // namespace vaxcert
