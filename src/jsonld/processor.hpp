// SPDX-License-Identifier: Apache-2.0
// Context processing (JSON-LD 1.1 API section 4): what a local context does to an active one.

#pragma once

#include <cstddef>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/budget.hpp"
#include "json/value.hpp"
#include "jsonld/documents.hpp"
#include "jsonld/draft.hpp"
#include "jsonld/expand_iri.hpp"
#include "jsonld/language.hpp"
#include "jsonld/options.hpp"
#include "jsonld/trouble.hpp"

namespace vaxcert::jsonld {

/// The URLs being loaded, innermost first.
struct Remote {
    std::string_view url;
    const Remote* outer = nullptr;
    std::size_t depth = 1;
};

/// Where a local context stands.
struct Surroundings {
    std::string_view base_url = {};   ///< what URLs in it are relative to
    const Remote* remotes = nullptr;  ///< how we came here
    bool override_protected = false;
    bool propagate = true;
    bool validate_scoped = true;
};

class ContextProcessor {
  public:
    ContextProcessor(const Options& options, const Context& initial, Trouble& trouble)
        : options_(options), initial_(initial), trouble_(trouble) {}

    /// Applies a local context of any form. False with trouble reported.
    bool process(Draft& draft, const json::Value& local, Surroundings at);

    /// The absolute URL of a context reference, and what lies there.
    struct Found {
        std::string_view url;
        const json::Value* json = nullptr;
        const Document* shipped = nullptr;
    };
    std::optional<Found> find_document(std::string_view reference, std::string_view base_url);

    const Context& initial() const { return initial_; }

  private:
    enum class State : unsigned char { waiting, under_way, done };

    struct Entry {
        const json::Value* value = nullptr;
        State state = State::waiting;
    };

    /// One context definition while its terms are defined, in any order they need one another.
    struct Definitions {
        Draft& draft;
        Surroundings at;
        bool protect = false;
        std::vector<std::string_view> order;
        std::unordered_map<std::string_view, Entry> entries;

        const json::Value* find(std::string_view name) const;
    };

    /// IRI expansion inside a context definition: terms that are still to be defined are.
    struct Scope;

    bool process_url(Draft& draft, std::string_view reference, const Surroundings& at);
    bool process_map(Draft& draft, const json::Value& map, const Surroundings& at);
    bool read_import(Definitions& definitions, const json::Value& reference);
    bool read_settings(Definitions& definitions);
    bool read_base(Definitions& definitions, const json::Value& value);
    bool read_vocab(Definitions& definitions, const json::Value& value);

    bool define(Definitions& definitions, std::string_view term);
    bool define_as(Definitions& definitions, std::string_view term, const json::Value& value);
    bool read_type(Definitions& definitions, const json::Value& value, Definition& definition);
    /// Nothing when the term must be ignored.
    std::optional<bool> read_reverse(Definitions& definitions, const json::Value& map,
                                     Definition& definition);
    std::optional<bool> read_iri(Definitions& definitions, const json::Value* id, bool simple,
                                 Definition& definition);
    bool read_own_iri(Definitions& definitions, Definition& definition);
    bool read_container(const json::Value& value, Definition& definition);
    bool read_scope(Definitions& definitions, const json::Value& value, Definition& definition);
    bool read_others(Definitions& definitions, const json::Value& map, Definition& definition);

    std::optional<Iri> expand(Definitions& definitions, std::string_view value, Relative relative);
    bool needs_1_1(const char* code, const char* what);
    bool is_1_0() const { return options_.mode == ProcessingMode::json_ld_1_0; }

    const Options& options_;
    const Context& initial_;
    Trouble& trouble_;
    std::deque<std::pair<std::string, json::Value>> loaded_;
};

}  // namespace vaxcert::jsonld
