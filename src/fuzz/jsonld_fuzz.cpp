// SPDX-License-Identifier: Apache-2.0
#include "jsonld/to_rdf.hpp"

#include "fuzz/fuzz.hpp"
#include "json/parse.hpp"
#include "rdf/canonicalize.hpp"

FUZZ(jsonld) {
    using namespace vaxcert;
    const Budget budget = Budget::for_one_certificate();
    const auto document = json::parse(as_text(input), budget);
    if (!document) return;

    // Both readings end; what they make has a canonical form that is its own canonical form.
    for (const auto& options :
         {jsonld::Options::for_data_integrity(), jsonld::Options::for_divoc()}) {
        const auto dataset = jsonld::to_rdf(*document, options, budget);
        if (!dataset || options.profile == jsonld::Profile::jsonld_js_2) continue;
        const auto once = rdf::canonicalize(*dataset, {}, budget);
        if (!once) continue;
        const auto again = rdf::parse_nquads(once->nquads, budget);
        FUZZ_CHECK(again && rdf::canonicalize(*again, {}, budget)->nquads == once->nquads);
    }
}
