// SPDX-License-Identifier: Apache-2.0
#include "certificate/members.hpp"
#include "crypto/hash.hpp"
#include "encoding/hex.hpp"
#include "formats/sd_jwt/layout.hpp"
#include "formats/sd_jwt/sd_jwt.hpp"
#include "formats/sd_jwt/settings.hpp"
#include "jose/sd_jwt.hpp"
#include "json/parse.hpp"

namespace vaxcert::sd_jwt {
namespace {

/// All but earlier events: one certificate is of one.
constexpr std::string_view carried[] = {"person.", "vaccination.", "test.", "recovery."};

}  // namespace

Result<Sealed> seal(const Record& record, const Signing& signing) {
    const auto layout = lay_out(record, signing);
    if (!layout) return layout.error();
    json::Object header = {{"typ", "dc+sd-jwt"}};
    if (const std::string_view kid = kid_of(signing.profile); !kid.empty())
        header.push_back({"kid", kid});
    const std::string payload = json::to_text(layout->payload);
    auto text = jose::sign_jws(header, as_bytes(payload), signing.signer);
    if (!text) return text.error();
    *text += '~';
    for (const std::string& disclosure : layout->disclosures) *text += disclosure + '~';

    // What a verifier would refuse is not released.
    if (const auto envelope = open(as_bytes(*text), Budget::for_one_certificate()); !envelope) {
        const bool too_large = envelope.error().reason == Reason::limit_exceeded;
        return Error{too_large ? Reason::payload_too_large : Reason::record_invalid,
                     envelope.error().detail};
    }
    const ByteView bytes = as_bytes(*text);
    return Sealed{.document = *text,
                  .payload = Bytes(bytes.begin(), bytes.end()),
                  .digest = encoding::to_hex(crypto::sha256(as_bytes(payload))),
                  .left_out = left_out(record.claims, carried)};
}

}  // namespace vaxcert::sd_jwt
