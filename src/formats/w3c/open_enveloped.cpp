// SPDX-License-Identifier: Apache-2.0
#include <memory>
#include <utility>

#include "enveloped/credential.hpp"
#include "formats/w3c/document.hpp"
#include "formats/w3c/enveloped.hpp"
#include "formats/w3c/settings.hpp"
#include "json/parse.hpp"
#include "profile/inner.hpp"

namespace vaxcert {
namespace {

using enveloped::Enveloped;

/// Files end in a line break.
std::string_view trimmed(std::string_view text) {
    constexpr std::string_view white_space = " \t\r\n";
    const std::size_t first = text.find_first_not_of(white_space);
    if (first == text.npos) return {};
    return text.substr(first, text.find_last_not_of(white_space) - first + 1);
}

/// The key by a name that is absolute: "#key-1" is the issuer's, and so is what is no URL.
std::string method_of(const Enveloped& held) {
    if (held.key_id.starts_with('#')) return held.issuer + held.key_id;
    return held.key_id.find('#') == std::string::npos ? std::string() : held.key_id;
}

Reading read(const Enveloped& held, std::string_view format, const MasterData& master_data) {
    Reading reading;
    reading.claims = w3c::read_claims(held.document);
    Issuance& certificate = reading.claims.certificate;
    certificate.verification_method = method_of(held);
    if (held.issued_at) certificate.issued_at = to_text(*held.issued_at);
    for (std::string* time :
         {&certificate.issued_at, &certificate.valid_from, &certificate.expires_at})
        *time = w3c::as_time(*time);
    for (const std::string& note : held.notes)
        reading.findings.push_back({Step::decode, Outcome::accepted, {Reason::malformed, note}});
    const std::string& method = certificate.verification_method;
    if (!method.empty() && w3c::controller_of(method) != held.issuer)
        reading.findings.push_back(
            {Step::trust,
             Outcome::rejected,
             {Reason::signer_not_allowed, "the key that signed is not the issuer's own"}});
    for (const Profile& profile : master_data.profiles()) {
        const auto settings = w3c::read_settings(profile, format);
        if (settings && settings->verification_method == method)
            reading.standing.for_test = profile.inner().test_environment;
    }
    return reading;
}

/// The times of the token besides those of the document: whichever is narrower counts.
void narrow(Enveloped& held) {
    const bool is_v1 = held.model == enveloped::Model::version_1_1;
    const auto set_if = [&](const char* member, const std::optional<Time>& time, bool later) {
        if (!time) return;
        const json::Value* stated = held.document.find(member);
        const auto own = stated && stated->is_string()
                             ? parse_time(w3c::as_time(stated->string()))
                             : Result<Time>(Error{Reason::bad_date, "it states none"});
        if (own && (later ? *own >= *time : *own <= *time)) return;
        held.document.set(member, to_text(*time));
    };
    // `exp` is the first instant that no longer counts, validUntil the last that does.
    std::optional<Time> last = held.expires;
    if (last) *last -= std::chrono::seconds(1);
    set_if(is_v1 ? "issuanceDate" : "validFrom", held.not_before, true);
    set_if(is_v1 ? "expirationDate" : "validUntil", last, false);
}

Result<Envelope> open(Result<Enveloped> taken_out, std::string_view format, std::string document) {
    if (!taken_out) return taken_out.error();
    Enveloped held = *std::move(taken_out);
    if (held.presentation)
        return Error{Reason::malformed, "a presentation is no certificate; what is in it may be"};
    if (!held.audience.empty())
        return Error{Reason::wrong_domain,
                     "the token was made for an audience, and a certificate is for everybody"};
    narrow(held);
    if (const auto good = w3c::check_shape(held.document, w3c::Secured::by_envelope); !good)
        return good.error();
    const std::string method = method_of(held);
    const bool own = method.empty() || w3c::controller_of(method) == held.issuer;
    const auto opened = std::make_shared<const Enveloped>(std::move(held));
    return Envelope({.signatures = {{.signer = {.format = std::string(format),
                                                // Another signer is named by its method alone.
                                                .issuer = own ? opened->issuer : std::string(),
                                                .verification_method = method,
                                                .kid = opened->key_id},
                                     .algorithm = opened->algorithm,
                                     .value = opened->signature,
                                     .signed_bytes =
                                         [opened](const Budget&) {
                                             return Result<Bytes>(opened->signed_bytes);
                                         }}},
                     .wire_form = std::string(format == vc_jwt::name ? "compact" : "cose"),
                     .document = std::move(document),
                     .read = [opened, format](const MasterData& known) {
                         return read(*opened, format, known);
                     }});
}

}  // namespace

bool vc_jwt::recognizes(ByteView scanned) {
    const std::string_view text = trimmed(as_text(scanned));
    return text.starts_with("ey") && enveloped::is_vc_jwt(text);
}

Result<Envelope> vc_jwt::open(ByteView scanned, const Budget& budget) {
    auto held = enveloped::parse_vc_jwt(trimmed(as_text(scanned)), budget);
    std::string text = held ? json::to_text(held->document) : std::string();
    return vaxcert::open(std::move(held), name, std::move(text));
}

bool vc_cose::recognizes(ByteView scanned) {
    // Tag 18, an array of four; and near its beginning, the type in its protected header.
    constexpr std::size_t longest_header = 256;
    const std::string_view text = as_text(scanned).substr(0, longest_header);
    return text.starts_with("\xd2\x84") &&
           (text.find("vc+cose") != text.npos || text.find("vp+cose") != text.npos);
}

Result<Envelope> vc_cose::open(ByteView scanned, const Budget& budget) {
    auto held = enveloped::parse_vc_cose(scanned, budget);
    std::string text = held ? json::to_text(held->document) : std::string();
    return vaxcert::open(std::move(held), name, std::move(text));
}

}  // namespace vaxcert
