// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "encoding/base58.hpp"
#include "encoding/base64url.hpp"
#include "proof/data_integrity.hpp"

namespace vaxcert::proof {
namespace {

using json::Value;

Error bad(std::string what) {
    return {Reason::proof_shape, std::move(what)};
}

Result<std::string> text_at(const Value& proof, std::string_view member, bool required) {
    const Value* value = proof.find(member);
    if (!value && !required) return std::string();
    if (!value) return bad("the proof lacks " + std::string(member));
    if (!value->is_string() || value->string().empty())
        return bad("proof." + std::string(member) + " should be a text");
    return value->string();
}

/// A text, or a list of texts.
Result<std::vector<std::string>> texts_at(const Value& proof, std::string_view member) {
    std::vector<std::string> texts;
    const Value* value = proof.find(member);
    if (!value) return texts;
    const std::string where = "proof." + std::string(member);
    if (value->is_string()) {
        texts.push_back(value->string());
    } else if (value->is_array() && !value->array().empty()) {
        for (const Value& one : value->array()) {
            if (!one.is_string()) return bad(where + " holds something but texts");
            texts.push_back(one.string());
        }
    } else {
        return bad(where + " should be a text or a list of texts");
    }
    if (texts.size() > most_proofs)
        return limit_exceeded("texts in a member of a proof", texts.size(), most_proofs);
    for (std::size_t i = 0; i < texts.size(); ++i)
        if (texts[i].empty() || std::find(texts.begin(), texts.begin() + static_cast<long>(i),
                                          texts[i]) != texts.begin() + static_cast<long>(i))
            return bad(where + " holds an empty text, or one twice");
    return texts;
}

Result<Done> read_times(Proof& proof) {
    for (const auto& [member, text] :
         {std::pair{"created", &proof.created}, std::pair{"expires", &proof.expires}}) {
        auto value = text_at(proof.json, member, false);
        if (!value) return value.error();
        if (!value->empty() && !parse_date_time_stamp(*value))
            return bad(std::string("proof.") + member + " is no XML Schema dateTimeStamp");
        *text = *std::move(value);
    }
    return Done{};
}

Result<Done> read_value(Proof& proof) {
    const auto text = text_at(proof.json, "proofValue", true);
    if (!text) return text.error();
    const bool selective = proof.suite->transformation == Transformation::selective;
    if (text->front() != (selective ? 'u' : 'z'))
        return bad(std::string("proof.proofValue should begin with ") +
                   (selective ? "u, for base64url" : "z, for base58"));
    const std::string_view digits = std::string_view(*text).substr(1);
    auto bytes = selective ? encoding::from_base64url(digits) : encoding::from_base58(digits);
    if (!bytes) return bad("proof.proofValue: " + bytes.error().detail);
    if (!selective && bytes->size() != 64 && (proof.suite->is_eddsa || bytes->size() != 96))
        return bad("proof.proofValue has " + std::to_string(bytes->size()) +
                   " bytes, which is no signature of this suite");
    proof.value = *std::move(bytes);
    if (!proof.suite->is_eddsa)
        proof.algorithm =
            proof.value.size() == 96 && !selective ? Algorithm::es384 : Algorithm::es256;
    return Done{};
}

/// Whether following previousProof ever comes back. `path` holds the proofs on the way.
bool has_cycle(std::span<const Proof> proofs, const Proof& from, std::size_t depth) {
    if (depth > proofs.size()) return true;
    return std::ranges::any_of(from.previous, [&](const std::string& id) {
        return has_cycle(proofs, *std::ranges::find(proofs, id, &Proof::id), depth + 1);
    });
}

Result<Done> check_references(std::span<const Proof> proofs) {
    for (const Proof& proof : proofs) {
        if (!proof.id.empty() && std::ranges::count(proofs, proof.id, &Proof::id) > 1)
            return bad("two proofs have the same id");
        for (const std::string& id : proof.previous)
            if (std::ranges::find(proofs, id, &Proof::id) == proofs.end())
                return bad("previousProof names a proof that is not there");
    }
    // At most one step more than there are proofs, in at most as many ways as there are references.
    std::size_t references = 0;
    for (const Proof& proof : proofs) references += proof.previous.size();
    if (references > most_proofs)
        return limit_exceeded("references among proofs", references, most_proofs);
    for (const Proof& proof : proofs)
        if (has_cycle(proofs, proof, 0)) return bad("proofs refer to one another in a circle");
    return Done{};
}

}  // namespace

Result<Time> parse_date_time_stamp(std::string_view text) {
    const auto time = parse_time(text);
    if (time) return time;
    // XML Schema also knows an hour 24 and years of five digits, which no certificate has.
    const auto utc = parse_time(std::string(text) + "Z");
    return utc ? utc : time;
}

Value Proof::options() const {
    Value options = json;
    options.erase("proofValue");
    return options;
}

Result<Proof> parse_proof(const Value& value) {
    if (!value.is_object())
        return bad(std::string("a proof is a ") + json::name(value.kind()) +
                   " and should be an object");
    Proof proof;
    proof.json = value;
    const auto type = text_at(value, "type", true);
    if (!type) return type.error();
    const bool is_data_integrity = *type == data_integrity_type;
    const auto cryptosuite = text_at(value, "cryptosuite", is_data_integrity);
    if (!cryptosuite) return cryptosuite.error();
    proof.suite = find_suite(*type, *cryptosuite);
    if (!proof.suite)
        return Error{Reason::unsupported_algorithm,
                     "the proof is of a type or cryptosuite that vaxcert does not know"};

    for (const auto& [member, text] : {std::pair{"verificationMethod", &proof.verification_method},
                                       std::pair{"proofPurpose", &proof.purpose}}) {
        auto read = text_at(value, member, true);
        if (!read) return read.error();
        *text = *std::move(read);
    }
    for (const auto& [member, text] :
         {std::pair{"id", &proof.id}, std::pair{"challenge", &proof.challenge}}) {
        auto read = text_at(value, member, false);
        if (!read) return read.error();
        *text = *std::move(read);
    }
    for (const auto& [member, list] :
         {std::pair{"domain", &proof.domains}, std::pair{"previousProof", &proof.previous}}) {
        auto read = texts_at(value, member);
        if (!read) return read.error();
        *list = *std::move(read);
    }
    if (const auto times = read_times(proof); !times) return times.error();
    if (const auto signature = read_value(proof); !signature) return signature.error();
    return proof;
}

Result<std::vector<Proof>> parse_proofs(const Value& document) {
    const Value* value = document.find("proof");
    if (!value) return bad("the document has no proof");
    const std::span<const Value> all = value->is_array() ? std::span<const Value>(value->array())
                                                         : std::span<const Value>(value, 1);
    if (all.empty()) return bad("the list of proofs is empty");
    if (all.size() > most_proofs) return limit_exceeded("proofs", all.size(), most_proofs);
    std::vector<Proof> proofs;
    for (const Value& one : all) {
        auto proof = parse_proof(one);
        if (!proof) return proof.error();
        proofs.push_back(*std::move(proof));
    }
    if (const auto references = check_references(proofs); !references) return references.error();
    return proofs;
}

}  // namespace vaxcert::proof
