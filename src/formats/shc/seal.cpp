// SPDX-License-Identifier: Apache-2.0
// Build, check, compress, sign: the checks are the verifier's own, and run before anything is
// signed.

#include <algorithm>
#include <array>

#include "crypto/hash.hpp"
#include "encoding/deflate.hpp"
#include "encoding/hex.hpp"
#include "formats/shc/build.hpp"
#include "formats/shc/bundle.hpp"
#include "formats/shc/numeric.hpp"
#include "formats/shc/payload.hpp"
#include "formats/shc/settings.hpp"
#include "formats/shc/shc.hpp"
#include "jose/jws.hpp"
#include "jose/thumbprint.hpp"
#include "json/parse.hpp"
#include "profile/inner.hpp"

namespace vaxcert::shc {
namespace {

using json::Array;
using json::Object;
using json::Value;

/// What one code of version 22 holds at each level of correction. Larger ones are hard for cameras,
/// and chunks are never made.
constexpr std::array<std::size_t, 4> longest_jws = {1195, 927, 670, 519};

Error invalid(std::string what) {
    return {Reason::record_invalid, std::move(what)};
}

Value seconds(Time time) {
    const auto count = time.time_since_epoch().count();
    return Value(json::Number{static_cast<double>(count), std::to_string(count)});
}

/// A time that the record sets itself, or nothing.
Result<std::optional<Time>> time_in(const std::string& text, const char* member) {
    if (text.empty()) return std::optional<Time>();
    const auto time = parse_time(text);
    if (!time) return invalid(std::string(member) + ": " + time.error().detail);
    return std::optional<Time>(*time);
}

/// The payload, in the order of the published examples.
Result<Value> payload_of(Value bundle, const Record& record, const Signing& signing) {
    const Issuance& certificate = record.claims.certificate;
    const auto issued_at = time_in(certificate.issued_at, "issued_at");
    if (!issued_at) return issued_at.error();
    const auto valid_from = time_in(certificate.valid_from, "valid_from");
    if (!valid_from) return valid_from.error();
    const auto expires = time_in(certificate.expires_at, "expires_at");
    if (!expires) return expires.error();
    // A card has one time for being issued and becoming valid.
    const Time from = valid_from->value_or(issued_at->value_or(signing.now));
    if (*expires && **expires <= from) return invalid("it would expire before it becomes valid");

    Object credential = {
        {"type", Array{card_type}},
        {"credentialSubject", Object{{"fhirVersion", "4.0.1"}, {"fhirBundle", std::move(bundle)}}},
        {"rid", signing.certificate_id}};
    Object payload = {{"iss", settings_of(signing.profile).issuer}, {"nbf", seconds(from)}};
    if (*expires) payload.push_back({"exp", seconds(**expires)});
    payload.push_back({"vc", Value(std::move(credential))});
    return Value(std::move(payload));
}

/// What a verifier would refuse or wonder at is not signed. That doses and sex are stated is the
/// profile's wish.
Result<Done> lint(Value document) {
    const auto payload = read_payload(std::move(document));
    if (!payload) return invalid(payload.error().detail);
    auto findings = check_bundle(payload->bundle());
    for (Finding& finding : check_payload(*payload)) findings.push_back(std::move(finding));
    if (findings.empty()) return Done{};
    return invalid(findings.front().error.detail);
}

}  // namespace

Result<Sealed> seal(const Record& record, const Signing& signing) {
    if (signing.signer.public_key().algorithm() != Algorithm::es256)
        return Error{Reason::wrong_algorithm, "health cards are signed with ES256 keys alone"};
    auto built = build_bundle(record, signing.profile);
    if (!built) return built.error();
    auto payload = payload_of(std::move(built->bundle), record, signing);
    if (!payload) return payload.error();
    const std::string text = json::to_text(*payload);
    if (const auto good = lint(*std::move(payload)); !good) return good.error();

    auto jws =
        jose::sign_jws({{"zip", "DEF"}, {"kid", jose::thumbprint(signing.signer.public_key())}},
                       encoding::deflate(as_bytes(text), encoding::Wrapping::none), signing.signer);
    if (!jws) return jws.error();
    const std::size_t longest =
        longest_jws.at(static_cast<std::size_t>(signing.profile.inner().qr_level));
    if (jws->size() > longest)
        return Error{Reason::payload_too_large, "the card has " + std::to_string(jws->size()) +
                                                    " characters; a code of version 22 holds " +
                                                    std::to_string(longest) +
                                                    " at the profile's level of correction"};
    const std::string code = to_numeric(*jws);
    return Sealed{.document = *std::move(jws),
                  .payload = Bytes(code.begin(), code.end()),
                  .digest = encoding::to_hex(crypto::sha256(as_bytes(text))),
                  .left_out = std::move(built->left_out)};
}

}  // namespace vaxcert::shc
