// SPDX-License-Identifier: Apache-2.0
#include "proof/data_integrity.hpp"

#include "json/jcs.hpp"
#include "jsonld/to_rdf.hpp"
#include "proof/options_template.hpp"
#include "proof/selective.hpp"
#include "rdf/canonicalize.hpp"

namespace vaxcert::proof {
namespace {

Result<std::string> canonical_rdf(const json::Value& document, crypto::HashAlgorithm hash,
                                  const Budget& budget) {
    const auto dataset = jsonld::to_rdf(document, jsonld::Options::for_data_integrity(), budget);
    if (!dataset) return dataset.error();
    auto canonical = rdf::canonicalize(*dataset, {.hash = hash}, budget);
    if (!canonical) return canonical.error();
    return std::move(canonical->nquads);
}

std::span<const json::Value> as_list(const json::Value& value) {
    return value.is_array() ? std::span<const json::Value>(value.array())
                            : std::span<const json::Value>(&value, 1);
}

/// vc-di-eddsa section 3.3.2: the document's contexts begin with those of the proof.
bool begins_with(const json::Value& contexts, const json::Value& start) {
    const auto all = as_list(contexts);
    const auto first = as_list(start);
    if (first.size() > all.size()) return false;
    for (std::size_t i = 0; i < first.size(); ++i)
        if (!(all[i] == first[i])) return false;
    return true;
}

Result<HashData> canonical_jcs(json::Value document, const json::Value& options) {
    if (const json::Value* context = options.find("@context")) {
        const json::Value* of_document = document.find("@context");
        if (!of_document || !begins_with(*of_document, *context))
            return Error{Reason::proof_shape,
                         "the document's contexts do not begin with those of the proof"};
        document.set("@context", *context);
    }
    HashData data;
    data.canonical_document = json::to_jcs(document);
    data.canonical_proof = json::to_jcs(options);
    return data;
}

Result<HashData> canonical_rdfc(const json::Value& document, const json::Value& options,
                                crypto::HashAlgorithm hash, const Budget& budget) {
    HashData data;
    auto canonical = canonical_rdf(document, hash, budget);
    if (!canonical) return canonical.error();
    data.canonical_document = *std::move(canonical);
    const json::Value* context = document.find("@context");
    auto proof = canonical_options(options, context ? *context : json::Value(), hash, budget);
    if (!proof) return proof.error();
    data.canonical_proof = *std::move(proof);
    return data;
}

Bytes hashed(crypto::HashAlgorithm algorithm, std::string_view text) {
    const auto value = crypto::hash(algorithm, as_bytes(text));
    return {value.view().begin(), value.view().end()};
}

}  // namespace

Bytes HashData::combined() const {
    Bytes both = proof_hash;
    both.insert(both.end(), document_hash.begin(), document_hash.end());
    return both;
}

Result<std::string> canonical_options_at_length(const json::Value& options,
                                                const json::Value& context,
                                                crypto::HashAlgorithm hash, const Budget& budget) {
    json::Value document = options;
    // A context inside the proof decides nothing: the document's own is what it was signed under.
    document.set("@context", context);
    return canonical_rdf(document, hash, budget);
}

Result<std::string> canonical_options(const json::Value& options, const json::Value& context,
                                      crypto::HashAlgorithm hash, const Budget& budget) {
    if (auto text = options_by_template(options, context)) return *std::move(text);
    return canonical_options_at_length(options, context, hash, budget);
}

Result<HashData> hash_data(const json::Value& document, const json::Value& options,
                           const Suite& suite, crypto::HashAlgorithm hash, const Budget& budget) {
    auto data = suite.transformation == Transformation::jcs
                    ? canonical_jcs(document, options)
                    : canonical_rdfc(document, options, hash, budget);
    if (!data) return data;
    data->document_hash = hashed(hash, data->canonical_document);
    data->proof_hash = hashed(hash, data->canonical_proof);
    return data;
}

json::Value secured_document(const json::Value& document, const Proof& proof,
                             std::span<const Proof> all) {
    json::Value secured = document;
    secured.erase("proof");
    if (proof.previous.empty()) return secured;
    json::Array bound;
    for (const Proof& other : all)
        for (const std::string& id : proof.previous)
            if (other.id == id) bound.push_back(other.json);
    secured.set("proof", std::move(bound));
    return secured;
}

Result<Bytes> signature_of(const Proof& proof) {
    if (proof.suite->transformation != Transformation::selective) return proof.value;
    auto derived = parse_derived_proof(proof.value);
    if (!derived) return derived.error();
    return std::move(derived->base_signature);
}

Result<Bytes> signed_bytes(const json::Value& document, const Proof& proof,
                           std::span<const Proof> all, const Budget& budget) {
    const json::Value secured = secured_document(document, proof, all);
    const crypto::HashAlgorithm hash = hash_of(proof.algorithm);
    const json::Value options = proof.options();
    if (proof.suite->transformation != Transformation::selective) {
        const auto data = hash_data(secured, options, *proof.suite, hash, budget);
        if (!data) return data.error();
        return data->combined();
    }
    const auto derived = parse_derived_proof(proof.value);
    if (!derived) return derived.error();
    const json::Value* context = secured.find("@context");
    const auto canonical =
        canonical_options(options, context ? *context : json::Value(), hash, budget);
    if (!canonical) return canonical.error();
    return message_of_derived(secured, *derived, hashed(hash, *canonical), budget);
}

}  // namespace vaxcert::proof
