// SPDX-License-Identifier: Apache-2.0
#include "cose/sign.hpp"

#include <algorithm>

#include "cbor/parse.hpp"
#include "cbor/write.hpp"
#include "cose/sign1.hpp"
#include "crypto/signature.hpp"

namespace vaxcert::cose {
namespace {

using cbor::Value;

constexpr std::uint64_t tag_sign = 98;
constexpr std::string_view context = "Signature";

Error bad_cose(std::string detail) {
    return {Reason::bad_cose, std::move(detail)};
}

Bytes protected_of(const Sign& message) {
    return cbor::to_bytes(Value(cbor::Map{{Value(label::content_type), message.content_type}}));
}

/// What a signature is over (RFC 9052 section 4.4), with no external data.
Bytes signing_input(const Sign& message, ByteView protected_of_signature) {
    Bytes bytes;
    bytes.reserve(message.payload.size() + message.content_type.size() +
                  protected_of_signature.size() + 48);
    cbor::append_head(4, 5, bytes);
    cbor::append_head(3, context.size(), bytes);
    bytes.insert(bytes.end(), context.begin(), context.end());
    cbor::append_byte_string(protected_of(message), bytes);
    cbor::append_byte_string(protected_of_signature, bytes);
    cbor::append_byte_string({}, bytes);
    cbor::append_byte_string(message.payload, bytes);
    return bytes;
}

Value value_of(const Sign& message) {
    cbor::Array signatures;
    for (const CoSignature& each : message.signatures)
        signatures.emplace_back(
            cbor::Array{Value(each.protected_bytes), Value(cbor::Map()), Value(each.value)});
    return cbor::Tagged{tag_sign,
                        {cbor::Array{Value(protected_of(message)), message.unprotected_headers,
                                     Value(message.payload), Value(std::move(signatures))}}};
}

/// The three parts of an element of the signatures.
Result<CoSignature> signature_in(const Value& value, const Budget& budget) {
    const cbor::Array* parts = value.array();
    if (!parts || parts->size() != 3 || !(*parts)[0].bytes() || !(*parts)[1].map() ||
        !(*parts)[1].map()->empty() || !(*parts)[2].bytes())
        return bad_cose("a signature is not two byte strings around an empty map");
    const auto headers = cbor::parse(*(*parts)[0].bytes(), budget);
    if (!headers) return bad_cose("headers of a signature: " + headers.error().detail);
    const Value* kid = headers->find(label::kid);
    if (!headers->map() || headers->map()->size() != 2 || !kid || !kid->bytes())
        return bad_cose("a signature should have the headers alg and kid, and no other");
    const auto algorithm = algorithm_of(headers->find(label::algorithm));
    if (!algorithm) return algorithm.error();
    return CoSignature{*(*parts)[0].bytes(), *algorithm, *kid->bytes(), *(*parts)[2].bytes()};
}

}  // namespace

Result<Sign> parse_sign(ByteView bytes, const Budget& budget) {
    const auto value = cbor::parse(bytes, budget);
    if (!value) return value.error();
    const cbor::Tagged* tagged = value->tagged();
    if (!tagged || tagged->tag != tag_sign) return bad_cose("there is no tag 98 of a COSE_Sign");
    const cbor::Array* parts = tagged->item.front().array();
    if (!parts || parts->size() != 4 || !(*parts)[0].bytes() || !(*parts)[1].map() ||
        !(*parts)[2].bytes() || !(*parts)[3].array())
        return bad_cose("a COSE_Sign is headers, headers, a payload and signatures");
    const auto headers = cbor::parse(*(*parts)[0].bytes(), budget);
    if (!headers) return bad_cose("protected headers: " + headers.error().detail);
    const Value* type = headers->find(label::content_type);
    if (!headers->map() || headers->map()->size() != 1 || !type || !type->text())
        return bad_cose("the protected headers should be a content type, and no other");
    Sign message{*type->text(), *(*parts)[1].map(), *(*parts)[2].bytes(), {}};
    for (const Value& each : *(*parts)[3].array()) {
        auto signature = signature_in(each, budget);
        if (!signature) return signature.error();
        message.signatures.push_back(*std::move(signature));
    }
    if (!std::ranges::equal(to_bytes(message), bytes))
        return bad_cose("the message is not written as deterministic CBOR");
    return message;
}

Bytes to_bytes(const Sign& message) {
    return cbor::to_bytes(value_of(message));
}

bool signed_by(const PublicKey& key, const Sign& message, const CoSignature& signature) {
    return key.algorithm() == signature.algorithm &&
           crypto::signed_by(key, signing_input(message, signature.protected_bytes),
                             signature.value);
}

Result<Done> add_signature(Sign& message, const Signer& signer, ByteView kid) {
    const Algorithm algorithm = signer.public_key().algorithm();
    CoSignature one{
        cbor::to_bytes(Value(cbor::Map{{Value(label::algorithm), Value(number_of(algorithm))},
                                       {Value(label::kid), Value(Bytes(kid.begin(), kid.end()))}})),
        algorithm,
        Bytes(kid.begin(), kid.end()),
        {}};
    auto value = signer.sign(signing_input(message, one.protected_bytes));
    if (!value) return value.error();
    one.value = *std::move(value);
    message.signatures.push_back(std::move(one));
    return Done{};
}

}  // namespace vaxcert::cose
