// SPDX-License-Identifier: Apache-2.0
// Create Term Definition (JSON-LD 1.1 API section 4.2).

#include <algorithm>
#include <array>
#include <cstring>

#include "jsonld/processor.hpp"

namespace vaxcert::jsonld {
namespace {

/// A colon that parts a prefix from a suffix, or a slash: such a term looks like an IRI.
bool looks_like_iri(std::string_view term) {
    if (term.find('/') != term.npos) return true;
    const std::size_t colon = term.find(':', 1);
    return colon != term.npos && colon + 1 < term.size();
}

bool ends_in_delimiter(std::string_view iri) {
    return !iri.empty() && std::strchr(":/?#[]@", iri.back()) != nullptr;
}

std::uint8_t container_bit(std::string_view text) {
    switch (to_keyword(text)) {
        case Keyword::graph:
            return in_graph;
        case Keyword::id:
            return in_id;
        case Keyword::index:
            return in_index;
        case Keyword::language:
            return in_language;
        case Keyword::list:
            return in_list;
        case Keyword::set:
            return in_set;
        case Keyword::type:
            return in_type;
        default:
            return 0;
    }
}

bool is_container(unsigned bits, std::size_t count) {
    if (count == 1) return true;
    const unsigned others = bits & ~unsigned{in_set};
    switch (others) {
        case in_graph | in_id:
        case in_graph | in_index:
            return count == 2 || bits != others;
        case in_index:
        case in_graph:
        case in_id:
        case in_type:
        case in_language:
            return count == 2;
        default:
            return false;
    }
}

constexpr std::array<std::string_view, 11> allowed = {
    "@id",       "@reverse", "@container", "@context",   "@direction", "@index",
    "@language", "@nest",    "@prefix",    "@protected", "@type",
};

}  // namespace

bool same_meaning(const Definition& one, const Definition& other) {
    const bool same_scope =
        one.scope == other.scope || (one.scope && other.scope && *one.scope == *other.scope);
    return one.iri == other.iri && one.keyword == other.keyword && one.is_null == other.is_null &&
           one.prefix == other.prefix && one.reverse == other.reverse &&
           one.container == other.container && one.coercion == other.coercion &&
           one.datatype == other.datatype && one.has_language == other.has_language &&
           one.language == other.language && one.direction == other.direction &&
           one.has_index == other.has_index && one.index == other.index &&
           one.has_nest == other.has_nest && one.nest == other.nest && same_scope;
}

struct ContextProcessor::Scope {
    ContextProcessor& processor;
    Definitions& definitions;

