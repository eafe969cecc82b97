// SPDX-License-Identifier: Apache-2.0
#include "jsonld/contexts.hpp"

#include <atomic>
#include <mutex>
#include <string>

#include "jsonld/draft.hpp"

namespace vaxcert::jsonld {

/// Everything compiled from shipped documents so far. It is a memo, not a state: what stands in it
/// follows from the documents alone, so no answer depends on what was asked before.
struct SharedContexts {
    std::mutex growing;
    Arena arena{65536};
    Context* initial;
    std::atomic<std::size_t> made{0};

    SharedContexts() : initial(arena.make<Context>()) {
        initial->slots = {arena.make_array<Slot>(8), 8};
        initial->shared = true;
    }
};

namespace {

/// Twenty or thirty serve all certificates of a kind. Only odd documents, with types combined as
/// nobody does, ever ask for so many; then we begin again rather than keep theirs.
constexpr std::size_t most_shared = 512;

std::shared_ptr<SharedContexts> shared_contexts() {
    static std::mutex guard;
    static std::shared_ptr<SharedContexts> current;
    const std::scoped_lock lock(guard);
    if (current && current->made < most_shared) return current;
    return current = std::make_shared<SharedContexts>();
}

const Step* find_step(const Context& from, const void* into, Scoped how) {
    const Step* step = from.steps.load(std::memory_order_acquire);
    while (step && (step->into != into || step->how != static_cast<std::uint8_t>(how)))
        step = step->next;
    return step;
}

void remember(Arena& arena, const Context& from, const void* into, Scoped how,
              const Context* result) {
    const Step* head = from.steps.load(std::memory_order_relaxed);
    from.steps.store(arena.make<Step>(into, static_cast<std::uint8_t>(how), result, head),
                     std::memory_order_release);
}

}  // namespace

Contexts::Contexts(const Options& options, const Budget& budget, Arena& arena, Trouble& trouble)
    : options_(options),
      budget_(budget),
      arena_(arena),
      trouble_(trouble),
      shared_(shared_contexts()),
      initial_(shared_->initial),
      processor_(options, *initial_, trouble) {}

Contexts::~Contexts() = default;

bool Contexts::spend() {
    // Counted whether it was compiled before or not: the answer must not depend on that.
    return ++spent_ <= budget_.contexts ||
           trouble_.report(limit_exceeded("changes of context", spent_, budget_.contexts));
}

template <class Make>
const Context* Contexts::compile(const Context& active, bool shared, Make make) {
    Draft draft(active, shared ? shared_->arena : arena_, shared);
    return make(draft) ? draft.finish() : nullptr;
}

template <class Make>
const Context* Contexts::step(const Context& active, const void* into, bool into_shared, Scoped how,
                              Make make) {
    if (!spend()) return nullptr;
    if (const Step* known = find_step(active, into, how)) return known->result;
    if (!active.shared || !into_shared || options_.mode != ProcessingMode::json_ld_1_1) {
        const Context* result = compile(active, false, make);
        // What is shared must never point to what ends with this call.
        if (result && !active.shared) remember(arena_, active, into, how, result);
        return result;
    }
    const std::scoped_lock lock(shared_->growing);
    if (const Step* known = find_step(active, into, how)) return known->result;
    ++shared_->made;  // what failed took memory too
    const Context* result = compile(active, true, make);
    if (result && result->shared) remember(shared_->arena, active, into, how, result);
    return result;
}

const Context* Contexts::initial() {
    if (!options_.expand_context) return initial_;
    const json::Value* own = options_.expand_context->find("@context");
    return with_local(*initial_, own ? *own : *options_.expand_context);
}

const Context* Contexts::with_scope(const Context& active, const Definition& term, Scoped how) {
    return step(active, &term, term.shared, how, [&](Draft& draft) {
        return processor_.process(draft, *term.scope,
                                  {.base_url = term.scope_base,
                                   .override_protected = how == Scoped::property,
                                   .propagate = how != Scoped::type});
    });
}

const Context* Contexts::with_local(const Context& active, const json::Value& local) {
    if (!local.is_array()) return with_one(active, local);
    const Context* context = &active;
    for (const json::Value& one : local.array()) {
        context = with_one(*context, one);
        if (!context) return nullptr;
    }
    return context;
}

const Context* Contexts::with_one(const Context& active, const json::Value& local) {
    if (const Document* document = local.is_string() ? shipped(local.string()) : nullptr) {
        return step(active, document, true, Scoped::document,
                    [&](Draft& draft) { return processor_.process(draft, local, {}); });
    }
    if (!spend()) return nullptr;
    return compile(active, false, [&](Draft& draft) {
        const std::string_view base = options_.base ? std::string_view(*options_.base) : "";
        return processor_.process(draft, local, {.base_url = base});
    });
}

}  // namespace vaxcert::jsonld
