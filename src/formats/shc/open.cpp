// SPDX-License-Identifier: Apache-2.0
#include <iterator>
#include <memory>
#include <utility>

#include "crypto/hash.hpp"
#include "encoding/base64url.hpp"
#include "formats/shc/bundle.hpp"
#include "formats/shc/card.hpp"
#include "formats/shc/numeric.hpp"
#include "formats/shc/read.hpp"
#include "formats/shc/settings.hpp"
#include "formats/shc/shc.hpp"
#include "formats/shc/wire.hpp"
#include "jose/thumbprint.hpp"
#include "json/jcs.hpp"

namespace vaxcert::shc {
namespace {

/// What is known of a card between opening and reading it. The envelope's late steps share it.
struct Opened {
    Card card;
    std::vector<Finding> notes;
};

void append(std::vector<Finding>& to, std::vector<Finding> from) {
    to.insert(to.end(), std::move_iterator(from.begin()), std::move_iterator(from.end()));
}

/// What a card without a rid is called in lists: by what it says (the legacy method of the SMART
/// Health Cards framework).
std::string hash_of(const json::Value& bundle) {
    const std::string text = encoding::to_base64url(as_bytes(json::to_jcs(bundle)));
    const crypto::Digest digest = crypto::sha256(as_bytes(text));
    return encoding::to_base64url(ByteView(digest).first(8));
}

WithdrawalHandle handle_of(const std::shared_ptr<const Opened>& opened) {
    const Payload& payload = opened->card.payload;
    const std::string signer = payload.issuer + '#' + opened->card.jws.key_id;
    if (payload.revocation_id.empty())
        return {"hash-fhir", signer, [opened] { return hash_of(opened->card.payload.bundle()); }};
    return {"rid", signer, [rid = payload.revocation_id] { return rid; }};
}

Reading read(const Opened& opened, const MasterData& master_data) {
    const Payload& payload = opened.card.payload;
    Reading reading;
    reading.findings = opened.notes;
    append(reading.findings, check_payload(payload));
    append(reading.findings, check_bundle(payload.bundle()));
    if (auto claims = read_claims(payload, master_data))
        reading.claims = *std::move(claims);
    else
        reading.findings.push_back(
            {Step::signature,
             Outcome::rejected,
             {Reason::shape_not_expected, "the card attests neither a vaccination nor a test"}});
    return reading;
}

}  // namespace

bool recognizes(ByteView scanned) {
    return looks_like_card(scanned);
}

Result<Envelope> open(ByteView scanned, const Budget& budget) {
    auto wire = unwrap(scanned, budget);
    if (!wire) return wire.error();
    if (wire->jws.size() > 1)
        return Error{Reason::malformed, "the file holds " + std::to_string(wire->jws.size()) +
                                            " cards; each is a certificate of its own"};
    auto card = parse_card(wire->jws.front(), budget);
    if (!card) return card.error();
    std::string text = card->text;
    auto opened = std::make_shared<const Opened>(Opened{*std::move(card), std::move(wire->notes)});
    const jose::Jws& jws = opened->card.jws;
    return Envelope({.signatures = {{.signer = {.format = "shc",
                                                .issuer = opened->card.payload.issuer,
                                                .verification_method = {},
                                                .kid = jws.key_id,
                                                .kid_of = jose::thumbprint},
                                     .algorithm = jws.algorithm,
                                     .value = jws.signature,
                                     .signed_bytes = [opened](const Budget&) -> Result<Bytes> {
                                         const ByteView bytes =
                                             as_bytes(opened->card.jws.signed_text);
                                         return Bytes(bytes.begin(), bytes.end());
                                     }}},
                     .wire_form = std::move(wire->form),
                     .document = std::move(text),
                     .read = [opened](const MasterData& known) {
                         Reading reading = read(*opened, known);
                         reading.standing.handles = {handle_of(opened)};
                         return reading;
                     }});
}

Result<Bytes> join(std::span<const ByteView> parts) {
    std::vector<Code> codes;
    for (const ByteView part : parts) {
        auto code = parse_code(trimmed(as_text(part)));
        if (!code) return code.error();
        codes.push_back(*std::move(code));
    }
    const auto jws = join_codes(codes);
    if (!jws) return jws.error();
    // The one chunk that they make: that it was chunked is not forgotten.
    std::string text = to_numeric(*jws);
    text.insert(text.find('/') + 1, "1/1/");
    return Bytes(text.begin(), text.end());
}

std::vector<Bytes> split(ByteView scanned) {
    const auto wire = unwrap(scanned, Budget::for_one_certificate());
    if (!wire || wire->jws.size() < 2) return {{scanned.begin(), scanned.end()}};
    std::vector<Bytes> cards;
    for (const std::string& jws : wire->jws) cards.emplace_back(jws.begin(), jws.end());
    return cards;
}

Result<Done> check_profile(const Profile& profile) {
    return check_settings(profile);
}

}  // namespace vaxcert::shc
