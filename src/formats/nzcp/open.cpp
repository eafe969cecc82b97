// SPDX-License-Identifier: Apache-2.0
#include <memory>
#include <utility>

#include "cbor/parse.hpp"
#include "cose/sign1.hpp"
#include "formats/nzcp/nzcp.hpp"
#include "formats/nzcp/pass.hpp"
#include "formats/nzcp/wire.hpp"
#include "json/parse.hpp"

namespace vaxcert::nzcp {
namespace {

struct Opened {
    cose::Sign1 message;
    Pass pass;
    std::string kid;
};

/// The key's name among the issuer's. The specification has a text; what is issued has bytes.
Result<std::string> kid_of(const cose::Sign1& message) {
    const cbor::Value* kid = message.protected_header(cose::label::kid);
    const Error missing{Reason::kid_not_included, "the pass does not say which key signed it"};
    if (!kid) return missing;
    if (!kid->text() && !kid->bytes())
        return Error{Reason::bad_cose, "the key's name is neither text nor bytes"};
    std::string name = kid->text() ? *kid->text() : std::string(as_text(*kid->bytes()));
    if (name.empty()) return missing;
    return name;
}

/// Tag 18 (COSE_Sign1) and no other stands in front of a pass.
bool is_tagged(ByteView message) {
    constexpr std::uint8_t tag_18 = 0xd2;
    return !message.empty() && message.front() == tag_18;
}

std::string time_text(std::int64_t seconds) {
    return to_text(Time(std::chrono::seconds(seconds)));
}

Claims claims_of(const Opened& opened) {
    const Pass& pass = opened.pass;
    Claims claims;
    claims.person.name =
        pass.family_name.empty() ? pass.given_name : pass.given_name + ' ' + pass.family_name;
    claims.person.birth_date = pass.birth_date;
    // A pass says that its holder met the rules of the day, and not by which doses.
    Vaccination event;
    event.disease.display = "COVID-19";
    claims.event = std::move(event);
    claims.certificate.id = urn_of(pass);
    claims.certificate.issuer = pass.issuer;
    claims.certificate.verification_method = pass.issuer + '#' + opened.kid;
    claims.certificate.issued_at = time_text(pass.not_before);
    claims.certificate.valid_from = claims.certificate.issued_at;
    // The second it expires at is the first at which it is not valid. At 0 there is none before.
    claims.certificate.expires_at = time_text(pass.expires - 1);
    claims.certificate.version = "1.0.0";
    return claims;
}

/// For whoever debugs: the claims as JSON.
std::string document_of(const Pass& pass) {
    json::Object subject = {{"givenName", pass.given_name}};
    if (!pass.family_name.empty()) subject.push_back({"familyName", pass.family_name});
    subject.push_back({"dob", pass.birth_date});
    return json::to_text(
        json::Object{{"iss", pass.issuer},
                     {"nbf", static_cast<double>(pass.not_before)},
                     {"exp", static_cast<double>(pass.expires)},
                     {"jti", urn_of(pass)},
                     {"vc", json::Object{{"credentialSubject", std::move(subject)}}}});
}

}  // namespace

bool recognizes(ByteView scanned) {
    return looks_packed(scanned);
}

Result<Envelope> open(ByteView scanned, const Budget& budget) {
    if (scanned.size() > budget.input_bytes)
        return limit_exceeded("characters of a pass", scanned.size(), budget.input_bytes);
    const auto bytes = unpack(scanned);
    if (!bytes) return bytes.error();
    if (!is_tagged(*bytes))
        return Error{Reason::bad_cose, "the pass is not tagged as a COSE_Sign1 message"};
    auto message = cose::parse_sign1(*bytes, budget);
    if (!message) return message.error();
    const cbor::Value* named = message->protected_header(cose::label::algorithm);
    if (!named)
        return Error{Reason::wrong_algorithm,
                     "the pass does not name its algorithm where it is signed"};
    const auto algorithm = cose::algorithm_of(named);
    if (!algorithm) return algorithm.error();
    if (*algorithm != Algorithm::es256)
        return Error{Reason::wrong_algorithm, "a pass is signed with ES256 only"};
    auto kid = kid_of(*message);
    if (!kid) return kid.error();
    const auto claims = cbor::parse(message->payload, budget);
    if (!claims) return claims.error();
    auto pass = read_pass(*claims);
    if (!pass) return pass.error();

    const auto opened = std::make_shared<const Opened>(
        Opened{*std::move(message), *std::move(pass), *std::move(kid)});
    return Envelope(
        {.signatures = {{.signer = {.format = "nzcp",
                                    .issuer = opened->pass.issuer,
                                    .verification_method = opened->pass.issuer + '#' + opened->kid,
                                    .kid = opened->kid},
                         .algorithm = *algorithm,
                         .value = opened->message.signature,
                         .signed_bytes = [opened](const Budget&) -> Result<Bytes> {
                             return cose::signing_input(opened->message);
                         }}},
         .wire_form = "base32",
         .document = document_of(opened->pass),
         .read = [opened](const MasterData&) { return Reading{.claims = claims_of(*opened)}; }});
}

}  // namespace vaxcert::nzcp
