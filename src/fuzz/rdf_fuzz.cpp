// SPDX-License-Identifier: Apache-2.0
#include "rdf/canonicalize.hpp"

#include <algorithm>

#include "fuzz/fuzz.hpp"

FUZZ(rdf) {
    using namespace vaxcert;
    const Budget budget = Budget::for_one_certificate();
    auto dataset = rdf::parse_nquads(as_text(input), budget);
    if (!dataset) return;
    const auto once = rdf::canonicalize(*dataset, {}, budget);
    if (!once) return;

    // Canonicalizing twice is canonicalizing once, in any order of the quads.
    const auto again = rdf::parse_nquads(once->nquads, budget);
    FUZZ_CHECK(again && rdf::canonicalize(*again, {}, budget)->nquads == once->nquads);
    std::ranges::reverse(dataset->quads());
    const auto reversed = rdf::canonicalize(*dataset, {}, budget);
    FUZZ_CHECK(reversed && reversed->nquads == once->nquads);
}
