// SPDX-License-Identifier: Apache-2.0
// The expanded form of a document, as both outputs read it: expand() writes it as JSON, to_rdf()
// as quads. It lives in an arena and looks at text of the input, of contexts and of the arena.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "json/value.hpp"
#include "jsonld/arena.hpp"
#include "jsonld/context.hpp"

namespace vaxcert::jsonld {

/// A chain of T by T::next, in order.
template <class T>
struct Chain {
    T* first = nullptr;
    T* last = nullptr;

    bool empty() const { return !first; }
    bool has_one() const { return first && first == last; }

    void add(T* item) {
        item->next = nullptr;
        last = (first ? last->next : first) = item;
    }
    void add(Chain other) {
        if (other.empty()) return;
        (first ? last->next : first) = other.first;
        last = other.last;
    }

    struct Iterator {
        T* at;
        T& operator*() const { return *at; }
        Iterator& operator++() {
            at = at->next;
            return *this;
        }
        bool operator!=(const Iterator& other) const { return at != other.at; }
    };
    Iterator begin() const { return {first}; }
    Iterator end() const { return {nullptr}; }
};

/// One value of a property.
struct Item {
    enum class Kind : std::uint8_t { value, node, list };
    explicit Item(Kind a_kind) : kind(a_kind) {}

    Kind kind;
    Item* next = nullptr;
    bool has_index = false;
    std::string_view index;
};
using Items = Chain<Item>;

/// A string, number or boolean with what is known about it; or any JSON, with `is_json`.
struct Value : Item {
    Value() : Item(Kind::value) {}

    const json::Value* json = nullptr;  ///< nullptr: the string `text`
    std::string_view text;
    bool is_json = false;
    bool has_type = false;
    std::string_view type;
    bool has_language = false;
    std::string_view language;
    Direction direction = Direction::unset;
};

struct List : Item {
    List() : Item(Kind::list) {}

    Items items;
};

/// An IRI in a chain.
struct Name {
    std::string_view text = {};
    Name* next = nullptr;
    bool is_null = false;
};

/// A property and its values.
struct Property {
    std::string_view iri = {};
    Property* next = nullptr;
    Items values = {};
};

/// Finds a property by its IRI.
class Properties : public Chain<Property> {
  public:
    /// The property, made if it is not there.
    Property& at(std::string_view iri, Arena& arena);

  private:
    Property* find(std::string_view iri, Hash hash) const;
    void insert(Property* property);

    // A table only once there are too many to look at each.
    std::size_t count_ = 0;
    std::size_t table_size_ = 0;
    Property** table_ = nullptr;
};

struct Node : Item {
    Node() : Item(Kind::node) {}

    bool has_id = false;
    bool id_is_null = false;
    std::string_view id;
    bool has_types = false;
    Chain<Name> types;
    bool has_graph = false;
    Items graph;
    bool has_included = false;
    Items included;
    Properties properties;
    bool has_reverse = false;
    Properties reverse;

    // These two belong to values. A node that has them keeps them in expanded JSON, and in RDF they
    // say nothing.
    bool has_language = false;
    std::string_view language;
    Direction direction = Direction::unset;
};

/// The expanded form as JSON.
json::Value to_json(const Items& items);

}  // namespace vaxcert::jsonld
