// SPDX-License-Identifier: Apache-2.0
#include "crypto/hash.hpp"
#include "encoding/hex.hpp"
#include "enveloped/credential.hpp"
#include "formats/w3c/document.hpp"
#include "formats/w3c/enveloped.hpp"
#include "formats/w3c/settings.hpp"
#include "formats/w3c/w3c.hpp"
#include "json/jcs.hpp"
#include "json/parse.hpp"
#include "proof/sign.hpp"
#include "proof/suite.hpp"

namespace vaxcert {
namespace {

using json::Value;

Bytes bytes_of(std::string_view text) {
    const ByteView bytes = as_bytes(text);
    return {bytes.begin(), bytes.end()};
}

std::string digest_of(std::string_view canonical) {
    return encoding::to_hex(crypto::sha256(as_bytes(canonical)));
}

/// What a verifier would refuse is not signed.
Result<Value> checked(const Record& record, const Signing& signing, const w3c::Settings& settings,
                      w3c::Secured secured) {
    if (record.claims.person.name.empty())
        return Error{Reason::record_invalid, "person.name is missing"};
    auto document = w3c::build(record, signing, settings);
    if (!document) return document;
    if (secured == w3c::Secured::by_proof)
        proof::add_proof_context(*document, proof::suite_of(settings.cryptosuite));
    if (const auto good = w3c::check_shape(*document, secured); !good)
        return Error{Reason::record_invalid, good.error().detail};
    return document;
}

/// A document that is going to be put into an envelope, and how its key is called.
struct Unsigned {
    Value document;
    std::string key_id;
    Sealed sealed;  ///< all but the payload
};

Result<Unsigned> prepare(const Record& record, const Signing& signing, std::string_view format) {
    const auto settings = w3c::read_settings(signing.profile, format);
    if (!settings) return settings.error();
    auto document = checked(record, signing, *settings, w3c::Secured::by_envelope);
    if (!document) return document.error();
    Sealed sealed{.document = json::to_text(*document),
                  .payload = {},
                  .digest = digest_of(json::to_jcs(*document)),
                  .left_out = w3c::left_out_of(record.claims)};
    return Unsigned{*std::move(document), settings->verification_method, std::move(sealed)};
}

/// What every part of a certificate shows: whose it is and which, when it ends, how it is
/// withdrawn, and of which kind its events are.
std::vector<std::string> always_shown(const Value& document) {
    std::vector<std::string> pointers;
    for (const char* member : {"id", "issuer", "validFrom", "validUntil", "certificateVersion",
                               "replacesCertificate", "credentialStatus"})
        if (document.find(member)) pointers.push_back(std::string("/") + member);
    const std::string events = "/credentialSubject/healthEvent";
    const Value& list = *document.find("credentialSubject")->find("healthEvent");
    if (!list.is_array()) pointers.push_back(events + "/type");
    for (std::size_t i = 0; list.is_array() && i < list.array().size(); ++i)
        pointers.push_back(events + '/' + std::to_string(i) + "/type");
    return pointers;
}

/// A certificate of which its holder shows parts.
Result<Sealed> seal_in_parts(Value document, const Record& record, const Signing& signing,
                             ProofOptions options) {
    if (!document.find("validUntil"))
        return Error{Reason::record_invalid,
                     "certificate.expires_at is missing, which every part must show"};
    const std::string digest = digest_of(json::to_jcs(document));
    options.mandatory_pointers = always_shown(document);
    const auto done =
        proof::sign_document(document, options, signing.signer, Budget::for_one_certificate());
    if (!done) return done.error();
    std::string text = json::to_text(document);
    const auto whole = derive_proof(text, std::vector<std::string>{""});
    if (!whole) return whole.error();
    Bytes payload = bytes_of(text);
    return Sealed{.document = std::move(text),
                  .payload = std::move(payload),
                  .digest = digest,
                  .left_out = w3c::left_out_of(record.claims),
                  .shown = bytes_of(*whole)};
}

}  // namespace

Result<Sealed> w3c::seal(const Record& record, const Signing& signing) {
    const auto settings = read_settings(signing.profile);
    if (!settings) return settings.error();
    auto document = checked(record, signing, *settings, Secured::by_proof);
    if (!document) return document.error();

    const std::string& issued_at = record.claims.certificate.issued_at;
    const ProofOptions options{.cryptosuite = settings->cryptosuite,
                               .verification_method = settings->verification_method,
                               .created = issued_at.empty() ? to_text(signing.now) : issued_at};
    if (options.cryptosuite == Cryptosuite::ecdsa_sd_2023)
        return seal_in_parts(*std::move(document), record, signing, options);
    const auto canonical =
        proof::sign_document(*document, options, signing.signer, Budget::for_one_certificate());
    if (!canonical) return canonical.error();
    std::string text = json::to_text(*document);
    Bytes payload = bytes_of(text);
    return Sealed{.document = std::move(text),
                  .payload = std::move(payload),
                  .digest = digest_of(*canonical),
                  .left_out = left_out_of(record.claims)};
}

Result<Sealed> vc_jwt::seal(const Record& record, const Signing& signing) {
    auto prepared = prepare(record, signing, name);
    if (!prepared) return prepared.error();
    auto jwt = enveloped::sign_vc_jwt(prepared->document, prepared->key_id, signing.signer);
    if (!jwt) return jwt.error();
    prepared->sealed.payload = bytes_of(*jwt);
    prepared->sealed.document = *std::move(jwt);
    return std::move(prepared->sealed);
}

Result<Sealed> vc_cose::seal(const Record& record, const Signing& signing) {
    auto prepared = prepare(record, signing, name);
    if (!prepared) return prepared.error();
    auto message = enveloped::sign_vc_cose(prepared->document, prepared->key_id, signing.signer);
    if (!message) return message.error();
    prepared->sealed.payload = *std::move(message);
    return std::move(prepared->sealed);
}

}  // namespace vaxcert
