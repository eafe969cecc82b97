// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <memory>
#include <optional>
#include <utility>

#include "formats/sd_jwt/layout.hpp"
#include "formats/sd_jwt/sd_jwt.hpp"
#include "formats/sd_jwt/settings.hpp"
#include "jose/sd_jwt.hpp"
#include "json/parse.hpp"
#include "profile/inner.hpp"

namespace vaxcert::sd_jwt {
namespace {

using json::Value;

/// What is known of a certificate between opening and reading it.
struct Opened {
    jose::SdJwt sd_jwt;
    Claims claims;
};

/// Files end in a line break.
std::string_view trimmed(std::string_view text) {
    constexpr std::string_view white_space = " \t\r\n";
    const std::size_t first = text.find_first_not_of(white_space);
    if (first == text.npos) return {};
    return text.substr(first, text.find_last_not_of(white_space) - first + 1);
}

bool has(std::string_view text, std::string_view word) {
    return text.find(word) != text.npos;
}

Result<Done> check_header(const Value& header) {
    const Value* type = header.find("typ");
    if (type && (type->string() == "dc+sd-jwt" || type->string() == "vc+sd-jwt")) return Done{};
    return Error{Reason::malformed,
                 "the \"typ\" of the SD-JWT is not dc+sd-jwt: it may be signed, "
                 "and is no credential"};
}

/// What stands at the top and was hidden must be something that may be.
Result<Done> check_revealed(const std::vector<jose::Revealed>& revealed) {
    for (const jose::Revealed& claim : revealed)
        for (const std::string_view name : never_hidden)
            if (claim.pointer.substr(1) == name)
                return Error{Reason::bad_disclosure,
                             '"' + std::string(name) + "\" is in a disclosure, and may not be"};
    return Done{};
}

/// An absolute name of the key, where it is one of the issuer's: "did:example:1#key-1".
std::string verification_method(const std::string& issuer, const std::string& kid) {
    if (issuer.empty()) return {};
    if (kid.starts_with('#')) return issuer + kid;
    return kid.starts_with(issuer + '#') ? kid : std::string();
}

Finding forged(Error why) {
    return {Step::signature, Outcome::rejected, std::move(why)};
}

Reading read(const Opened& opened, const MasterData& master_data, const Budget& budget) {
    Reading reading{.claims = opened.claims};
    if (const Profile* profile = profile_for(master_data, opened.claims.certificate.issuer))
        reading.standing.for_test = profile->inner().test_environment;
    if (opened.sd_jwt.key_binding.empty()) return reading;
    auto binding = jose::check_key_binding(opened.sd_jwt, budget);
    if (binding)
        reading.standing.holder =
            HolderProof{binding->audience, binding->nonce, binding->issued_at};
    else
        reading.findings.push_back(forged(binding.error()));
    return reading;
}

}  // namespace

bool recognizes(ByteView scanned) {
    const std::string_view text = trimmed(as_text(scanned));
    // The header of a JWS is an object, so its base64url begins so.
    if (text.starts_with("ey")) return has(text, "~");
    return text.starts_with('{') && has(text, "\"payload\"") && has(text, "\"protected\"") &&
           !has(text, "\"@context\"") && !has(text, "\"verifiableCredential\"");
}

Result<Envelope> open(ByteView scanned, const Budget& budget) {
    const std::string_view text = trimmed(as_text(scanned));
    auto sd_jwt = jose::parse_sd_jwt(text, budget);
    if (!sd_jwt) return sd_jwt.error();
    if (const auto good = check_header(sd_jwt->issued.header); !good) return good.error();
    const auto disclosed = jose::disclose(*sd_jwt, budget);
    if (!disclosed) return disclosed.error();
    if (const auto good = check_revealed(disclosed->revealed); !good) return good.error();
    auto claims = read_layout(disclosed->claims);
    if (!claims) return claims.error();

    const std::string kid = sd_jwt->issued.key_id;
    claims->certificate.verification_method = verification_method(claims->certificate.issuer, kid);
    auto opened = std::make_shared<const Opened>(Opened{*std::move(sd_jwt), *std::move(claims)});
    const jose::Jws& issued = opened->sd_jwt.issued;
    const Issuance& certificate = opened->claims.certificate;
    return Envelope(
        {.signatures = {{.signer = {.format = "sd-jwt",
                                    .issuer = certificate.issuer,
                                    .verification_method = certificate.verification_method,
                                    .kid = kid,
                                    .certificates = issued.certificates,
                                    .issuer_is_certified = true},
                         .algorithm = issued.algorithm,
                         .value = issued.signature,
                         .signed_bytes =
                             [opened](const Budget&) {
                                 const ByteView bytes = as_bytes(opened->sd_jwt.issued.signed_text);
                                 return Result<Bytes>(Bytes(bytes.begin(), bytes.end()));
                             }}},
         .wire_form = text.starts_with('{') ? "json" : "compact",
         .document = json::to_text(disclosed->claims),
         .read = [opened, budget](const MasterData& known) {
             return read(*opened, known, budget);
         }});
}

}  // namespace vaxcert::sd_jwt
