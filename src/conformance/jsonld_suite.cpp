// SPDX-License-Identifier: Apache-2.0
// w3c/json-ld-api: expansion and deserialization to RDF, positive and negative.

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "conformance/suites.hpp"
#include "json/parse.hpp"
#include "jsonld/expand.hpp"
#include "jsonld/to_rdf.hpp"
#include "rdf/canonicalize.hpp"

namespace vaxcert::conformance {
namespace {

namespace fs = std::filesystem;

const std::string base_url = "https://w3c.github.io/json-ld-api/tests/";

std::string text_at(const json::Value& entry, std::string_view member) {
    const json::Value* value = entry.find(member);
    return value && value->is_string() ? value->string() : std::string();
}

bool is_of_type(const json::Value& entry, std::string_view type) {
    return std::ranges::any_of(entry.find("@type")->array(),
                               [&](const json::Value& one) { return one.string() == type; });
}

Result<json::Value> load(const fs::path& tests, std::string_view url) {
    if (!url.starts_with(base_url)) return Error{Reason::context_not_pinned, "not of this suite"};
    const fs::path file = tests / url.substr(base_url.size());
    if (!fs::exists(file)) return Error{Reason::context_not_pinned, "no such file in the suite"};
    return json::parse(read_file(file), Budget::for_trusted_data());
}

/// One case, and what its options ask for.
struct Case {
    std::string id;
    fs::path tests;
    const json::Value& entry;
    json::Value expand_context;
    jsonld::Options options;

    Case(const fs::path& folder, const json::Value& manifest_entry)
        : id(text_at(manifest_entry, "@id").substr(1)), tests(folder), entry(manifest_entry) {
        options.safe = false;
        options.base = base_url + text_at(entry, "input");
        options.loader = [this](std::string_view url) { return load(tests, url); };
        const json::Value* given = entry.find("option");
        if (!given) return;
        if (given->find("base")) options.base = text_at(*given, "base");
        if (text_at(*given, "processingMode") == "json-ld-1.0")
            options.mode = jsonld::ProcessingMode::json_ld_1_0;
        if (text_at(*given, "rdfDirection") == "i18n-datatype")
            options.rdf_direction = jsonld::RdfDirection::i18n_datatype;
        if (text_at(*given, "rdfDirection") == "compound-literal")
            options.rdf_direction = jsonld::RdfDirection::compound_literal;
        if (const std::string file = text_at(*given, "expandContext"); !file.empty()) {
            expand_context = read_json(tests / file);
            options.expand_context = &expand_context;
        }
    }
    Case(const Case&) = delete;

    json::Value input() const { return read_json(tests / text_at(entry, "input")); }

    /// Why it is none of ours, or nothing.
    std::optional<std::string> foreign() const {
        const json::Value* given = entry.find("option");
        if (!given) return std::nullopt;
        if (text_at(*given, "specVersion") == "json-ld-1.0") return "JSON-LD 1.0 only";
        if (given->find("produceGeneralizedRdf")) return "generalized RDF is never made";
        return std::nullopt;
    }
};

/// The error code of the specification at the beginning of a detail.
std::string code_of(const Error& error) {
    if (error.reason != Reason::bad_jsonld) return name(error.reason);
    return error.detail.substr(0, error.detail.find(':'));
}

std::string lower(std::string text) {
    for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return text;
}

/// Arrays are equal in any order, but for lists; language tags in any case.
bool same(const json::Value& one, const json::Value& other, bool ordered = false) {
    if (one.is_array() && other.is_array()) {
        std::vector<const json::Value*> left;
        for (const json::Value& item : other.array()) left.push_back(&item);
        if (left.size() != one.array().size()) return false;
        for (const json::Value& item : one.array()) {
            const auto twin = std::ranges::find_if(
                left.begin(), ordered ? left.begin() + 1 : left.end(),
                [&](const json::Value* candidate) { return same(item, *candidate); });
            if (twin == left.end() || !same(item, **twin)) return false;
            left.erase(twin);
        }
        return true;
    }
    if (one.is_object() && other.is_object()) {
        if (one.object().size() != other.object().size()) return false;
        return std::ranges::all_of(one.object(), [&](const json::Member& member) {
            const json::Value* twin = other.find(member.name);
            if (!twin) return false;
            if (member.name == "@language" && twin->is_string() && member.value.is_string())
                return lower(member.value.string()) == lower(twin->string());
            if (member.name == "@value") return member.value == *twin;
            return same(member.value, *twin, member.name == "@list");
        });
    }
    return one == other;
}

void run_expand_case(Run& run, const Case& test) {
    const auto result = jsonld::expand(test.input(), test.options, Budget::for_trusted_data());
    if (is_of_type(test.entry, "jld:NegativeEvaluationTest"))
        return run.expect(test.id, text_at(test.entry, "expectErrorCode"),
                          result ? json::to_text(*result) : code_of(result.error()));
    const json::Value expected = read_json(test.tests / text_at(test.entry, "expect"));
    if (!result) return run.expect(test.id, json::to_text(expected), result.error().detail);
    const std::string published = json::to_text(expected);
    run.expect(test.id, published, same(expected, *result) ? published : json::to_text(*result));
}

std::string canonical(const rdf::Dataset& dataset) {
    const auto result = rdf::canonicalize(dataset, {}, Budget::for_trusted_data());
    return result ? result->nquads : result.error().detail;
}

void run_to_rdf_case(Run& run, const Case& test) {
    const auto result = jsonld::to_rdf(test.input(), test.options, Budget::for_trusted_data());
    if (is_of_type(test.entry, "jld:NegativeEvaluationTest"))
        return run.expect(test.id, text_at(test.entry, "expectErrorCode"),
                          result ? canonical(*result) : code_of(result.error()));
    if (is_of_type(test.entry, "jld:PositiveSyntaxTest"))
        return run.expect(test.id, "quads", result ? "quads" : result.error().detail);
    const auto expected = rdf::parse_nquads(read_file(test.tests / text_at(test.entry, "expect")),
                                            Budget::for_trusted_data());
    if (!expected) return run.expect(test.id, "N-Quads", expected.error().detail);
    run.expect(test.id, canonical(*expected), result ? canonical(*result) : result.error().detail);
}

void run_manifest(Run& run, const fs::path& folder, const char* manifest,
                  void (*run_case)(Run&, const Case&)) {
    const fs::path tests = folder / "tests";
    const json::Value file = read_json(tests / manifest);
    for (const json::Value& entry : file.find("sequence")->array()) {
        const Case test(tests, entry);
        if (const auto why = test.foreign())
            run.skip(test.id, *why);
        else
            run_case(run, test);
    }
}

}  // namespace

void run_jsonld_expand(Run& run, const fs::path& folder) {
    run_manifest(run, folder, "expand-manifest.jsonld", run_expand_case);
}

void run_jsonld_to_rdf(Run& run, const fs::path& folder) {
    run_manifest(run, folder, "toRdf-manifest.jsonld", run_to_rdf_case);
}

}  // namespace vaxcert::conformance
