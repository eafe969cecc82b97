// SPDX-License-Identifier: Apache-2.0
#include "jsonld/expand.hpp"

#include "jsonld/arena.hpp"
#include "jsonld/expander.hpp"

namespace vaxcert::jsonld {

Result<json::Value> expand(const json::Value& document, const Options& options,
                           const Budget& budget) {
    Arena arena;
    Trouble trouble;
    // The items look at text of contexts, which live as long as the expander.
    Expander expander(options, budget, arena, trouble);
    Items items;
    if (!expander.expand_document(document, items)) return trouble.error();
    return to_json(items);
}

}  // namespace vaxcert::jsonld
