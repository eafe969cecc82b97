// SPDX-License-Identifier: Apache-2.0
// The proof values of ecdsa-sd-2023 (vc-di-ecdsa sections 3.5.1 to 3.5.8).

#include <algorithm>
#include <array>

#include "cbor/parse.hpp"
#include "cbor/write.hpp"
#include "proof/selective.hpp"

namespace vaxcert::proof {
namespace {

constexpr std::array<std::uint8_t, 3> base_header = {0xd9, 0x5d, 0x00};
constexpr std::array<std::uint8_t, 3> derived_header = {0xd9, 0x5d, 0x01};
constexpr std::size_t signature_bytes = 64;
constexpr std::size_t public_key_bytes = 35;
constexpr std::size_t hash_bytes = 32;

Error bad(const char* what) {
    return {Reason::proof_shape, std::string("proofValue: ") + what};
}

bool begins_with(ByteView bytes, ByteView start) {
    return bytes.size() >= start.size() && std::ranges::equal(bytes.first(start.size()), start);
}

const Bytes* bytes_of(const cbor::Value& value, std::size_t size) {
    const Bytes* bytes = value.bytes();
    return bytes && bytes->size() == size ? bytes : nullptr;
}

/// The five elements behind a header, in CBOR's one spelling: no tags, nothing longer than need be.
Result<cbor::Array> five_elements(ByteView bytes) {
    Budget budget = Budget::for_trusted_data();
    budget.json_values = 4096;
    auto value = cbor::parse(bytes, budget);
    if (!value) return bad("it holds no CBOR");
    if (cbor::to_bytes(*value) != Bytes(bytes.begin(), bytes.end()))
        return bad("its CBOR is not spelled as it should be");
    const cbor::Array* array = value->array();
    if (!array || array->size() != 5) return bad("it should hold an array of five");
    return *array;
}

Result<std::vector<Bytes>> signatures_of(const cbor::Value& value) {
    const cbor::Array* array = value.array();
    if (!array) return bad("the signatures should be an array");
    std::vector<Bytes> signatures;
    for (const cbor::Value& one : *array) {
        const Bytes* signature = bytes_of(one, signature_bytes);
        if (!signature) return bad("a signature should have 64 bytes");
        signatures.push_back(*signature);
    }
    return signatures;
}

/// The first two, which both kinds of proof have.
struct Head {
    const Bytes* signature;
    const Bytes* key;
};
Result<Head> head_of(const cbor::Array& five) {
    const Head head{bytes_of(five[0], signature_bytes), bytes_of(five[1], public_key_bytes)};
    if (!head.signature) return bad("the base signature should have 64 bytes");
    if (!head.key || (*head.key)[0] != 0x80 || (*head.key)[1] != 0x24)
        return bad("the one-time key should be a P-256 Multikey of 35 bytes");
    return head;
}

Bytes with_header(ByteView header, const cbor::Array& five) {
    Bytes bytes(header.begin(), header.end());
    const Bytes body = cbor::to_bytes(five);
    bytes.insert(bytes.end(), body.begin(), body.end());
    return bytes;
}

cbor::Array array_of(const std::vector<Bytes>& items) {
    return {items.begin(), items.end()};
}

cbor::Value whole(std::uint64_t number) {
    return cbor::Integer{false, number};
}

std::optional<std::uint64_t> index_of(const cbor::Value& value) {
    const cbor::Integer* number = value.big_integer();
    if (!number || number->negative) return std::nullopt;
    return number->value;
}

}  // namespace

Bytes to_bytes(const BaseProof& proof) {
    cbor::Array pointers;
    for (const std::string& pointer : proof.mandatory_pointers) pointers.emplace_back(pointer);
    return with_header(base_header, {proof.base_signature, proof.public_key, proof.hmac_key,
                                     array_of(proof.signatures), std::move(pointers)});
}

Bytes to_bytes(const DerivedProof& proof) {
    cbor::Map labels;
    for (const auto& [number, label] : proof.labels) labels.emplace_back(whole(number), label);
    cbor::Array mandatory;
    for (const std::uint64_t index : proof.mandatory) mandatory.push_back(whole(index));
    return with_header(derived_header,
                       {proof.base_signature, proof.public_key, array_of(proof.signatures),
                        std::move(labels), std::move(mandatory)});
}

Result<BaseProof> parse_base_proof(ByteView bytes) {
    if (!begins_with(bytes, base_header)) return bad("it is no base proof of ecdsa-sd-2023");
    const auto five = five_elements(bytes.subspan(base_header.size()));
    if (!five) return five.error();
    const auto head = head_of(*five);
    if (!head) return head.error();
    const Bytes* hmac_key = bytes_of((*five)[2], hash_bytes);
    if (!hmac_key) return bad("the HMAC key should have 32 bytes");
    auto signatures = signatures_of((*five)[3]);
    if (!signatures) return signatures.error();
    BaseProof proof{*head->signature, *head->key, *hmac_key, *std::move(signatures), {}};
    const cbor::Array* pointers = (*five)[4].array();
    if (!pointers) return bad("the mandatory pointers should be an array");
    for (const cbor::Value& pointer : *pointers) {
        if (!pointer.text()) return bad("a mandatory pointer should be a text");
        proof.mandatory_pointers.push_back(*pointer.text());
    }
    return proof;
}

Result<DerivedProof> parse_derived_proof(ByteView bytes) {
    if (begins_with(bytes, base_header))
        return bad("it is a base proof, from which one to show must be derived");
    if (!begins_with(bytes, derived_header)) return bad("it is no proof of ecdsa-sd-2023");
    const auto five = five_elements(bytes.subspan(derived_header.size()));
    if (!five) return five.error();
    const auto head = head_of(*five);
    if (!head) return head.error();
    auto signatures = signatures_of((*five)[2]);
    if (!signatures) return signatures.error();
    DerivedProof proof{*head->signature, *head->key, *std::move(signatures), {}, {}};

    const cbor::Map* labels = (*five)[3].map();
    if (!labels) return bad("the labels should be a map");
    for (const auto& [key, value] : *labels) {
        const auto number = index_of(key);
        const Bytes* label = bytes_of(value, hash_bytes);
        if (!number || !label) return bad("a label should be a number and 32 bytes");
        proof.labels.emplace(*number, *label);
    }
    const cbor::Array* mandatory = (*five)[4].array();
    if (!mandatory) return bad("the mandatory indexes should be an array");
    for (const cbor::Value& one : *mandatory) {
        const auto index = index_of(one);
        if (!index) return bad("a mandatory index should be a number");
        // Each once and in order: there is one way to say which lines they are.
        if (!proof.mandatory.empty() && proof.mandatory.back() >= *index)
            return bad("the mandatory indexes are not in order");
        proof.mandatory.push_back(*index);
    }
    return proof;
}

}  // namespace vaxcert::proof
