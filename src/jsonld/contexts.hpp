// SPDX-License-Identifier: Apache-2.0
// The contexts one document needs, each compiled once: for ever where it comes from documents we
// ship, for this call otherwise.

#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>

#include "base/budget.hpp"
#include "json/value.hpp"
#include "jsonld/arena.hpp"
#include "jsonld/context.hpp"
#include "jsonld/options.hpp"
#include "jsonld/processor.hpp"
#include "jsonld/trouble.hpp"

namespace vaxcert::jsonld {

struct SharedContexts;

/// Why a scoped context is entered.
enum class Scoped : std::uint8_t {
    document,  ///< not scoped: a shipped document named by an @context
    property,  ///< inside values of a term: may redefine what is protected
    type,      ///< inside a node of a type: ends where the node ends
    map_type,  ///< inside a type map
};

class Contexts {
  public:
    Contexts(const Options& options, const Budget& budget, Arena& arena, Trouble& trouble);
    ~Contexts();

    Contexts(const Contexts&) = delete;
    Contexts& operator=(const Contexts&) = delete;

    /// Before the document has said anything. nullptr with trouble reported, as below.
    const Context* initial();

    /// After an @context.
    const Context* with_local(const Context& active, const json::Value& local);

    /// After the scoped context of a term; `term.scope` is there.
    const Context* with_scope(const Context& active, const Definition& term, Scoped how);

  private:
    template <class Make>
    const Context* step(const Context& active, const void* into, bool into_shared, Scoped how,
                        Make make);
    template <class Make>
    const Context* compile(const Context& active, bool shared, Make make);
    const Context* with_one(const Context& active, const json::Value& local);
    bool spend();

    const Options& options_;
    const Budget& budget_;
    Arena& arena_;
    Trouble& trouble_;
    std::shared_ptr<SharedContexts> shared_;
    const Context* initial_;
    ContextProcessor processor_;
    std::size_t spent_ = 0;
};

}  // namespace vaxcert::jsonld
