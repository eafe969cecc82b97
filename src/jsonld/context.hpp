// SPDX-License-Identifier: Apache-2.0
// An active context: what each term means at one place of a document. Compiled once, then read
// only.

#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string_view>

#include "json/value.hpp"
#include "jsonld/keyword.hpp"

namespace vaxcert::jsonld {

using Hash = std::uint64_t;

/// For tables of terms in memory only; nothing depends on its values.
inline Hash hash_of(std::string_view text) noexcept {
    constexpr std::uint64_t odd = 0x9e3779b97f4a7c15;
    const auto word = [](const char* from, std::size_t bytes) {
        std::uint64_t value = 0;
        std::memcpy(&value, from, bytes);
        return value;
    };
    std::uint64_t hash = text.size() * odd;
    const char* at = text.data();
    std::size_t left = text.size();
    for (; left > 8; at += 8, left -= 8) {
        hash = (hash ^ word(at, 8)) * odd;
        hash ^= hash >> 32;
    }
    if (left == 8)
        hash ^= word(at, 8);
    else if (left >= 4)
        hash ^= word(at, 4) | word(at + left - 4, 4) << 32;
    else if (left > 0)
        hash ^= word(at, 1) | word(at + left / 2, 1) << 8 | word(at + left - 1, 1) << 16;
    hash *= odd;
    return hash ^ hash >> 29;
}

enum class Direction : std::uint8_t { unset, none, ltr, rtl };

/// The containers of a term, as bits.
enum Container : std::uint8_t {
    in_graph = 1,
    in_id = 2,
    in_index = 4,
    in_language = 8,
    in_list = 16,
    in_set = 32,
    in_type = 64,
};

/// What values of a term are.
enum class Coercion : std::uint8_t { unset, to_id, to_vocab, to_json, to_none, to_datatype };

/// A term definition (JSON-LD 1.1 API section 4.1). Text it refers to lives as long as it does.
struct Definition {
    std::string_view term;
    std::string_view iri;  ///< also the keyword of an alias; empty with `is_null`
    Keyword keyword = Keyword::no;
    bool is_null = false;  ///< the term is known, and stands for nothing
    bool prefix = false;
    bool is_protected = false;
    bool reverse = false;
    bool shared = false;  ///< it stands in a shipped document, and lives as its context does
    std::uint8_t container = 0;

    Coercion coercion = Coercion::unset;
    std::string_view datatype;

    bool has_language = false;
    std::string_view language;  ///< empty: explicitly none
    Direction direction = Direction::unset;

    bool has_index = false;
    std::string_view index;  ///< the property that holds the key of an index map
    bool has_nest = false;
    std::string_view nest;

    const json::Value* scope = nullptr;  ///< the context inside values of this term or type
    std::string_view scope_base;         ///< what URLs in that context are relative to
};

/// Whether two definitions say the same, their protection aside.
bool same_meaning(const Definition& one, const Definition& other);

struct Context;

/// What a context says besides its terms.
struct Settings {
    enum class Base : std::uint8_t {
        of_call,  ///< what Options says
        none,     ///< "@base": null
        given,    ///< `base`
    };

    Base base_kind = Base::of_call;
    std::string_view base;
    bool has_vocab = false;
    std::string_view vocab;
    std::string_view language;  ///< empty: none
    Direction direction = Direction::unset;
    const Context* previous = nullptr;  ///< what returns when this node is left
    bool depends_on_call = false;       ///< something in it was resolved against Options::base
};

/// A step from one context into another, remembered.
struct Step {
    const void* into;  ///< a Document or a Definition
    std::uint8_t how;
    const Context* result;
    const Step* next;
};

struct Slot {
    Hash hash = 0;
    const Definition* definition = nullptr;
};

struct Context {
    Settings settings;
    std::span<const Slot> slots;  ///< open addressing; their number is a power of two
    std::size_t terms = 0;
    std::size_t protected_terms = 0;
    bool shared = false;  ///< derived from shipped documents alone, so any call may use it

    /// Terms other than the keyword itself that stand for "@type" or "@value". Few if any.
    std::span<const Definition* const> type_aliases;
    bool has_value_alias = false;

    /// Other contexts entered from here. Only ever grows, at its head.
    mutable std::atomic<const Step*> steps{nullptr};

    const Definition* find(std::string_view term, Hash hash) const noexcept {
        const std::size_t mask = slots.size() - 1;
        for (std::size_t at = hash & mask;; at = (at + 1) & mask) {
            const Slot& slot = slots[at];
            if (!slot.definition) return nullptr;
            if (slot.hash == hash && slot.definition->term == term) return slot.definition;
        }
    }
    const Definition* find(std::string_view term) const noexcept {
        return find(term, hash_of(term));
    }
};

}  // namespace vaxcert::jsonld
