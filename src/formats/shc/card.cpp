// SPDX-License-Identifier: Apache-2.0
#include "formats/shc/card.hpp"

#include "encoding/deflate.hpp"
#include "formats/shc/wire.hpp"

namespace vaxcert::shc {
namespace {

constexpr std::size_t signature_bytes = 64;

Error bad_jws(std::string detail) {
    return {Reason::bad_jws, std::move(detail)};
}

/// What the header must say, and what a card's signature looks like. A signature in DER begins with
/// 30, but so may r: its length decides.
Result<Done> check_jws(const jose::Jws& jws) {
    if (jws.algorithm != Algorithm::es256)
        return Error{Reason::wrong_algorithm, std::string("signed as ") + name(jws.algorithm) +
                                                  "; health cards are signed as ES256"};
    if (!jws.header.find("zip"))
        return bad_jws("the header of the JWS has no \"zip\", so the card is not compressed");
    if (jws.key_id.empty())
        return Error{Reason::kid_not_included, "the header of the JWS has no \"kid\""};
    if (jws.signature.size() == signature_bytes) return Done{};
    const bool der = jws.signature.size() > 2 && jws.signature[0] == 0x30 &&
                     jws.signature[1] + 2U == jws.signature.size();
    return bad_jws("the signature has " + std::to_string(jws.signature.size()) +
                   (der ? " bytes and is written as DER" : " bytes") +
                   "; ES256 has 64, r and then s");
}

}  // namespace

Result<Card> parse_card(std::string_view compact, const Budget& budget) {
    auto jws = jose::parse_jws(trimmed(compact));
    if (!jws) return jws.error();
    if (const auto good = check_jws(*jws); !good) return good.error();
    const auto text =
        encoding::inflate(jws->payload, encoding::Wrapping::none, budget.inflated_bytes);
    if (!text) return text.error();
    auto payload = parse_payload(as_text(*text), budget);
    if (!payload) return payload.error();
    return Card{*std::move(jws), std::string(as_text(*text)), *std::move(payload)};
}

}  // namespace vaxcert::shc
