// SPDX-License-Identifier: Apache-2.0
#include "proof/selective.hpp"

#include <algorithm>
#include <functional>
#include <iterator>
#include <set>

#include "crypto/hash.hpp"
#include "crypto/signature.hpp"
#include "encoding/base58.hpp"
#include "encoding/base64url.hpp"
#include "json/parse.hpp"
#include "jsonld/to_rdf.hpp"
#include "proof/pointers.hpp"
#include "rdf/canonicalize.hpp"

namespace vaxcert::proof {
namespace {

using json::Value;

/// Blank nodes are named while we work, so that a node keeps its name in every part of a document.
constexpr std::string_view name_prefix = "urn:vaxcert:blank-node:";
/// Begins no label that to_rdf() gives.
constexpr std::string_view label_prefix = "n";

Error cannot(const char* why) {
    return {Reason::proof_shape, std::string("ecdsa-sd-2023: ") + why};
}

/// Gives every node without an id one. False on a document that plays with ours.
bool name_nodes(Value& value, std::size_t& count) {
    if (value.is_array()) {
        for (Value& one : value.array())
            if (!name_nodes(one, count)) return false;
    }
    if (value.is_string()) return value.string().find(name_prefix) == std::string::npos;
    if (!value.is_object()) return true;
    const bool is_node = !value.find("@value") && !value.find("@list") && !value.find("@set");
    const Value* id = value.find("id") ? value.find("id") : value.find("@id");
    if (id && id->is_string() && id->string().starts_with("_:")) return false;
    for (json::Member& member : value.object())
        if (member.name != "@context" && !name_nodes(member.value, count)) return false;
    if (is_node && !id) value.set("@id", std::string(name_prefix) + std::to_string(count++));
    return true;
}

/// Named nodes become blank again, each with a label that tells which it is.
void unname_nodes(rdf::Dataset& dataset) {
    for (rdf::Quad& quad : dataset.quads())
        for (rdf::Term* term : {&quad.subject, &quad.object, &quad.graph}) {
            if (term->kind != rdf::TermKind::iri || !term->value.starts_with(name_prefix)) continue;
            const std::string_view number = term->value.substr(name_prefix.size());
            term->kind = rdf::TermKind::blank;
            term->value = dataset.keep(std::string(label_prefix).append(number));
        }
}

Result<rdf::Dataset> dataset_of(const Value& document, const Budget& budget) {
    auto dataset = jsonld::to_rdf(document, jsonld::Options::for_data_integrity(), budget);
    if (dataset) unname_nodes(*dataset);
    return dataset;
}

using Rename = std::function<std::string_view(std::string_view)>;

/// The lines of a dataset under other labels, in order, each once.
std::vector<std::string> lines_of(rdf::Dataset& dataset, const Rename& rename) {
    for (rdf::Quad& quad : dataset.quads())
        for (rdf::Term* term : {&quad.subject, &quad.object, &quad.graph})
            if (term->kind == rdf::TermKind::blank) term->value = rename(term->value);
    const std::string text = rdf::to_nquads(dataset);
    std::vector<std::string> lines;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = text.find('\n', at) + 1;
        lines.push_back(text.substr(at, end - at));
        at = end;
    }
    std::ranges::sort(lines);
    lines.erase(std::unique(lines.begin(), lines.end()), lines.end());
    return lines;
}

std::string keyed_name(ByteView hmac_key, std::size_t number) {
    const std::string label = "c14n" + std::to_string(number);
    return 'u' + encoding::to_base64url(crypto::hmac_sha256(hmac_key, as_bytes(label)));
}

std::vector<std::string> pick_lines(const std::vector<std::string>& lines,
                                    const std::vector<std::size_t>& indexes, bool chosen) {
    std::vector<std::string> picked;
    for (std::size_t i = 0; i < lines.size(); ++i)
        if (std::ranges::binary_search(indexes, i) == chosen) picked.push_back(lines[i]);
    return picked;
}

Bytes multikey_bytes(const PublicKey& key) {
    const auto bytes = encoding::from_base58(std::string_view(key.to_multikey()).substr(1));
    return bytes ? *bytes : Bytes();
}

Result<PublicKey> key_of_multikey_bytes(ByteView bytes) {
    return PublicKey::from_multikey('z' + encoding::to_base58(bytes));
}

}  // namespace

Bytes hash_of_lines(std::span<const std::string> lines) {
    crypto::Hasher hasher(crypto::HashAlgorithm::sha256);
    for (const std::string& line : lines) hasher.update(as_bytes(line));
    const crypto::HashValue hash = hasher.finish();
    return {hash.view().begin(), hash.view().end()};
}

