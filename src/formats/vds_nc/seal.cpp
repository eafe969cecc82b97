// SPDX-License-Identifier: Apache-2.0
#include "crypto/hash.hpp"
#include "encoding/base64url.hpp"
#include "encoding/hex.hpp"
#include "formats/vds_nc/build.hpp"
#include "formats/vds_nc/settings.hpp"
#include "formats/vds_nc/specimen.hpp"
#include "formats/vds_nc/vds_nc.hpp"
#include "json/jcs.hpp"
#include "json/parse.hpp"

namespace vaxcert::vds_nc {
namespace {

/// With padding, as the seals in use have it.
std::string padded_base64url(ByteView bytes) {
    std::string text = encoding::to_base64url(bytes);
    while (text.size() % 4 != 0) text += '=';
    return text;
}

/// Whether a verifier would believe this signer today.
Result<Done> check_signer(const crypto::X509Certificate& certificate, const Signing& signing) {
    const auto key = certificate.key();
    if (!key) return key.error();
    if (!(*key == signing.signer.public_key()))
        return Error{Reason::bad_key, "the key is not that of the profile's signer_certificate"};
    if (signing.now < certificate.valid_from() || signing.now > certificate.valid_until())
        return Error{Reason::bad_key, "the profile's signer_certificate is valid from " +
                                          to_text(certificate.valid_from()) + " to " +
                                          to_text(certificate.valid_until()) + "; it is " +
                                          to_text(signing.now)};
    return Done{};
}

}  // namespace

Result<Sealed> seal(const Record& record, const Signing& signing) {
    const auto* settings = std::any_cast<Settings>(signing.prepared);
    if (!settings) return Error{Reason::bad_profile, "\"vds-nc\" is not prepared"};
    if (const auto good = check_signer(settings->signer, signing); !good) return good.error();
    auto built = build(record, signing, *settings);
    if (!built) return built.error();
    if (is_specimen(settings->issuer, built->id))
        return Error{Reason::record_invalid, "the id is from the range for specimens and tests"};

    const std::string canonical = json::to_jcs(built->data);
    const auto signature = signing.signer.sign(as_bytes(canonical));
    if (!signature) return signature.error();
    const json::Value document(
        json::Object{{"data", std::move(built->data)},
                     {"sig", json::Object{{"alg", name(signing.signer.public_key().algorithm())},
                                          {"cer", padded_base64url(settings->signer.der())},
                                          {"sigvl", padded_base64url(*signature)}}}});
    Sealed sealed{.document = json::to_text(document),
                  .payload = {},
                  .digest = encoding::to_hex(crypto::sha256(as_bytes(canonical))),
                  .certificate_id = std::move(built->id),
                  .left_out = std::move(built->left_out)};
    sealed.payload.assign(sealed.document.begin(), sealed.document.end());
    return sealed;
}

}  // namespace vaxcert::vds_nc
