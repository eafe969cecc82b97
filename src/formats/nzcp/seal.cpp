// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "cbor/write.hpp"
#include "certificate/members.hpp"
#include "cose/sign1.hpp"
#include "crypto/hash.hpp"
#include "encoding/hex.hpp"
#include "formats/nzcp/nzcp.hpp"
#include "formats/nzcp/pass.hpp"
#include "formats/nzcp/settings.hpp"
#include "formats/nzcp/wire.hpp"
#include "json/value.hpp"

namespace vaxcert::nzcp {
namespace {

Error invalid(const char* what) {
    return {Reason::record_invalid, what};
}

/// "Family, Given" by its comma, else the last word is the family name; a name of one word is
/// given.
void split_name(const std::string& name, Pass& pass) {
    if (const std::size_t comma = name.find(", "); comma != name.npos) {
        pass.family_name = name.substr(0, comma);
        pass.given_name = name.substr(comma + 2);
        return;
    }
    const std::size_t space = name.rfind(' ');
    pass.given_name = name.substr(0, space);
    if (space != name.npos) pass.family_name = name.substr(space + 1);
}

/// The token's id: 16 bytes that follow from the certificate's own id, marked as a UUID of
/// version 4 (RFC 9562 section 5.4). An id that is a UUID already is kept.
std::array<std::uint8_t, 16> token_id(std::string_view certificate_id) {
    std::array<std::uint8_t, 16> id{};
    constexpr std::string_view urn = "urn:uuid:";
    if (certificate_id.starts_with(urn)) {
        std::string digits(certificate_id.substr(urn.size()));
        std::erase(digits, '-');
        if (const auto bytes = encoding::from_hex(digits); bytes && bytes->size() == id.size()) {
            std::ranges::copy(*bytes, id.begin());
            return id;
        }
    }
    std::ranges::copy_n(crypto::sha256(as_bytes(certificate_id)).begin(), 16, id.begin());
    id[6] = static_cast<std::uint8_t>((id[6] & 0x0fU) | 0x40U);
    id[8] = static_cast<std::uint8_t>((id[8] & 0x3fU) | 0x80U);
    return id;
}

std::int64_t seconds_of(Time time) {
    return time.time_since_epoch().count();
}

/// From when until when: as the record says, or from now for the days of the profile.
Result<Done> set_times(const Issuance& stated, const Settings& settings, Time now, Pass& pass) {
    pass.not_before = seconds_of(now);
    if (!stated.valid_from.empty()) {
        const auto from = parse_time(stated.valid_from);
        if (!from) return invalid("valid_from should be an RFC 3339 time");
        pass.not_before = seconds_of(*from);
    }
    pass.expires = pass.not_before + std::int64_t{86400} * settings.valid_days;
    if (!stated.expires_at.empty()) {
        const auto until = parse_time(stated.expires_at);
        if (!until) return invalid("expires_at should be an RFC 3339 time");
        pass.expires = seconds_of(*until) + 1;
    }
    if (pass.expires <= pass.not_before) return invalid("the pass would expire before it is valid");
    return Done{};
}

Result<Pass> pass_of(const Record& record, const Signing& signing, const Settings& settings) {
    const Claims& claims = record.claims;
    if (!std::holds_alternative<Vaccination>(claims.event))
        return invalid("a NZ COVID Pass is issued for vaccinations");
    Pass pass;
    pass.issuer = settings.issuer;
    split_name(claims.person.name, pass);
    pass.birth_date = claims.person.birth_date;
    pass.id = token_id(signing.certificate_id);
    if (const auto good = set_times(claims.certificate, settings, signing.now, pass); !good)
        return good.error();
    // What a verifier would refuse is not signed.
    const auto read = read_pass(to_claims(pass));
    if (!read) return Error{Reason::record_invalid, read.error().detail};
    return pass;
}

}  // namespace

Result<Sealed> seal(const Record& record, const Signing& signing) {
    const auto settings = read_settings(signing.profile);
    if (!settings) return settings.error();
    if (signing.signer.public_key().algorithm() != Algorithm::es256)
        return Error{Reason::bad_key, "a NZ COVID Pass is signed with ES256, a key on P-256"};
    const auto pass = pass_of(record, signing, *settings);
    if (!pass) return pass.error();

    const Bytes payload = cbor::to_bytes(to_claims(*pass));
    // As bytes: so it is in every pass that was published, whatever the specification says.
    const ByteView kid = as_bytes(settings->kid);
    const auto message = cose::sign1(
        {{cbor::Value(cose::label::kid), Bytes(kid.begin(), kid.end())}}, payload, signing.signer);
    if (!message) return message.error();

    constexpr std::array<std::string_view, 2> carried = {"person.name", "person.birth_date"};
    Sealed sealed{.document = pack(*message),
                  .payload = {},
                  .digest = encoding::to_hex(crypto::sha256(payload)),
                  .certificate_id = urn_of(*pass),
                  .left_out = left_out(record.claims, carried)};
    const auto& disease = std::get<Vaccination>(record.claims.event).disease;
    if (disease.display == "COVID-19" && disease.code.empty())
        std::erase(sealed.left_out, "vaccination.disease");
    sealed.payload.assign(sealed.document.begin(), sealed.document.end());
    return sealed;
}

}  // namespace vaxcert::nzcp
