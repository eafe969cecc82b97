// SPDX-License-Identifier: Apache-2.0
#include "jsonld/to_rdf.hpp"

#include "jsonld/arena.hpp"
#include "jsonld/expander.hpp"
#include "jsonld/quad_writer.hpp"

namespace vaxcert::jsonld {

Result<rdf::Dataset> to_rdf(const json::Value& document, const Options& options,
                            const Budget& budget) {
    Arena arena;
    Trouble trouble;
    Expander expander(options, budget, arena, trouble);
    QuadWriter writer(options, budget, trouble);
    Items items;
    if (!expander.expand_document(document, items) || !writer.write(items)) return trouble.error();
    return writer.finish();
}

}  // namespace vaxcert::jsonld
