// SPDX-License-Identifier: Apache-2.0
#include <vaxcert/bit_status.hpp>
#include <vaxcert/credential.hpp>

#include "enveloped/credential.hpp"
#include "json/parse.hpp"
#include "status/bit_list.hpp"

namespace vaxcert {
namespace {

using json::Array;
using json::Object;
using json::Value;

constexpr std::uint64_t most_entries = std::uint64_t{1} << 29;

Result<Value> list_of(const BitListHeader& header, std::span<const std::uint64_t> set) {
    if (header.valid_until <= header.valid_from)
        return Error{Reason::bad_status_list, "a status list ends after it begins"};
    Bytes bits;
    for (const std::uint64_t index : set) {
        if (index >= most_entries)
            return Error{Reason::bad_status_list, "an index of a status list is below 2^29"};
        if (bits.size() <= index / 8) bits.resize(index / 8 + 1);
        bits[index / 8] |= static_cast<std::uint8_t>(0x80U >> index % 8);
    }
    Object subject = {{"id", header.url + "#list"},
                      {"type", "BitstringStatusList"},
                      {"statusPurpose", header.purpose},
                      {"encodedList", status::encode_bits(bits)}};
    return Value(Object{
        {"@context", Array{"https://www.w3.org/ns/credentials/v2"}},
        {"id", header.url},
        {"type", Array{"VerifiableCredential", "BitstringStatusListCredential"}},
        {"issuer", header.issuer},
        {"validFrom", to_text(header.valid_from)},
        {"validUntil", to_text(header.valid_until)},
        {"credentialSubject", Value(std::move(subject))},
    });
}

}  // namespace

Result<std::string> issue_bit_list(const BitListHeader& header, std::span<const std::uint64_t> set,
                                   const ProofOptions& options, const Signer& signer) {
    const auto list = list_of(header, set);
    if (!list) return list.error();
    return issue_credential(json::to_text(*list), options, signer);
}

Result<std::string> issue_bit_list_token(const BitListHeader& header,
                                         std::span<const std::uint64_t> set,
                                         std::string_view key_id, const Signer& signer) {
    const auto list = list_of(header, set);
    if (!list) return list.error();
    return enveloped::sign_vc_jwt(*list, key_id, signer);
}

}  // namespace vaxcert
