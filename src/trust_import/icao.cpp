// SPDX-License-Identifier: Apache-2.0
// Passport authorities: their certificates one by one, or a master list of very many, signed by
// a state (ICAO Doc 9303-12 section 9).

#include <algorithm>

#include "crypto/cms.hpp"
#include "crypto/x509_crl.hpp"
#include "trust/certified.hpp"
#include "trust_import/import.hpp"

namespace vaxcert::trust_import {
namespace {

using crypto::X509Certificate;

constexpr std::string_view master_list_signer = "2.23.136.1.1.3";

Error no(Reason reason, std::string detail) {
    return {reason, std::move(detail)};
}

/// Takes one element of any length off the front, of which DER of certificates is part: tag, length
/// and content. Nothing, if it is not there.
std::optional<ByteView> take_element(ByteView& rest, std::uint8_t tag, bool whole) {
    if (rest.size() < 2 || rest[0] != tag) return {};
    std::size_t header = 2, size = rest[1];
    if (size >= 0x80) {
        const std::size_t bytes = size - 0x80;
        if (bytes == 0 || bytes > 4 || rest.size() < 2 + bytes || rest[2] == 0) return {};
        size = 0;
        for (std::size_t i = 0; i < bytes; ++i) size = size << 8 | rest[2 + i];
        header += bytes;
        if (size < 0x80) return {};
    }
    if (rest.size() - header < size) return {};
    const ByteView element = whole ? rest.first(header + size) : rest.subspan(header, size);
    rest = rest.subspan(header + size);
    return element;
}

/// CscaMasterList ::= SEQUENCE { version INTEGER (0), certList SET OF Certificate }
Result<std::vector<ByteView>> certificates_in(ByteView content) {
    constexpr std::uint8_t sequence = 0x30, integer = 0x02, set = 0x31;
    const auto bad = no(Reason::bad_trust_list, "the signed content is no master list");
    auto list = take_element(content, sequence, false);
    if (!list || !content.empty()) return bad;
    const auto version = take_element(*list, integer, false);
    auto certificates = take_element(*list, set, false);
    if (!version || version->size() != 1 || (*version)[0] != 0 || !certificates || !list->empty())
        return bad;
    std::vector<ByteView> all;
    while (!certificates->empty()) {
        const auto one = take_element(*certificates, sequence, true);
        if (!one) return bad;
        all.push_back(*one);
    }
    return all;
}

/// "AU Passport Country Signing Authority 1a2b"
std::string name_of(const X509Certificate& certificate) {
    return certificate.country() + ' ' + certificate.common_name() + ' ' +
           certificate.serial_number();
}

void take_authority(const X509Certificate& certificate, Import& import) {
    const std::string name = name_of(certificate);
    if (!certificate.is_ca())
        return import.refuse(name, no(Reason::signer_not_allowed, "it is no authority's"));
    if (certificate.country().empty())
        return import.refuse(name, no(Reason::signer_not_allowed, "it names no country"));
    // One that leads from an old key to a new one adds no authority of its own.
    if (const auto own = certificate.issued_by(certificate); !own)
        return import.refuse(name, own.error());
    import.take(TrustAnchor{std::make_shared<const X509Certificate>(certificate),
                            {"vds-nc"},
                            import.options().environment});
}

/// A master list is signed by a certificate that its state's authority issued for that.
Result<Done> may_sign_lists(const X509Certificate& signer,
                            std::span<const X509Certificate> anchors) {
    if (std::ranges::find(anchors, signer) != anchors.end()) return Done{};
    if (!signer.has_usage(master_list_signer))
        return no(Reason::signer_not_allowed, "the signer's certificate is not for master lists");
    for (const X509Certificate& anchor : anchors)
        if (signer.issued_by(anchor)) return Done{};
    return no(Reason::issuer_not_trusted,
              "the master list is signed by somebody whom no --signer certified");
}

Result<Done> take_master_list(const ImportFile& file, Import& import) {
    const auto anchors = signer_certificates(import.options());
    if (!anchors) return anchors.error();
    if (anchors->empty())
        return no(Reason::issuer_not_trusted,
                  "a master list needs --signer: the authority (CSCA) of "
                  "the state that signed it");
    const auto opened = crypto::open_cms(file.bytes, *anchors);
    if (!opened) return opened.error();
    if (const auto may = may_sign_lists(opened->signer, *anchors); !may) return may.error();
    import.count_signature();
    const auto certificates = certificates_in(opened->content);
    if (!certificates) return certificates.error();
    for (const ByteView der : *certificates) {
        import.see();
        const auto certificate = X509Certificate::from_der(der);
        if (certificate)
            take_authority(*certificate, import);
        else
            import.refuse(file.name, certificate.error());
    }
    return Done{};
}

}  // namespace

Result<Done> import_icao(Files files, Import& import) {
    for (const ImportFile& file : files) {
        if (crypto::looks_like_cms(file.bytes)) {
            if (const auto done = take_master_list(file, import); !done)
                return in_file(file, done.error());
            continue;
        }
        const auto list = from_x509(file.bytes);
        if (!list) return bad_file(file, list.error().detail);
        for (const TrustAnchor& anchor : list->anchors()) {
            import.see();
            take_authority(*anchor.certificate, import);
        }
        for (const TrustedKey& key : list->keys()) {
            import.see();
            import.refuse(key.display_name, no(Reason::signer_not_allowed, "it is no authority's"));
        }
        for (const auto& crl : list->crls()) {
            import.note("lists of revoked certificates");
            import.take(crl);
        }
    }
    return Done{};
}

}  // namespace vaxcert::trust_import
