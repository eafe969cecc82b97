// SPDX-License-Identifier: Apache-2.0
#include <memory>
#include <utility>

#include "cbor/parse.hpp"
#include "cose/cwt.hpp"
#include "cose/sign1.hpp"
#include "crypto/hash.hpp"
#include "encoding/base64.hpp"
#include "formats/hcert/hcert.hpp"
#include "formats/hcert/payload.hpp"
#include "formats/hcert/subclaims.hpp"
#include "formats/hcert/wire.hpp"
#include "json/parse.hpp"

namespace vaxcert::hcert {
namespace {

/// What is known of a certificate between opening and reading it.
struct Opened {
    cose::Sign1 message;
    cose::CwtClaims claims;
    const Subclaim* subclaim = nullptr;
    json::Value payload;
    Algorithm algorithm = Algorithm::es256;
    std::string kid;
};

struct Payload {
    const Subclaim* subclaim = nullptr;
    json::Value json;
};

/// The flat map of 2021: it stands at the root of the token and has an id of its own.
bool is_flat_ddcc(const cbor::Value& claims) {
    return claims.find("hcid") && claims.find("name");
}

/// The payload that stands under -260, of the one kind that is known.
Result<Payload> payload_of(const cbor::Value& claims) {
    const cbor::Value* certificate = claims.find(claim_hcert);
    if (!certificate && is_flat_ddcc(claims)) {
        auto payload = to_json(claims);
        if (!payload) return payload.error();
        return Payload{&subclaim_at_root(), *std::move(payload)};
    }
    if (!certificate || !certificate->map())
        return Error{Reason::malformed, "the token has no health certificate under -260"};
    for (const auto& [key, value] : *certificate->map()) {
        const Subclaim* subclaim = subclaim_of_key(key.integer().value_or(0));
        if (!subclaim) continue;
        auto payload = to_json(value);
        if (!payload) return payload.error();
        if (!payload->is_object())
            return Error{Reason::malformed, std::string("the payload is ") + kind_name(value) +
                                                " and should be a map"};
        return Payload{subclaim, *std::move(payload)};
    }
    return Error{Reason::unsupported_format,
                 "a health certificate of another kind than EU DCC (1), ICVP (-6) and DDCC (3, 4)"};
}

std::string text_of(const std::optional<Time>& time) {
    return time ? to_text(*time) : std::string();
}

/// An issuer that is a country, in two letters or three.
bool is_country(const std::string& issuer) {
    return (issuer.size() == 2 || issuer.size() == 3) &&
           issuer.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ") == std::string::npos;
}

/// The first half of a SHA-256, which is what the lists of the EU hold.
std::string half_hash(std::string_view text) {
    const crypto::Digest digest = crypto::sha256(as_bytes(text));
    return std::string(as_text(ByteView(digest).first(digest.size() / 2)));
}

/// How the lists of the EU would name the certificate. Of an ES256 signature only r, because
/// anybody can turn s into its negative, and the signature stays good.
std::vector<WithdrawalHandle> handles_of(const Opened& opened, const std::string& id) {
    const auto handle = [&](const char* kind, std::string text) {
        return WithdrawalHandle{kind, opened.kid,
                                [text = std::move(text)] { return half_hash(text); }};
    };
    std::string signature(as_text(opened.message.signature));
    if (opened.algorithm == Algorithm::es256) signature.resize(signature.size() / 2);
    std::vector<WithdrawalHandle> handles = {handle("SIGNATURE", std::move(signature))};
    if (id.empty()) return handles;
    handles.push_back(handle("UCI", id));
    handles.push_back(handle("COUNTRYCODEUCI", opened.claims.issuer + id));
    return handles;
}

Reading read(const std::shared_ptr<const Opened>& shared, const MasterData& master_data) {
    const Opened& opened = *shared;
    Reading reading = opened.subclaim->read(opened.payload, master_data);
    if (opened.subclaim->for_rules)
        reading.rule_payload = std::shared_ptr<const json::Value>(shared, &opened.payload);
    Issuance& certificate = reading.claims.certificate;
    certificate.issued_at = text_of(opened.claims.issued_at);
    certificate.valid_from = text_of(opened.claims.not_before);
    certificate.expires_at = text_of(opened.claims.expires);
    if (is_country(opened.claims.issuer)) reading.standing.country = opened.claims.issuer;
    certificate.issuer =
        opened.claims.issuer.empty() ? reading.standing.country : opened.claims.issuer;
    reading.standing.handles = handles_of(opened, certificate.id);
    if (!opened.claims.expires)
        reading.findings.push_back(
            {Step::policy,
             Outcome::accepted,
             {Reason::member_missing, "the token does not say when it expires"}});
    if (!opened.message.protected_header(cose::label::algorithm))
        reading.findings.push_back({Step::signature,
                                    Outcome::accepted,
                                    {Reason::bad_cose,
                                     "the algorithm is named where the signature "
                                     "does not cover it; the key decides it"}});
    return reading;
}

Result<std::string> kid_of(const cose::Sign1& message) {
    const cbor::Value* kid = message.header(cose::label::kid);
    if (!kid || !kid->bytes())
        return Error{Reason::kid_not_included, "the certificate does not name its key"};
    return encoding::to_base64(*kid->bytes());
}

}  // namespace

bool recognizes(ByteView scanned) {
    return looks_packed(scanned);
}

Result<Envelope> open(ByteView scanned, const Budget& budget) {
    const auto packed = unpack(scanned, budget);
    if (!packed) return packed.error();
    auto message = cose::parse_sign1(*packed, budget);
    if (!message) return message.error();
    const auto algorithm = cose::algorithm_of(message->header(cose::label::algorithm));
    if (!algorithm) return algorithm.error();
    auto kid = kid_of(*message);
    if (!kid) return kid.error();
    const auto token = cbor::parse(message->payload, budget);
    if (!token) return token.error();
    auto claims = cose::read_cwt(*token);
    if (!claims) return claims.error();
    auto payload = payload_of(*token);
    if (!payload) return payload.error();

    auto opened =
        std::make_shared<Opened>(Opened{*std::move(message), *std::move(claims), payload->subclaim,
                                        std::move(payload->json), *algorithm, *std::move(kid)});
    return Envelope({.signatures = {{.signer = {.format = "hcert",
                                                .issuer = opened->claims.issuer,
                                                .verification_method = {},
                                                .kid = opened->kid,
                                                .certificates = {},
                                                .kid_is_enough = true},
                                     .algorithm = *algorithm,
                                     .value = opened->message.signature,
                                     .signed_bytes = [opened](const Budget&) -> Result<Bytes> {
                                         return cose::signing_input(opened->message);
                                     }}},
                     .wire_form = std::string(opened->subclaim->name),
                     .document = json::to_text(opened->payload),
                     .read = [opened](const MasterData& known) { return read(opened, known); }});
}

}  // namespace vaxcert::hcert
