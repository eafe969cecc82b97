// SPDX-License-Identifier: Apache-2.0
#include "jsonld/remove_repeated.hpp"

#include <cstddef>
#include <unordered_set>

namespace vaxcert::jsonld {
namespace {

Hash hash_of_term(const rdf::Term& term) {
    return hash_of(term.value) + 3 * hash_of(term.datatype) + 5 * hash_of(term.language) +
           static_cast<Hash>(term.kind);
}

bool same_json(const Value& one, const Value& other) {
    if (!one.json || !other.json) return one.json == other.json && one.text == other.text;
    // jsonld.js compared structures by identity, so none was ever the same as another.
    if (one.json->is_object() || one.json->is_array()) return one.json == other.json;
    return *one.json == *other.json;
}

}  // namespace

bool same_origin(const Value* one, const Value* other) {
    if (!one || !other) return one == other;
    return same_json(*one, *other) && one->is_json == other->is_json &&
           one->has_type == other->has_type && one->type == other->type &&
           one->has_language == other->has_language && one->language == other->language &&
           one->has_index == other->has_index && one->index == other->index;
}

void remove_repeated(std::vector<rdf::Quad>& quads, const std::vector<const Value*>& origins) {
    const auto hash = [&](std::size_t at) {
        const rdf::Quad& quad = quads[at];
        return static_cast<std::size_t>(hash_of_term(quad.subject) * 3 +
                                        hash_of_term(quad.predicate) * 5 +
                                        hash_of_term(quad.object) * 7 + hash_of_term(quad.graph));
    };
    const auto same = [&](std::size_t one, std::size_t other) {
        return quads[one] == quads[other] &&
               (origins.empty() || same_origin(origins[one], origins[other]));
    };
    std::unordered_set<std::size_t, decltype(hash), decltype(same)> seen(quads.size(), hash, same);
    std::vector<rdf::Quad> kept;
    kept.reserve(quads.size());
    for (std::size_t at = 0; at < quads.size(); ++at)
        if (seen.insert(at).second) kept.push_back(quads[at]);
    quads = std::move(kept);
}

}  // namespace vaxcert::jsonld
