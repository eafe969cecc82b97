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

    // Canonicalizing twice is canonicalizing once, in any order of the quads. How much is spent on
    // the way depends on the order, so these runs may spend more.
    const Budget more = Budget::for_trusted_data();
    const auto again = rdf::parse_nquads(once->nquads, more);
    FUZZ_CHECK(again.has_value());
    const auto twice = rdf::canonicalize(*again, {}, more);
    FUZZ_CHECK(twice && twice->nquads == once->nquads);
    std::ranges::reverse(dataset->quads());
    const auto reversed = rdf::canonicalize(*dataset, {}, more);
    FUZZ_CHECK(reversed && reversed->nquads == once->nquads);
}
