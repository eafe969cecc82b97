// SPDX-License-Identifier: Apache-2.0
// w3c/rdf-canon: RDFC-1.0, byte for byte.

#include <string>

#include "conformance/suites.hpp"
#include "json/parse.hpp"
#include "rdf/canonicalize.hpp"

namespace vaxcert::conformance {
namespace {

std::string text_at(const json::Value& entry, std::string_view member) {
    const json::Value* value = entry.find(member);
    return value && value->is_string() ? value->string() : std::string();
}

Result<rdf::Canonical> canonical_of(rdf::Dataset& dataset, const json::Value& entry) {
    const bool sha384 = text_at(entry, "hashAlgorithm") == "SHA384";
    const rdf::CanonicalizeOptions options{.hash = sha384 ? crypto::HashAlgorithm::sha384
                                                          : crypto::HashAlgorithm::sha256};
    return canonicalize(dataset, options, Budget::for_trusted_data());
}

/// "each label of the input: its canonical label", as the suite's JSON has it.
json::Value label_map(const rdf::Canonical& canonical) {
    json::Value map{json::Object{}};
    for (std::size_t i = 0; i < canonical.labels.size(); ++i)
        map.set(canonical.labels[i], "c14n" + std::to_string(i));
    return map;
}

void run_entry(Run& run, const std::filesystem::path& tests, const json::Value& entry) {
    const std::string id = text_at(entry, "id").substr(1);
    const std::string type = text_at(entry, "type");
    auto dataset =
        rdf::parse_nquads(read_file(tests / text_at(entry, "action")), Budget::for_trusted_data());
    if (!dataset) return run.expect(id, "N-Quads", dataset.error().detail);

    const auto canonical = canonical_of(*dataset, entry);
    if (type == "rdfc:RDFC10NegativeEvalTest")
        return run.expect(id, name(Reason::limit_exceeded),
                          canonical ? "a canonical form" : name(canonical.error().reason));
    if (!canonical) return run.expect(id, "a canonical form", canonical.error().detail);
    if (type == "rdfc:RDFC10EvalTest")
        return run.expect(id, read_file(tests / text_at(entry, "result")), canonical->nquads);
    if (type == "rdfc:RDFC10MapTest") {
        const json::Value expected = read_json(tests / text_at(entry, "result"));
        const json::Value actual = label_map(*canonical);
        return run.expect(id, json::to_text(expected),
                          json::to_text(actual == expected ? expected : actual));
    }
    run.expect(id, "a type of test we know", type);
}

}  // namespace

void run_rdf_canon(Run& run, const std::filesystem::path& folder) {
    const std::filesystem::path tests = folder / "tests";
    const json::Value manifest = read_json(tests / "manifest.jsonld");
    for (const json::Value& entry : manifest.find("entries")->array()) run_entry(run, tests, entry);
}

}  // namespace vaxcert::conformance
