// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "fuzz/fuzz.hpp"
#include "json/parse.hpp"
#include "jsonld/expand.hpp"
#include "jsonld/to_rdf.hpp"
#include "rdf/nquads.hpp"

namespace {

using namespace vaxcert;

const Budget budget{.json_depth = 12, .json_values = 200, .quads = 64, .contexts = 64};

jsonld::Options lenient() {
    jsonld::Options options;
    options.safe = false;
    return options;
}

bool is_written_soundly(const rdf::Dataset& dataset) {
    // No text of the document can end a term early and begin another quad.
    const auto read_back = rdf::parse_nquads(rdf::to_nquads(dataset), budget);
    return read_back && std::ranges::equal(read_back->quads(), dataset.quads());
}

}  // namespace

FUZZ(jsonld) {
    const auto document = json::parse(as_text(input), budget);
    if (!document) return;

    const auto dataset = jsonld::to_rdf(*document, lenient(), budget);
    if (dataset) {
        FUZZ_CHECK(dataset->quads().size() <= budget.quads);
        FUZZ_CHECK(is_written_soundly(*dataset));
        const auto again = jsonld::to_rdf(*document, lenient(), budget);
        FUZZ_CHECK(again && std::ranges::equal(again->quads(), dataset->quads()));
    }

    // Safe mode refuses more, and changes nothing.
    const auto safe = jsonld::to_rdf(*document, {}, budget);
    FUZZ_CHECK(!safe || (dataset && std::ranges::equal(safe->quads(), dataset->quads())));

    const auto as_signed = jsonld::to_rdf(*document, jsonld::Options::for_divoc(), budget);
    FUZZ_CHECK(!as_signed || as_signed->quads().size() <= budget.quads);

    // The expanded form says the same as the document.
    const auto expanded = jsonld::expand(*document, lenient(), budget);
    FUZZ_CHECK(expanded || !dataset);
    if (expanded && dataset) {
        const auto through = jsonld::to_rdf(*expanded, lenient(), Budget::for_trusted_data());
        FUZZ_CHECK(through && through->quads().size() == dataset->quads().size());
    }
}