    bool prepare(std::string_view term) {
        const auto found = definitions.entries.find(term);
        if (found == definitions.entries.end() || found->second.state == State::done) return true;
        return processor.define(definitions, found->first);
    }
    const Definition* find(std::string_view term) const { return definitions.draft.find(term); }
    const Settings& settings() const { return definitions.draft.settings(); }
    std::optional<std::string_view> base() {
        switch (settings().base_kind) {
            case Settings::Base::none:
                return std::nullopt;
            case Settings::Base::given:
                return settings().base;
            case Settings::Base::of_call:
                break;
        }
        definitions.draft.change().depends_on_call = true;
        return processor.options_.base;
    }
    Profile profile() const { return processor.options_.profile; }
    std::string_view keep(std::string_view head, std::string_view tail) {
        return definitions.draft.arena().keep(head, tail);
    }
};

std::optional<Iri> ContextProcessor::expand(Definitions& definitions, std::string_view value,
                                            Relative relative) {
    Scope scope{*this, definitions};
    return expand_iri(scope, value, relative);
}

bool ContextProcessor::define(Definitions& definitions, std::string_view term) {
    Entry& entry = definitions.entries.at(term);
    if (entry.state == State::done) return true;
    if (entry.state == State::under_way)
        return trouble_.bad("cyclic IRI mapping", "a term is defined by way of itself");
    entry.state = State::under_way;
    if (!define_as(definitions, term, *entry.value)) return false;
    entry.state = State::done;
    return true;
}

bool ContextProcessor::define_as(Definitions& definitions, std::string_view term,
                                 const json::Value& value) {
    Draft& draft = definitions.draft;
    if (term.empty()) return trouble_.bad("invalid term definition", "a term is empty");

    const Keyword keyword = to_keyword(term);
    if (keyword == Keyword::type) {
        if (is_1_0()) return needs_1_1("keyword redefinition", "a definition of @type");
        const auto is_allowed = [](const json::Member& member) {
            return member.name == "@protected" ||
                   (member.name == "@container" && member.value == json::Value("@set"));
        };
        if (!value.is_object() || value.object().empty() ||
            !std::ranges::all_of(value.object(), is_allowed))
            return trouble_.bad("keyword redefinition", "of @type only the container may be set");
    } else if (keyword != Keyword::no) {
        return trouble_.bad("keyword redefinition", name(keyword));
    } else if (has_form_of_keyword(term)) {
        return !options_.safe || trouble_.loss("a term has the form of a keyword");
    }

    const Definition* previous = draft.find(term);
    draft.hide(term);

    if (!value.is_null() && !value.is_string() && !value.is_object())
        return trouble_.bad("invalid term definition",
                            std::string("it is no ") + json::name(value.kind()));
    const bool simple = value.is_string();
    const json::Value* id = value.is_object() ? value.find("@id") : &value;

    Definition definition;
    definition.term = term;
    definition.shared = draft.is_shared();
    definition.is_protected = definitions.protect;
    if (const json::Value* protect = value.find("@protected")) {
        if (is_1_0()) return needs_1_1("invalid term definition", "@protected");
        if (!protect->is_boolean())
            return trouble_.bad("invalid @protected value", "it is true or false");
        definition.is_protected = protect->boolean();
    }
    if (const json::Value* type = value.find("@type"))
        if (!read_type(definitions, *type, definition)) return false;

    std::optional<bool> good;
    if (value.find("@reverse")) {
        good = read_reverse(definitions, value, definition);
    } else {
        good = read_iri(definitions, id, simple, definition);
    }
    if (!good) return true;  // to be ignored: the term stays unknown
    if (!*good) return false;
    if (value.is_object() && !read_others(definitions, value, definition)) return false;

    if (!definitions.at.override_protected && previous && previous->is_protected) {
        if (!same_meaning(definition, *previous))
            return trouble_.bad("protected term redefinition",
                                "a protected term is given another meaning");
        definition.is_protected = true;
    }
    draft.put(*draft.arena().make<Definition>(definition));
    return true;
}

bool ContextProcessor::read_type(Definitions& definitions, const json::Value& value,
                                 Definition& definition) {
    constexpr const char* code = "invalid type mapping";
    if (!value.is_string()) return trouble_.bad(code, "it is a string");
    const auto type = expand(definitions, value.string(), {.to_vocab = true});
    if (!type) return false;
    switch (type->keyword) {
        case Keyword::id:
            definition.coercion = Coercion::to_id;
            return true;
        case Keyword::vocab:
            definition.coercion = Coercion::to_vocab;
            return true;
        case Keyword::json:
        case Keyword::none:
            if (is_1_0()) return needs_1_1(code, "@json and @none");
            definition.coercion =
                type->keyword == Keyword::json ? Coercion::to_json : Coercion::to_none;
            return true;
        default:
            break;
    }
    if (type->is_null || type->keyword != Keyword::no || is_blank(type->text) ||
        !is_absolute(type->text, options_.profile))
        return trouble_.bad(code, "it stands for no absolute IRI");
    definition.coercion = Coercion::to_datatype;
    definition.datatype = type->text;
    return true;
}

std::optional<bool> ContextProcessor::read_reverse(Definitions& definitions, const json::Value& map,
                                                   Definition& definition) {
    if (map.find("@id") || map.find("@nest"))
        return trouble_.bad("invalid reverse property", "it has an @id or @nest besides");
    const json::Value& reverse = *map.find("@reverse");
    if (!reverse.is_string()) return trouble_.bad("invalid IRI mapping", "@reverse is no string");
    if (to_keyword(reverse.string()) == Keyword::no && has_form_of_keyword(reverse.string())) {
        if (options_.safe) return trouble_.loss("@reverse has the form of a keyword");
        return std::nullopt;
    }
    const auto iri = expand(definitions, reverse.string(), {.to_vocab = true});
    if (!iri) return false;
    if (iri->is_null || iri->keyword != Keyword::no || !is_absolute(iri->text, options_.profile))
        return trouble_.bad("invalid IRI mapping", "@reverse stands for no absolute IRI");
    definition.iri = iri->text;
    definition.reverse = true;
    if (const json::Value* container = map.find("@container"); container && !container->is_null()) {
        definition.container = container->is_string() ? container_bit(container->string()) : 0;
        if (definition.container != in_set && definition.container != in_index)
            return trouble_.bad("invalid reverse property", "its container is @set or @index");
    }
    return true;
}

std::optional<bool> ContextProcessor::read_iri(Definitions& definitions, const json::Value* id,
                                               bool simple, Definition& definition) {
    constexpr const char* code = "invalid IRI mapping";
    const std::string_view term = definition.term;
    const bool says_itself = id && id->is_string() && id->string() == term;
    if (!id || says_itself) return read_own_iri(definitions, definition);
    if (id->is_null()) {
        definition.is_null = true;
        return true;
    }
    if (!id->is_string()) return trouble_.bad(code, "@id is a string or null");
    if (to_keyword(id->string()) == Keyword::no && has_form_of_keyword(id->string())) {
        if (options_.safe) return trouble_.loss("an @id has the form of a keyword");
        return std::nullopt;
    }
    const auto iri = expand(definitions, id->string(), {.to_vocab = true});
    if (!iri) return false;
    if (iri->is_null || (iri->keyword == Keyword::no && !is_absolute(iri->text, options_.profile)))
        return trouble_.bad(code, "@id stands for no absolute IRI");
    if (iri->keyword == Keyword::context)
        return trouble_.bad("invalid keyword alias", "@context has no other name");
    definition.iri = iri->keyword == Keyword::no ? iri->text : jsonld::name(iri->keyword);
    definition.keyword = iri->keyword;

    if (looks_like_iri(term)) {
        definitions.entries.at(term).state = State::done;
        const auto itself = expand(definitions, term, {.to_vocab = true});
        if (!itself) return false;
        if (itself->text != definition.iri)
            return trouble_.bad(code, "a term that looks like an IRI stands for another");
    } else if (simple && (ends_in_delimiter(iri->text) || is_blank(iri->text))) {
        definition.prefix = true;
    }
    return true;
}

bool ContextProcessor::read_own_iri(Definitions& definitions, Definition& definition) {
    constexpr const char* code = "invalid IRI mapping";
    const std::string_view term = definition.term;
    Draft& draft = definitions.draft;
    if (const std::size_t colon = term.find(':', 1); colon != term.npos) {
        const std::string_view prefix = term.substr(0, colon);
        Scope scope{*this, definitions};
        if (!scope.prepare(prefix)) return false;
        const Definition* found = draft.find(prefix);
        definition.iri = found && !found->is_null
                             ? draft.arena().keep(found->iri, term.substr(colon + 1))
                             : term;
    } else if (term.find('/') != term.npos) {
        definitions.entries.at(term).state = State::done;
        const auto iri = expand(definitions, term, {.to_vocab = true});
        if (!iri) return false;
        if (!is_absolute(iri->text, options_.profile))
            return trouble_.bad(code, "a term with a slash stands for no absolute IRI");
        definition.iri = iri->text;
    } else if (term == "@type") {
        definition.iri = jsonld::name(Keyword::type);
        definition.keyword = Keyword::type;
    } else if (draft.settings().has_vocab) {
        definition.iri = draft.arena().keep(draft.settings().vocab, term);
    } else {
        return trouble_.bad(code, "a term has no IRI, and there is no vocabulary");
    }
    return true;
}

bool ContextProcessor::read_container(const json::Value& value, Definition& definition) {
    constexpr const char* code = "invalid container mapping";
    unsigned bits = 0;
    std::size_t count = 0;
    const std::span<const json::Value> items =
        value.is_array() ? std::span<const json::Value>(value.array()) : std::span(&value, 1);
    for (const json::Value& item : items) {
        const unsigned bit = item.is_string() ? container_bit(item.string()) : 0;
        if (bit == 0 || (bits & bit)) return trouble_.bad(code, "it names no container");
        bits |= bit;
        ++count;
    }
    if (count == 0 || !is_container(bits, count))
        return trouble_.bad(code, "these containers do not go together");
    if (is_1_0() && (value.is_array() || (bits & (in_graph | in_id | in_type))))
        return needs_1_1(code, "this container");
    definition.container = static_cast<std::uint8_t>(bits);
    if (bits & in_type) {
        if (definition.coercion == Coercion::unset) definition.coercion = Coercion::to_id;
        if (definition.coercion != Coercion::to_id && definition.coercion != Coercion::to_vocab)
            return trouble_.bad("invalid type mapping", "a @type container holds IRIs");
    }
    return true;
}

bool ContextProcessor::read_scope(Definitions& definitions, const json::Value& value,
                                  Definition& definition) {
    if (is_1_0()) return needs_1_1("invalid term definition", "a scoped context");
    // A trial run: what is wrong with it must show now, not when a document first uses the term.
    Arena scratch(4096);
    Draft trial(definitions.draft, scratch);
    const Surroundings inside{.base_url = definitions.at.base_url,
                              .remotes = definitions.at.remotes,
                              .override_protected = true,
                              .validate_scoped = false};
    if (!process(trial, value, inside)) {
        if (trouble_.error().reason == Reason::bad_jsonld)
            trouble_.replace(
                {Reason::bad_jsonld, "invalid scoped context: " + trouble_.error().detail});
        return false;
    }
    definition.scope = &value;
    definition.scope_base = definitions.at.base_url;
    return true;
}

bool ContextProcessor::read_others(Definitions& definitions, const json::Value& map,
                                   Definition& definition) {
    constexpr const char* code = "invalid term definition";
    Draft& draft = definitions.draft;
    if (const json::Value* container = map.find("@container"); container && !definition.reverse)
        if (!read_container(*container, definition)) return false;

    if (const json::Value* index = map.find("@index")) {
        if (is_1_0()) return needs_1_1(code, "@index");
        if (!(definition.container & in_index))
            return trouble_.bad(code, "@index without an @index container");
        if (!index->is_string()) return trouble_.bad(code, "@index is a string");
        const auto iri = expand(definitions, index->string(), {.to_vocab = true});
        if (!iri) return false;
        if (iri->is_null || iri->keyword != Keyword::no ||
            !is_absolute(iri->text, options_.profile))
            return trouble_.bad(code, "@index stands for no absolute IRI");
        definition.has_index = true;
        definition.index = index->string();
    }
    if (const json::Value* scope = map.find("@context"))
        if (!read_scope(definitions, *scope, definition)) return false;

    if (const json::Value* language = map.find("@language"); language && !map.find("@type")) {
        if (!language->is_null() && !language->is_string())
            return trouble_.bad("invalid language mapping", "it is a string or null");
        if (language->is_string() && options_.safe && !is_well_formed_language(language->string()))
            return trouble_.loss("the language of a term is no language tag");
        definition.has_language = true;
        if (language->is_string())
            definition.language = to_lower(language->string(), draft.arena());
    }
    if (const json::Value* direction = map.find("@direction"); direction && !map.find("@type")) {
        const auto parsed = to_direction(*direction);
        if (!parsed) return trouble_.bad("invalid base direction", "it is ltr, rtl or null");
        definition.direction = *parsed;
    }
    if (const json::Value* nest = map.find("@nest")) {
        if (is_1_0()) return needs_1_1(code, "@nest");
        const bool good = nest->is_string() &&
                          (nest->string() == "@nest" || to_keyword(nest->string()) == Keyword::no);
        if (!good) return trouble_.bad("invalid @nest value", "it is a term or @nest");
        definition.has_nest = true;
        definition.nest = nest->string();
    }
    if (const json::Value* prefix = map.find("@prefix")) {
        if (is_1_0()) return needs_1_1(code, "@prefix");
        if (definition.term.find_first_of(":/") != definition.term.npos)
            return trouble_.bad(code, "a term with a colon or slash is no prefix");
        if (!prefix->is_boolean())
            return trouble_.bad("invalid @prefix value", "it is true or false");
        definition.prefix = prefix->boolean();
        if (definition.prefix && definition.keyword != Keyword::no)
            return trouble_.bad(code, "a keyword is no prefix");
    }
    for (const auto& [name, value] : map.object())
        if (std::ranges::find(allowed, name) == allowed.end())
            return trouble_.bad(code, "it has an unknown entry");
    return true;
}

}  // namespace vaxcert::jsonld
