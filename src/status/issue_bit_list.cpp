// SPDX-License-Identifier: Apache-2.0
#include <chrono>

#include <vaxcert/bit_status.hpp>
#include <vaxcert/credential.hpp>

#include "enveloped/credential.hpp"
#include "jose/jws.hpp"
#include "json/parse.hpp"
#include "status/bit_list.hpp"

namespace vaxcert {
namespace {

using json::Array;
using json::Object;
using json::Value;

Error bad_list(std::string detail) {
    return {Reason::bad_status_list, std::move(detail)};
}

Result<Done> check_header(const BitListHeader& header, BitListForm form) {
    if (header.valid_until <= header.valid_from)
        return bad_list("a status list ends after it begins");
    const bool suspends = header.purpose == "suspension";
    if (!suspends && header.purpose != "revocation")
        return bad_list("the purpose of a status list should be revocation or suspension");
    if (suspends && form == BitListForm::token)
        return bad_list("a token status list of one bit an entry has revocations only");
    return Done{};
}

/// The first entry is the highest bit of byte 0.
Result<Bytes> bits_of(std::span<const std::uint64_t> set) {
    Bytes bits;
    for (const std::uint64_t index : set) {
        if (index >= status::most_entries)
            return bad_list("an index of a status list is below 2^30");
        if (bits.size() <= index / 8) bits.resize(index / 8 + 1);
        bits[index / 8] |= static_cast<std::uint8_t>(0x80U >> index % 8);
    }
    return bits;
}

Value credential_of(const BitListHeader& header, ByteView bits) {
    Object subject = {{"id", header.url + "#list"},
                      {"type", "BitstringStatusList"},
                      {"statusPurpose", header.purpose},
                      {"encodedList", status::encode_bits(bits)}};
    return Object{
        {"@context", Array{"https://www.w3.org/ns/credentials/v2"}},
        {"id", header.url},
        {"type", Array{"VerifiableCredential", "BitstringStatusListCredential"}},
        {"issuer", header.issuer},
        {"validFrom", to_text(header.valid_from)},
        {"validUntil", to_text(header.valid_until)},
        {"credentialSubject", Value(std::move(subject))},
    };
}

Value numeric_date(Time time) {
    return Value(static_cast<double>(
        std::chrono::duration_cast<std::chrono::seconds>(time.time_since_epoch()).count()));
}

Result<std::string> issue_token(const BitListHeader& header, ByteView bits, const Signer& signer) {
    const Value payload = Object{
        {"iss", header.issuer},
        {"sub", header.url},
        {"iat", numeric_date(header.valid_from)},
        {"exp", numeric_date(header.valid_until)},
        {"status_list", Object{{"bits", 1}, {"lst", status::encode_token_bits(bits)}}},
    };
    Object jws_header = {{"typ", "statuslist+jwt"}};
    if (!header.key_id.empty()) jws_header.push_back({"kid", header.key_id});
    return jose::sign_jws(jws_header, as_bytes(json::to_text(payload)), signer);
}

ProofOptions proof_of(const BitListHeader& header, const Signer& signer) {
    const bool edwards = signer.public_key().algorithm() == Algorithm::ed25519;
    return {.cryptosuite = edwards ? Cryptosuite::eddsa_rdfc_2022 : Cryptosuite::ecdsa_rdfc_2019,
            .verification_method = header.key_id,
            .created = to_text(header.valid_from)};
}

}  // namespace

const char* name(BitListForm form) noexcept {
    switch (form) {
        case BitListForm::credential:
            return "bitstring";
        case BitListForm::credential_token:
            return "bitstring-jwt";
        case BitListForm::token:
            return "token";
    }
    return "";
}

std::optional<BitListForm> bit_list_form_named(std::string_view word) noexcept {
    for (const auto form :
         {BitListForm::credential, BitListForm::credential_token, BitListForm::token})
        if (word == name(form)) return form;
    return {};
}

Result<std::string> issue_bit_list(const BitListHeader& header, std::span<const std::uint64_t> set,
                                   BitListForm form, const Signer& signer) {
    if (const auto good = check_header(header, form); !good) return good.error();
    const auto bits = bits_of(set);
    if (!bits) return bits.error();
    if (form == BitListForm::token) return issue_token(header, *bits, signer);
    const Value list = credential_of(header, *bits);
    if (form == BitListForm::credential_token)
        return enveloped::sign_vc_jwt(list, header.key_id, signer, Budget::for_trusted_data());
    return issue_credential(json::to_text(list), proof_of(header, signer), signer);
}

}  // namespace vaxcert