Bytes base_message(ByteView proof_hash, ByteView public_key, ByteView mandatory_hash) {
    Bytes message(proof_hash.begin(), proof_hash.end());
    message.insert(message.end(), public_key.begin(), public_key.end());
    message.insert(message.end(), mandatory_hash.begin(), mandatory_hash.end());
    return message;
}

Result<KeyedLines> keyed_lines(const Value& document, ByteView hmac_key, const Budget& budget) {
    KeyedLines keyed;
    keyed.named = document;
    std::size_t count = 0;
    if (!name_nodes(keyed.named, count)) return cannot("a document may not name its blank nodes");
    auto dataset = dataset_of(keyed.named, budget);
    if (!dataset) return dataset.error();
    const auto canonical = rdf::canonicalize(*dataset, {}, budget);
    if (!canonical) return canonical.error();

    // That naming the nodes changed nothing is seen, not argued.
    const auto as_it_is = dataset_of(document, budget);
    if (!as_it_is) return as_it_is.error();
    const auto expected = rdf::canonicalize(*as_it_is, {}, budget);
    if (!expected) return expected.error();
    if (expected->nquads != canonical->nquads)
        return cannot("the document holds JSON literals or maps, of which no part can be shown");

    for (std::size_t i = 0; i < canonical->labels.size(); ++i)
        keyed.names.emplace(canonical->labels[i], keyed_name(hmac_key, i));
    keyed.all = lines_of(*dataset, [&](std::string_view label) -> std::string_view {
        return keyed.names.find(label)->second;
    });
    return keyed;
}

Result<std::vector<std::size_t>> KeyedLines::matching(std::span<const std::string> pointers,
                                                      const Budget& budget) const {
    std::vector<std::size_t> indexes;
    if (pointers.empty()) return indexes;
    const auto part = select(named, pointers);
    if (!part) return part.error();
    auto dataset = dataset_of(*part, budget);
    if (!dataset) return dataset.error();
    bool known = true;
    const auto lines = lines_of(*dataset, [&](std::string_view label) -> std::string_view {
        const auto found = names.find(label);
        known = known && found != names.end();
        return known ? std::string_view(found->second) : label;
    });
    for (const std::string& line : lines) {
        const auto found = std::ranges::lower_bound(all, line);
        // A list of which only a part is chosen is another list.
        if (!known || found == all.end() || *found != line)
            return cannot("a pointer selects a part of a list");
        indexes.push_back(static_cast<std::size_t>(found - all.begin()));
    }
    return indexes;
}

Result<OneTime> make_one_time() {
    const auto pem = generate_key(Algorithm::es256);
    if (!pem) return pem.error();
    const auto signer = signer_from_key(as_bytes(*pem));
    if (!signer) return signer.error();
    // As random as the key, and nobody else can make it.
    auto hmac_key = (*signer)->derived_secret("ecdsa-sd-2023 labels");
    if (!hmac_key) return hmac_key.error();
    return OneTime{*std::move(hmac_key), *signer};
}

Result<BaseProof> make_base_proof(const Value& document, ByteView proof_hash,
                                  std::span<const std::string> mandatory_pointers,
                                  const OneTime& one_time, const Signer& issuer,
                                  const Budget& budget) {
    const auto lines = keyed_lines(document, one_time.hmac_key, budget);
    if (!lines) return lines.error();
    const auto mandatory = lines->matching(mandatory_pointers, budget);
    if (!mandatory) return mandatory.error();

    BaseProof proof;
    proof.hmac_key = one_time.hmac_key;
    proof.public_key = multikey_bytes(one_time.signer->public_key());
    proof.mandatory_pointers.assign(mandatory_pointers.begin(), mandatory_pointers.end());
    for (const std::string& line : pick_lines(lines->all, *mandatory, false)) {
        auto signature = one_time.signer->sign(as_bytes(line));
        if (!signature) return signature.error();
        proof.signatures.push_back(*std::move(signature));
    }
    auto signature = issuer.sign(base_message(
        proof_hash, proof.public_key, hash_of_lines(pick_lines(lines->all, *mandatory, true))));
    if (!signature) return signature.error();
    proof.base_signature = *std::move(signature);
    return proof;
}

