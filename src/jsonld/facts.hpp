// SPDX-License-Identifier: Apache-2.0
// A notation for contexts: each term is a row of facts, and a scoped context is a table of its own.

#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "json/value.hpp"

namespace vaxcert::jsonld {

/// What a table says about itself, besides its terms.
enum Says : std::uint8_t {
    nothing = 0,
    version_1_1 = 1,    ///< "@version": 1.1
    all_protected = 2,  ///< "@protected": true
    id_and_type = 4,    ///< "id" and "type" stand for "@id" and "@type"
    is_null = 8,        ///< it is no table at all, but null: forget every term
};

constexpr Says operator|(Says a, Says b) {
    return static_cast<Says>(static_cast<unsigned>(a) | static_cast<unsigned>(b));
}

struct Table;

/// One term. Without anything but an IRI it is written in the short form, "term": "iri", unless
/// `long_form` asks for {"@id": "iri"}.
struct Row {
    std::string_view term = {};
    std::string_view iri = {};
    std::string_view type = {};
    std::string_view container = {};
    const Table* scope = nullptr;  ///< the context inside values of this term or type
    bool long_form = false;
};

struct Table {
    Says says = nothing;
    std::span<const Row> rows = {};
};

/// The context a table stands for, as JSON.
json::Value to_json(const Table& table);

}  // namespace vaxcert::jsonld
