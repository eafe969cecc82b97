// SPDX-License-Identifier: Apache-2.0
// IRI expansion (JSON-LD 1.1 API section 5.2), for a context being made and for a finished one.

#pragma once

#include <optional>
#include <string_view>

#include "jsonld/context.hpp"
#include "jsonld/iri.hpp"

namespace vaxcert::jsonld {

/// What a name stands for. `text` is also set for a keyword.
struct Iri {
    std::string_view text = {};
    Keyword keyword = Keyword::no;
    bool is_null = false;
};

/// Relative to what a name may be.
struct Relative {
    bool to_vocab = false;
    bool to_document = false;
};

/// `Scope` is where the name stands:
///   bool prepare(std::string_view term)             defines the term first, if it is still to be
///   const Definition* find(std::string_view term)
///   const Settings& settings()
///   std::optional<std::string_view> base()          the base IRI, if there is one
///   Profile profile()
///   std::string_view keep(std::string_view head, std::string_view tail)
/// Empty when prepare() failed.
template <class Scope>
std::optional<Iri> expand_iri(Scope& scope, std::string_view value, Relative relative) {
    if (value.starts_with('@')) {
        if (const Keyword keyword = to_keyword(value); keyword != Keyword::no)
            return Iri{.text = value, .keyword = keyword};
        if (has_form_of_keyword(value)) return Iri{.is_null = true};
    }
    if (!scope.prepare(value)) return std::nullopt;

    // jsonld.js 2.0.2 looked terms up only where they may stand.
    if (relative.to_vocab || scope.profile() == Profile::standard) {
        const Definition* definition = scope.find(value);
        if (definition && definition->keyword != Keyword::no)
            return Iri{.text = definition->iri, .keyword = definition->keyword};
        if (definition && relative.to_vocab)
            return Iri{.text = definition->iri, .is_null = definition->is_null};
    }

    if (const std::size_t colon = value.find(':'); colon != value.npos && colon > 0) {
        const std::string_view prefix = value.substr(0, colon), suffix = value.substr(colon + 1);
        if (prefix == "_" || suffix.starts_with("//")) return Iri{.text = value};
        if (!scope.prepare(prefix)) return std::nullopt;
        const Definition* definition = scope.find(prefix);
        if (definition && definition->prefix && !definition->is_null)
            return Iri{.text = scope.keep(definition->iri, suffix)};
        if (is_absolute(value, scope.profile())) return Iri{.text = value};
    }

    if (relative.to_vocab && scope.settings().has_vocab)
        return Iri{.text = scope.keep(scope.settings().vocab, value)};
    if (relative.to_document)
        if (const auto base = scope.base(); base && !base->empty())
            return Iri{.text = scope.keep(resolve(*base, value), {})};
    return Iri{.text = value};
}

}  // namespace vaxcert::jsonld