Result<Derived> derive(const Value& document, const BaseProof& base,
                       std::span<const std::string> selective_pointers, const Budget& budget) {
    const auto lines = keyed_lines(document, base.hmac_key, budget);
    if (!lines) return lines.error();
    std::vector<std::string> pointers = base.mandatory_pointers;
    pointers.insert(pointers.end(), selective_pointers.begin(), selective_pointers.end());
    const auto mandatory = lines->matching(base.mandatory_pointers, budget);
    if (!mandatory) return mandatory.error();
    const auto combined = lines->matching(pointers, budget);
    if (!combined) return combined.error();
    if (base.signatures.size() + mandatory->size() != lines->all.size())
        return Error{Reason::bad_signature, "the base proof does not have a signature for a line"};

    Derived derived;
    derived.proof.base_signature = base.base_signature;
    derived.proof.public_key = base.public_key;
    std::size_t signature = 0;
    for (std::size_t line = 0, shown = 0; line < lines->all.size(); ++line) {
        const bool is_mandatory = std::ranges::binary_search(*mandatory, line);
        const bool is_shown = std::ranges::binary_search(*combined, line);
        if (is_mandatory && is_shown) derived.proof.mandatory.push_back(shown);
        if (!is_mandatory && is_shown)
            derived.proof.signatures.push_back(base.signatures[signature]);
        if (!is_mandatory) ++signature;
        if (is_shown) ++shown;
    }

    // The verifier sees other canonical labels: they are numbered among what is shown.
    const auto part = select(lines->named, pointers);
    if (!part) return part.error();
    const auto dataset = dataset_of(*part, budget);
    if (!dataset) return dataset.error();
    const auto canonical = rdf::canonicalize(*dataset, {}, budget);
    if (!canonical) return canonical.error();
    for (std::size_t i = 0; i < canonical->labels.size(); ++i) {
        const std::string& name = lines->names.find(canonical->labels[i])->second;
        const auto label = encoding::from_base64url(std::string_view(name).substr(1));
        derived.proof.labels.emplace(i, *label);
    }
    auto revealed = select(document, pointers);
    if (!revealed) return revealed.error();
    derived.document = *std::move(revealed);
    return derived;
}

Result<std::vector<std::string>> revealed_lines(const Value& document, const DerivedProof& proof,
                                                const Budget& budget) {
    auto dataset = jsonld::to_rdf(document, jsonld::Options::for_data_integrity(), budget);
    if (!dataset) return dataset.error();
    const auto canonical = rdf::canonicalize(*dataset, {}, budget);
    if (!canonical) return canonical.error();
    if (canonical->labels.size() != proof.labels.size())
        return Error{Reason::bad_signature, "the proof does not have a label for each node"};
    std::map<std::string, std::string, std::less<>> names;
    std::set<std::string> used;
    for (std::size_t i = 0; i < canonical->labels.size(); ++i) {
        const auto label = proof.labels.find(i);
        if (label == proof.labels.end() ||
            !used.insert('u' + encoding::to_base64url(label->second)).second)
            return Error{Reason::bad_signature, "the proof does not have a label for each node"};
        names.emplace(canonical->labels[i], 'u' + encoding::to_base64url(label->second));
    }
    return lines_of(*dataset, [&](std::string_view label) -> std::string_view {
        return names.find(label)->second;
    });
}

Result<Bytes> message_of_derived(const Value& document, const DerivedProof& proof,
                                 ByteView proof_hash, const Budget& budget) {
    const auto lines = revealed_lines(document, proof, budget);
    if (!lines) return lines.error();
    const std::vector<std::size_t> mandatory(proof.mandatory.begin(), proof.mandatory.end());
    if (!mandatory.empty() && mandatory.back() >= lines->size())
        return Error{Reason::bad_signature, "the proof names a line that the document lacks"};
    const auto others = pick_lines(*lines, mandatory, false);
    if (others.size() != proof.signatures.size())
        return Error{Reason::bad_signature, "the document has " + std::to_string(others.size()) +
                                                " lines that are not mandatory, and the proof " +
                                                std::to_string(proof.signatures.size()) +
                                                " signatures for them"};
    const auto key = key_of_multikey_bytes(proof.public_key);
    if (!key) return key.error();
    for (std::size_t i = 0; i < others.size(); ++i)
        if (!crypto::signed_by(*key, as_bytes(others[i]), proof.signatures[i]))
            return Error{Reason::bad_signature, "a line of the document is not signed"};
    return base_message(proof_hash, proof.public_key,
                        hash_of_lines(pick_lines(*lines, mandatory, true)));
}

}  // namespace vaxcert::proof
