// SPDX-License-Identifier: Apache-2.0
// Build, sign, pack: strictly by the specification, and deterministic but for the signature.

#include <chrono>

#include "cbor/write.hpp"
#include "cose/cwt.hpp"
#include "cose/sign1.hpp"
#include "crypto/hash.hpp"
#include "encoding/hex.hpp"
#include "formats/hcert/hcert.hpp"
#include "formats/hcert/payload.hpp"
#include "formats/hcert/subclaims.hpp"
#include "formats/hcert/wire.hpp"

namespace vaxcert::hcert {
namespace {

/// When the certificate ends: as the record says, or so many days from now.
Result<Time> end_of(const Record& record, const Settings& settings, Time now) {
    const std::string& stated = record.claims.certificate.expires_at;
    if (stated.empty()) return now + std::chrono::days(settings.valid_days);
    const auto end = parse_time(stated);
    if (!end) return Error{Reason::record_invalid, "certificate.expires_at: " + end.error().detail};
    if (*end <= now)
        return Error{Reason::record_invalid,
                     "certificate.expires_at is not after the time of issue"};
    return *end;
}

cbor::Value seconds(Time time) {
    return static_cast<std::int64_t>(time.time_since_epoch().count());
}

}  // namespace

Result<Sealed> seal(const Record& record, const Signing& signing) {
    const auto settings = read_settings(signing.profile);
    if (!settings) return settings.error();
    const Algorithm algorithm = signing.signer.public_key().algorithm();
    if (algorithm != Algorithm::es256 && algorithm != Algorithm::ps256)
        return Error{Reason::wrong_algorithm,
                     std::string("a health certificate is signed with ES256 or PS256, not ") +
                         name(algorithm)};
    const Subclaim& subclaim = *subclaim_named(settings->payload);
    const auto payload = subclaim.write(record, signing, *settings);
    if (!payload) return payload.error();
    const auto end = end_of(record, *settings, signing.now);
    if (!end) return end.error();

    const cbor::Map certificate = {{subclaim.key, to_cbor(*payload)}};
    const Bytes token = cbor::to_bytes(cbor::Map{{cose::claim::issuer, settings->issuer},
                                                 {cose::claim::expires, seconds(*end)},
                                                 {cose::claim::issued_at, seconds(signing.now)},
                                                 {claim_hcert, certificate}});
    const auto message = cose::sign1({{cose::label::kid, settings->kid}}, token, signing.signer);
    if (!message) return message.error();
    const std::string text = pack(*message);
    return Sealed{.document = text,
                  .payload = Bytes(text.begin(), text.end()),
                  .digest = encoding::to_hex(crypto::sha256(token)),
                  .certificate_id = subclaim.id_in(*payload),
                  .left_out = subclaim.left_out(record.claims)};
}

}  // namespace vaxcert::hcert
