// SPDX-License-Identifier: Apache-2.0
#include "jsonld/facts.hpp"

#include <utility>

namespace vaxcert::jsonld {
namespace {

json::Value definition(const Row& row) {
    const bool is_short = row.type.empty() && row.container.empty() && !row.scope && !row.long_form;
    if (is_short) return row.iri;
    json::Value value{json::Object{}};
    value.set("@id", row.iri);
    if (!row.type.empty()) value.set("@type", row.type);
    if (!row.container.empty()) value.set("@container", row.container);
    if (row.scope) value.set("@context", to_json(*row.scope));
    return value;
}

}  // namespace

json::Value to_json(const Table& table) {
    if (table.says & is_null) return nullptr;
    json::Value context{json::Object{}};
    if (table.says & version_1_1) context.set("@version", 1.1);
    if (table.says & all_protected) context.set("@protected", true);
    if (table.says & id_and_type) {
        context.set("id", "@id");
        context.set("type", "@type");
    }
    for (const Row& row : table.rows) context.set(row.term, definition(row));
    return context;
}

}  // namespace vaxcert::jsonld
