// SPDX-License-Identifier: Apache-2.0
#include "cose/sign1.hpp"

#include <algorithm>
#include <array>

#include "cbor/parse.hpp"
#include "cbor/write.hpp"

namespace vaxcert::cose {
namespace {

using cbor::Value;

constexpr std::uint64_t tag_sign1 = 18, tag_cwt = 61;
constexpr std::string_view context = "Signature1";

/// Numbers of the COSE registry (RFC 9053 sections 2.1 and 2.2, RFC 8230, RFC 8812).
struct Row {
    Algorithm algorithm;
    int number;
};
constexpr std::array<Row, 6> algorithms = {{
    {Algorithm::es256, -7},
    {Algorithm::ed25519, -8},
    {Algorithm::es384, -35},
    {Algorithm::es512, -36},
    {Algorithm::ps256, -37},
    {Algorithm::rs256, -257},
}};

Error bad_cose(std::string detail) {
    return {Reason::bad_cose, std::move(detail)};
}

const Value* find(const cbor::Map& headers, std::int64_t label) noexcept {
    const auto at = std::ranges::find_if(
        headers, [&](const auto& header) { return header.first.integer() == label; });
    return at == headers.end() ? nullptr : &at->second;
}

/// The array of four below its tags.
Result<const cbor::Array*> message_in(const Value& value, bool& tagged) {
    const Value* at = &value;
    if (at->tagged() && at->tagged()->tag == tag_cwt) at = &at->tagged()->item.front();
    if (const cbor::Tagged* tag = at->tagged()) {
        if (tag->tag != tag_sign1)
            return bad_cose("tag " + std::to_string(tag->tag) + " stands where 18 should");
        tagged = true;
        at = &tag->item.front();
    } else if (at != &value) {
        return bad_cose("below tag 61 there is no tag 18");
    }
    const cbor::Array* parts = at->array();
    if (!parts) return bad_cose(std::string("a COSE_Sign1 is an array, not ") + kind_name(*at));
    if (parts->size() != 4)
        return bad_cose("a COSE_Sign1 has 4 parts, not " + std::to_string(parts->size()));
    return parts;
}

Result<cbor::Map> protected_map(const Bytes& bytes, const Budget& budget) {
    if (bytes.empty()) return cbor::Map();
    const auto value = cbor::parse(bytes, budget);
    if (!value) return bad_cose("protected headers: " + value.error().detail);
    const cbor::Map* map = value->map();
    if (!map) return bad_cose("the protected headers are no map");
    return *map;
}

}  // namespace

const Value* Sign1::protected_header(std::int64_t label) const noexcept {
    return find(protected_headers, label);
}

const Value* Sign1::header(std::int64_t label) const noexcept {
    const Value* signed_one = protected_header(label);
    return signed_one ? signed_one : find(unprotected_headers, label);
}

Result<Sign1> parse_sign1(ByteView bytes, const Budget& budget) {
    const auto value = cbor::parse(bytes, budget);
    if (!value) return value.error();
    Sign1 message;
    const auto parts = message_in(*value, message.tagged);
    if (!parts) return parts.error();
    const cbor::Array& four = **parts;
    const Bytes* protected_bytes = four[0].bytes();
    const cbor::Map* unprotected = four[1].map();
    const Bytes* payload = four[2].bytes();
    const Bytes* signature = four[3].bytes();
    if (!protected_bytes) return bad_cose("the protected headers are no byte string");
    if (!unprotected) return bad_cose("the unprotected headers are no map");
    if (!payload) return bad_cose("the payload is no byte string");
    if (!signature) return bad_cose("the signature is no byte string");
    auto protected_headers = protected_map(*protected_bytes, budget);
    if (!protected_headers) return protected_headers.error();
    message.protected_bytes = *protected_bytes;
    message.protected_headers = *std::move(protected_headers);
    message.unprotected_headers = *unprotected;
    message.payload = *payload;
    message.signature = *signature;
    // None of the certificates here has a critical header, so there is none that we understand.
    if (message.header(label::critical))
        return bad_cose("the message has critical headers, and none is understood");
    return message;
}

Result<Algorithm> algorithm_of(const Value* header) {
    if (!header) return bad_cose("the message does not name its algorithm");
    const auto number = header->integer();
    const auto row =
        std::ranges::find_if(algorithms, [&](const Row& each) { return number == each.number; });
    if (row == algorithms.end())
        return Error{Reason::wrong_algorithm,
                     "the algorithm is none of ES256, ES384, ES512, PS256, RS256 and EdDSA"};
    return row->algorithm;
}

int number_of(Algorithm algorithm) {
    return std::ranges::find(algorithms, algorithm, &Row::algorithm)->number;
}

Bytes signing_input(const Sign1& message) {
    Bytes bytes;
    bytes.reserve(message.payload.size() + message.protected_bytes.size() + 32);
    cbor::append_head(4, 4, bytes);
    cbor::append_head(3, context.size(), bytes);
    bytes.insert(bytes.end(), context.begin(), context.end());
    // Headers without a member are signed as an empty string (RFC 9052 section 4.4).
    cbor::append_byte_string(
        message.protected_headers.empty() ? ByteView() : ByteView(message.protected_bytes), bytes);
    cbor::append_byte_string({}, bytes);
    cbor::append_byte_string(message.payload, bytes);
    return bytes;
}

Result<Bytes> sign1(cbor::Map protected_headers, ByteView payload, const Signer& signer) {
    protected_headers.emplace_back(label::algorithm, number_of(signer.public_key().algorithm()));
    Sign1 message;
    message.protected_bytes = cbor::to_bytes(Value(protected_headers));
    message.protected_headers = std::move(protected_headers);
    message.payload.assign(payload.begin(), payload.end());
    auto signature = signer.sign(signing_input(message));
    if (!signature) return signature.error();

    Bytes bytes;
    cbor::append_head(6, tag_sign1, bytes);
    cbor::append_head(4, 4, bytes);
    cbor::append_byte_string(message.protected_bytes, bytes);
    cbor::append_head(5, 0, bytes);
    cbor::append_byte_string(message.payload, bytes);
    cbor::append_byte_string(*signature, bytes);
    return bytes;
}

}  // namespace vaxcert::cose
