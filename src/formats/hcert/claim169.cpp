// SPDX-License-Identifier: Apache-2.0
// MOSIP's identity code (claim 169 of a CWT, version 1.2.0): who somebody is, and no vaccination,
// test or recovery. It is read so that a gate can say what it has in its hand, and can hold the
// name against that of a certificate; it is never enough by itself, and never issued.

#include "formats/hcert/claim169.hpp"

#include <array>
#include <memory>
#include <utility>

#include "cbor/parse.hpp"
#include "cose/cwt.hpp"
#include "cose/sign1.hpp"
#include "encoding/base45.hpp"
#include "encoding/base64.hpp"
#include "encoding/deflate.hpp"
#include "json/parse.hpp"

namespace vaxcert::claim169 {
namespace {

constexpr int claim_identity = 169;
constexpr std::uint64_t tag_encrypted = 16;

/// The members that are read; of all others (contacts, pictures, biometrics) nothing is shown.
namespace member {
constexpr int id = 1, version = 2, full_name = 4, first_name = 5, middle_name = 6, last_name = 7,
              birth_date = 8, gender = 9, address = 10, nationality = 13;
}

struct Opened {
    cose::Sign1 message;
    cose::CwtClaims claims;
    cbor::Value identity;
};

std::string text(const cbor::Value& identity, int key) {
    const cbor::Value* value = identity.find(key);
    if (!value) return {};
    if (const auto number = value->integer()) return std::to_string(*number);
    return value->text() ? *value->text() : std::string();
}

std::string full_name(const cbor::Value& identity) {
    std::string name = text(identity, member::full_name);
    if (!name.empty()) return name;
    for (const int key : {member::first_name, member::middle_name, member::last_name})
        if (std::string part = text(identity, key); !part.empty())
            name += (name.empty() ? "" : " ") + part;
    return name;
}

/// "19840118" or, against the specification, "1984-01-18".
std::string birth_date(const std::string& stated) {
    if (stated.size() != 8 || stated.find_first_not_of("0123456789") != stated.npos) return stated;
    return stated.substr(0, 4) + '-' + stated.substr(4, 2) + '-' + stated.substr(6, 2);
}

std::string sex(const std::string& code) {
    if (code == "1") return "Male";
    if (code == "2") return "Female";
    return code == "3" ? "Other" : code;
}

std::string text_of(const std::optional<Time>& time) {
    return time ? to_text(*time) : std::string();
}

Reading read(const Opened& opened) {
    Reading reading;
    Person& person = reading.claims.person;
    person.name = full_name(opened.identity);
    person.birth_date = birth_date(text(opened.identity, member::birth_date));
    person.sex = sex(text(opened.identity, member::gender));
    person.nationality = text(opened.identity, member::nationality);
    person.address.line1 = text(opened.identity, member::address);
    Issuance& certificate = reading.claims.certificate;
    certificate.id = text(opened.identity, member::id);
    certificate.version = text(opened.identity, member::version);
    certificate.issuer = opened.claims.issuer;
    certificate.issued_at = text_of(opened.claims.issued_at);
    certificate.valid_from = text_of(opened.claims.not_before);
    certificate.expires_at = text_of(opened.claims.expires);
    reading.findings.push_back({Step::policy,
                                Outcome::undecided,
                                {Reason::shape_not_expected,
                                 "this says who somebody is, and nothing of a vaccination, a test "
                                 "or a recovery"}});
    return reading;
}

std::string document_of(const cbor::Value& identity) {
    json::Object object;
    for (const auto& [key, value] : *identity.map()) {
        const auto number = key.integer();
        if (!number) continue;
        if (value.text()) object.push_back({std::to_string(*number), *value.text()});
        if (const auto whole = value.integer())
            object.push_back({std::to_string(*number),
                              json::Number{static_cast<double>(*whole), std::to_string(*whole)}});
    }
    return json::to_text(json::Value(std::move(object)));
}

std::string_view without_line_break(std::string_view text) {
    while (text.ends_with('\n') || text.ends_with('\r')) text.remove_suffix(1);
    return text;
}

/// Whether two bytes begin a zlib stream (RFC 1950 section 2.2).
bool begins_zlib(const Bytes& two) {
    return two.size() == 2 && two[0] == 0x78 && (two[0] * 256 + two[1]) % 31 == 0;
}

Result<cbor::Value> token_in(const cose::Sign1& message, const Budget& budget) {
    auto token = cbor::parse(message.payload, budget);
    if (!token) return token.error();
    const cbor::Value* identity = token->find(claim_identity);
    if (!identity || !identity->map())
        return Error{Reason::member_missing, "the token has no identity under claim 169"};
    return token;
}

}  // namespace

bool recognizes(ByteView scanned) {
    const auto two = encoding::from_base45(as_text(scanned).substr(0, 3));
    return two && begins_zlib(*two);
}

Result<Envelope> open(ByteView scanned, const Budget& budget) {
    if (scanned.size() > budget.input_bytes)
        return limit_exceeded("bytes of a code", scanned.size(), budget.input_bytes);
    const auto compressed = encoding::from_base45(without_line_break(as_text(scanned)));
    if (!compressed) return compressed.error();
    const auto bytes =
        encoding::inflate(*compressed, encoding::Wrapping::zlib, budget.inflated_bytes);
    if (!bytes) return bytes.error();
    if (const auto outer = cbor::parse(*bytes, budget);
        outer && outer->tagged() && outer->tagged()->tag == tag_encrypted)
        return Error{Reason::unsupported_format,
                     "the identity is encrypted for somebody who holds its key"};
    auto message = cose::parse_sign1(*bytes, budget);
    if (!message) return message.error();
    const auto algorithm = cose::algorithm_of(message->header(cose::label::algorithm));
    if (!algorithm) return algorithm.error();
    const auto token = token_in(*message, budget);
    if (!token) return token.error();
    auto claims = cose::read_cwt(*token);
    if (!claims) return claims.error();

    const cbor::Value* kid = message->header(cose::label::kid);
    std::string kid_text = kid && kid->bytes() ? encoding::to_base64(*kid->bytes()) : std::string();
    auto opened = std::make_shared<Opened>(
        Opened{*std::move(message), *std::move(claims), *token->find(claim_identity)});
    return Envelope({.signatures = {{.signer = {.format = "claim169",
                                                .issuer = opened->claims.issuer,
                                                .verification_method = {},
                                                .kid = std::move(kid_text)},
                                     .algorithm = *algorithm,
                                     .value = opened->message.signature,
                                     .signed_bytes = [opened](const Budget&) -> Result<Bytes> {
                                         return cose::signing_input(opened->message);
                                     }}},
                     .wire_form = "claim169",
                     .document = document_of(opened->identity),
                     .read = [opened](const MasterData&) { return read(*opened); }});
}

Result<Done> check_profile(const Profile&) {
    return Error{Reason::bad_profile,
                 "claim169 is an identity, which vaxcert reads and does not issue"};
}

Result<Sealed> seal(const Record&, const Signing& signing) {
    return check_profile(signing.profile).error();
}

}  // namespace vaxcert::claim169
