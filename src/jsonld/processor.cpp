// SPDX-License-Identifier: Apache-2.0
#include "jsonld/processor.hpp"

#include <algorithm>

namespace vaxcert::jsonld {
namespace {

/// How deep contexts may load one another.
constexpr std::size_t most_remotes = 16;

bool is_loading(const Remote* remote, std::string_view url) {
    for (; remote; remote = remote->outer)
        if (remote->url == url) return true;
    return false;
}

}  // namespace

const json::Value* ContextProcessor::Definitions::find(std::string_view name) const {
    const auto found = entries.find(name);
    return found == entries.end() ? nullptr : found->second.value;
}

bool ContextProcessor::needs_1_1(const char* code, const char* what) {
    return trouble_.bad(code, std::string(what) + " needs JSON-LD 1.1");
}

bool ContextProcessor::process(Draft& draft, const json::Value& local, Surroundings at) {
    if (const json::Value* own = local.find("@propagate"); own && own->is_boolean())
        at.propagate = own->boolean();
    if (!at.propagate && !draft.settings().previous) {
        // In a trial nobody will ever return to it; that there is one is all that counts.
        const Context* active = draft.is_trial() ? &initial_ : draft.finish();
        draft.change().previous = active;
    }

    const std::span<const json::Value> steps =
        local.is_array() ? std::span<const json::Value>(local.array()) : std::span(&local, 1);
    for (const json::Value& step : steps) {
        if (step.is_null()) {
            if (!at.override_protected && draft.has_protected_terms())
                return trouble_.bad("invalid context nullification",
                                    "null would forget protected terms");
            const Context* previous = draft.settings().previous;
            draft.begin_again(initial_);
            if (!at.propagate) draft.change().previous = previous;
        } else if (step.is_string()) {
            if (!process_url(draft, step.string(), at)) return false;
        } else if (step.is_object()) {
            if (!process_map(draft, step, at)) return false;
        } else {
            return trouble_.bad("invalid local context",
                                std::string("a context is no ") + json::name(step.kind()));
        }
    }
    return true;
}

std::optional<ContextProcessor::Found> ContextProcessor::find_document(std::string_view reference,
                                                                       std::string_view base_url) {
    if (const Document* document = shipped(reference))
        return Found{reference, &document->json, document};
    const std::string url =
        base_url.empty() ? std::string(reference) : resolve(base_url, reference);
    if (!options_.loader) {
        trouble_.report({Reason::context_not_pinned,
                         "a context of " + std::to_string(url.size()) +
                             " characters is none of those we hold; none is ever fetched"});
        return std::nullopt;
    }
    for (const auto& [known, json] : loaded_)
        if (known == url) return Found{known, &json, nullptr};
    auto json = options_.loader(url);
    if (!json) {
        trouble_.bad("loading remote context failed", json.error().detail);
        return std::nullopt;
    }
    const auto& kept = loaded_.emplace_back(url, *std::move(json));
    return Found{kept.first, &kept.second, nullptr};
}

bool ContextProcessor::process_url(Draft& draft, std::string_view reference,
                                   const Surroundings& at) {
    const auto found = find_document(reference, at.base_url);
    if (!found) return false;
    if (!at.validate_scoped && is_loading(at.remotes, found->url)) return true;
    const Remote here{found->url, at.remotes, at.remotes ? at.remotes->depth + 1 : 1};
    if (here.depth > most_remotes)
        return trouble_.bad("context overflow",
                            "contexts load one another " + std::to_string(here.depth) + " deep");
    const json::Value* context = found->json->find("@context");
    if (!context)
        return trouble_.bad("invalid remote context", "the document has no @context at its top");
    if (!found->shipped) draft.change().depends_on_call = true;
    return process(
        draft, *context,
        {.base_url = found->url, .remotes = &here, .validate_scoped = at.validate_scoped});
}

bool ContextProcessor::process_map(Draft& draft, const json::Value& map, const Surroundings& at) {
    Definitions definitions{.draft = draft, .at = at, .order = {}, .entries = {}};
    for (const auto& [name, value] : map.object()) {
        definitions.order.push_back(name);
        definitions.entries.insert_or_assign(name, Entry{&value});
    }

    if (const json::Value* version = definitions.find("@version")) {
        if (!version->is_number() || version->number().value != 1.1)
            return trouble_.bad("invalid @version value", "only 1.1 is known");
        if (is_1_0()) return needs_1_1("processing mode conflict", "@version 1.1");
    }
    if (const json::Value* reference = definitions.find("@import"))
        if (!read_import(definitions, *reference)) return false;
    if (!read_settings(definitions)) return false;

    if (const json::Value* protect = definitions.find("@protected")) {
        if (!protect->is_boolean())
            return trouble_.bad("invalid @protected value", "it is true or false");
        definitions.protect = protect->boolean();
    }
    for (const std::string_view term : definitions.order) {
        switch (to_keyword(term)) {
            case Keyword::base:
            case Keyword::direction:
            case Keyword::import:
            case Keyword::language:
            case Keyword::propagate:
            case Keyword::protect:
            case Keyword::version:
            case Keyword::vocab:
                break;
            default:
                if (!define(definitions, term)) return false;
        }
    }
    return true;
}

bool ContextProcessor::read_import(Definitions& definitions, const json::Value& reference) {
    if (is_1_0()) return needs_1_1("invalid context entry", "@import");
    if (!reference.is_string())
        return trouble_.bad("invalid @import value", "it is the URL of one context");
    const auto found = find_document(reference.string(), definitions.at.base_url);
    if (!found) return false;
    const json::Value* imported = found->json->find("@context");
    if (!imported || !imported->is_object())
        return trouble_.bad("invalid remote context", "@import needs one context that is a map");
    if (imported->find("@import"))
        return trouble_.bad("invalid context entry", "an imported context imports another");
    // What imports says the last word.
    for (const auto& [name, value] : imported->object())
        if (definitions.entries.try_emplace(name, Entry{&value}).second)
            definitions.order.push_back(name);
    return true;
}

bool ContextProcessor::read_settings(Definitions& definitions) {
    Draft& draft = definitions.draft;
    // A document that was loaded has no say in our base.
    if (const json::Value* base = definitions.find("@base"); base && !definitions.at.remotes)
        if (!read_base(definitions, *base)) return false;
    if (const json::Value* vocab = definitions.find("@vocab"))
        if (!read_vocab(definitions, *vocab)) return false;

    if (const json::Value* language = definitions.find("@language")) {
        if (!language->is_null() && !language->is_string())
            return trouble_.bad("invalid default language", "it is a string or null");
        if (language->is_string() && options_.safe && !is_well_formed_language(language->string()))
            return trouble_.loss("a default language is no language tag");
        draft.change().language =
            language->is_null() ? std::string_view{} : to_lower(language->string(), draft.arena());
    }
    if (const json::Value* direction = definitions.find("@direction")) {
        if (is_1_0()) return needs_1_1("invalid context entry", "@direction");
        const auto parsed = to_direction(*direction);
        if (!parsed) return trouble_.bad("invalid base direction", "it is ltr, rtl or null");
        draft.change().direction = *parsed;
    }
    if (const json::Value* propagate = definitions.find("@propagate")) {
        if (is_1_0()) return needs_1_1("invalid context entry", "@propagate");
        if (!propagate->is_boolean())
            return trouble_.bad("invalid @propagate value", "it is true or false");
    }
    return true;
}

bool ContextProcessor::read_base(Definitions& definitions, const json::Value& value) {
    Settings& settings = definitions.draft.change();
    if (value.is_null()) {
        settings.base_kind = Settings::Base::none;
        settings.base = {};
        return true;
    }
    if (!value.is_string()) return trouble_.bad("invalid base IRI", "it is a string or null");
    const std::string& base = value.string();
    if (is_absolute(base, options_.profile)) {
        settings.base = base;
    } else if (settings.base_kind == Settings::Base::given) {
        settings.base = definitions.draft.arena().keep(resolve(settings.base, base));
    } else if (settings.base_kind == Settings::Base::of_call && options_.base) {
        settings.base = definitions.draft.arena().keep(resolve(*options_.base, base));
        settings.depends_on_call = true;
    } else {
        return trouble_.bad("invalid base IRI", "it is relative, and there is none to resolve it");
    }
    settings.base_kind = Settings::Base::given;
    return true;
}

bool ContextProcessor::read_vocab(Definitions& definitions, const json::Value& value) {
    Settings& settings = definitions.draft.change();
    if (value.is_null()) {
        settings.has_vocab = false;
        settings.vocab = {};
        return true;
    }
    if (!value.is_string()) return trouble_.bad("invalid vocab mapping", "it is a string or null");
    const bool absolute = is_absolute(value.string(), options_.profile);
    if (!absolute && is_1_0())
        return needs_1_1("invalid vocab mapping", "a vocabulary that is no absolute IRI");
    const auto vocab = expand(definitions, value.string(), {.to_vocab = true, .to_document = true});
    if (!vocab) return false;
    if (vocab->is_null || vocab->keyword != Keyword::no)
        return trouble_.bad("invalid vocab mapping", "it stands for no IRI");
    if (options_.safe && !is_absolute(vocab->text, options_.profile))
        return trouble_.loss("a vocabulary is a relative IRI");
    settings.has_vocab = true;
    settings.vocab = vocab->text;
    return true;
}

}  // namespace vaxcert::jsonld
