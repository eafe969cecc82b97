// SPDX-License-Identifier: Apache-2.0
// A context while it is being made: what a local context changes, on top of what was there.

#pragma once

#include <string_view>
#include <vector>

#include "jsonld/arena.hpp"
#include "jsonld/context.hpp"

namespace vaxcert::jsonld {

class Draft {
  public:
    /// On top of a finished context. Shared: only what stands in shipped documents will be added.
    Draft(const Context& base, Arena& arena, bool shared)
        : base_(&base),
          arena_(arena),
          shared_(shared),
          settings_(base.settings),
          protected_terms_(base.protected_terms) {}

    /// On top of another draft, to try something out.
    Draft(const Draft& under, Arena& arena)
        : under_(&under),
          base_(under.base_),
          arena_(arena),
          shared_(false),
          settings_(under.settings_),
          protected_terms_(under.protected_terms_) {}

    /// Forgets everything but what `context` says.
    void begin_again(const Context& context);

    const Definition* find(std::string_view term) const { return find(term, hash_of(term)); }
    void put(const Definition& definition);

    /// Makes a term unknown.
    void hide(std::string_view term);

    const Settings& settings() const { return settings_; }
    Settings& change() {
        changed_ = true;
        return settings_;
    }

    bool has_protected_terms() const { return protected_terms_ > 0; }
    bool is_trial() const { return under_ != nullptr; }
    bool is_shared() const { return shared_; }

    /// The finished context this is still the same as, or nullptr.
    const Context* unchanged() const { return changed_ || under_ ? nullptr : base_; }

    /// The finished context, in the arena. `unchanged()` when it is that.
    const Context* finish() const;

    Arena& arena() const { return arena_; }

  private:
    struct Own {
        Hash hash = 0;
        std::string_view term;
        const Definition* definition = nullptr;  ///< nullptr: hidden
    };

    const Definition* find(std::string_view term, Hash hash) const;
    const Own* own(std::string_view term, Hash hash) const;
    void set(std::string_view term, const Definition* definition);
    void grow();

    const Draft* under_ = nullptr;
    const Context* base_;
    Arena& arena_;
    bool shared_;
    Settings settings_;
    std::size_t protected_terms_;
    bool changed_ = false;
    std::vector<Own> own_;  ///< open addressing, as in Context; empty `term.data()`: free
    std::size_t own_count_ = 0;
};

}  // namespace vaxcert::jsonld
