// SPDX-License-Identifier: Apache-2.0
#include "jsonld/draft.hpp"

#include <bit>

namespace vaxcert::jsonld {
namespace {

void insert(std::span<Slot> slots, Slot slot) {
    const std::size_t mask = slots.size() - 1;
    std::size_t at = slot.hash & mask;
    while (slots[at].definition) at = (at + 1) & mask;
    slots[at] = slot;
}

}  // namespace

void Draft::begin_again(const Context& context) {
    under_ = nullptr;
    base_ = &context;
    settings_ = context.settings;
    protected_terms_ = context.protected_terms;
    changed_ = false;
    own_.clear();
    own_count_ = 0;
}

const Draft::Own* Draft::own(std::string_view term, Hash hash) const {
    if (own_.empty()) return nullptr;
    const std::size_t mask = own_.size() - 1;
    for (std::size_t at = hash & mask; own_[at].term.data(); at = (at + 1) & mask)
        if (own_[at].hash == hash && own_[at].term == term) return &own_[at];
    return nullptr;
}

const Definition* Draft::find(std::string_view term, Hash hash) const {
    for (const Draft* draft = this; draft; draft = draft->under_)
        if (const Own* found = draft->own(term, hash)) return found->definition;
    return base_->find(term, hash);
}

void Draft::put(const Definition& definition) {
    set(definition.term, &definition);
}

void Draft::hide(std::string_view term) {
    if (find(term)) set(term, nullptr);
}

void Draft::set(std::string_view term, const Definition* definition) {
    const Hash hash = hash_of(term);
    if (const Definition* old = find(term, hash); old && old->is_protected) --protected_terms_;
    if (definition && definition->is_protected) ++protected_terms_;
    changed_ = true;
    if (const Own* found = own(term, hash)) {
        own_[static_cast<std::size_t>(found - own_.data())].definition = definition;
        return;
    }
    if ((own_count_ + 1) * 2 > own_.size()) grow();
    std::size_t at = hash & (own_.size() - 1);
    while (own_[at].term.data()) at = (at + 1) & (own_.size() - 1);
    own_[at] = {hash, term, definition};
    ++own_count_;
}

void Draft::grow() {
    std::vector<Own> old(std::max<std::size_t>(16, own_.size() * 2));
    old.swap(own_);
    for (const Own& entry : old) {
        if (!entry.term.data()) continue;
        std::size_t at = entry.hash & (own_.size() - 1);
        while (own_[at].term.data()) at = (at + 1) & (own_.size() - 1);
        own_[at] = entry;
    }
}

const Context* Draft::finish() const {
    if (const Context* same = unchanged()) return same;
    Context* context = arena_.make<Context>();
    context->settings = settings_;
    context->protected_terms = protected_terms_;
    context->shared = shared_ && !settings_.depends_on_call;

    std::vector<Slot> all;
    all.reserve(base_->terms + own_count_);
    for (const Slot& slot : base_->slots)
        if (slot.definition && !own(slot.definition->term, slot.hash)) all.push_back(slot);
    for (const Own& entry : own_)
        if (entry.definition) all.push_back({entry.hash, entry.definition});

    // Half of the slots stay free, so looking for what is not there ends soon.
    const std::size_t size = std::bit_ceil(std::max<std::size_t>(8, all.size() * 2 + 1));
    const std::span<Slot> slots(arena_.make_array<Slot>(size), size);
    std::vector<const Definition*> type_aliases;
    for (const Slot& slot : all) {
        insert(slots, slot);
        if (slot.definition->term.starts_with('@')) continue;
        if (slot.definition->keyword == Keyword::type) type_aliases.push_back(slot.definition);
        if (slot.definition->keyword == Keyword::value) context->has_value_alias = true;
    }
    context->slots = slots;
    context->terms = all.size();
    auto* aliases = arena_.make_array<const Definition*>(type_aliases.size());
    std::ranges::copy(type_aliases, aliases);
    context->type_aliases = {aliases, type_aliases.size()};
    return context;
}

}  // namespace vaxcert::jsonld
