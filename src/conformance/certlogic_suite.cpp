// SPDX-License-Identifier: Apache-2.0
// CertLogic's own suites, and the rules that European countries published with tests of their own.

#include <sstream>

#include <vaxcert/policy.hpp>

#include "certlogic/evaluate.hpp"
#include "conformance/suites.hpp"
#include "json/parse.hpp"

namespace vaxcert::conformance {
namespace {

using json::Value;

const Budget budget = Budget::for_one_certificate();

std::string text_of(const Result<certlogic::Term>& term) {
    if (!term) return std::string("error: ") + name(term.error().reason);
    if (const auto* instant = std::get_if<certlogic::Instant>(&*term))
        return certlogic::to_text(*instant);
    return json::to_text(std::get<Value>(*term));
}

std::string name_in(const Value& object, std::size_t number) {
    const Value* name = object.find("name");
    return name && name->is_string() ? name->string() : std::to_string(number);
}

void run_assertions(Run& run, const std::string& where, const Value& one_case, bool skipped) {
    std::size_t number = 0;
    for (const Value& assertion : one_case.find("assertions")->array()) {
        const std::string label = where + " #" + std::to_string(++number);
        if (skipped || assertion.find("directive")) {
            run.skip(label, "the suite itself says to leave it out");
            continue;
        }
        const Value* expression = assertion.find("certLogicExpression");
        if (!expression) expression = one_case.find("certLogicExpression");
        const auto term = certlogic::evaluate(*expression, *assertion.find("data"), budget);
        run.expect(label, json::to_text(*assertion.find("expected")), text_of(term));
    }
}

/// A rule's test in the shape its rule reads: {"payload", "external"}.
Value data_of(const Value& test, const Value& value_sets) {
    Value external(json::Object{});
    if (const Value* given = test.find("external")) external = *given;
    if (const Value* sets = external.find("valueSets"))
        if (const Value* reference = sets->find("$ref"))
            external.set("valueSets", *value_sets.find(reference->string()));
    const Value* payload = test.find("payload");
    return Value(json::Object{{"payload", payload ? *payload : Value()}, {"external", external}});
}

}  // namespace

void run_certlogic(Run& run, const std::filesystem::path& folder) {
    for (const auto& path : files_in(folder, ".json")) {
        const Value file = read_json(path);
        std::size_t number = 0;
        for (const Value& one_case : file.find("cases")->array())
            run_assertions(run, path.stem().string() + ": " + name_in(one_case, ++number), one_case,
                           file.find("directive") != nullptr);
    }
}

void run_certlogic_validation(Run& run, const std::filesystem::path& folder) {
    for (const auto& path : files_in(folder, ".json")) {
        std::size_t number = 0;
        const Value file = read_json(path);
        for (const Value& one_case : file.find("cases")->array()) {
            std::string expected, actual;
            for (const Value& issue : one_case.find("issues")->array())
                expected += json::to_text(*issue.find("expr")) + "; ";
            for (const auto& issue :
                 certlogic::check_expression(*one_case.find("certLogicExpression")))
                actual += json::to_text(*issue.expression) + "; ";
            run.expect(path.stem().string() + " #" + std::to_string(++number), expected, actual);
        }
    }
}

void run_certlogic_rules(Run& run, const std::filesystem::path& folder) {
    const Value value_sets = read_json(folder / "valuesets-by-ref.json");
    std::istringstream lines(read_file(folder / "rules-and-tests.jsonl"));
    for (std::string line; std::getline(lines, line);) {
        const auto entry = json::parse(line, Budget::for_trusted_data());
        const std::string where = entry ? entry->find("path")->string() : std::string("a line");
        if (!entry) {
            run.expect(where, "JSON", entry.error().detail);
            continue;
        }
        const auto policy = Policy::parse(json::to_text(*entry->find("rule")));
        run.expect(where + " as a policy", "read", policy ? "read" : policy.error().detail);
        std::size_t number = 0;
        for (const Value& test : entry->find("tests")->array()) {
            const bool holds = certlogic::holds(*entry->find("rule")->find("Logic"),
                                                data_of(test, value_sets), budget);
            run.expect(where + " #" + std::to_string(++number),
                       json::to_text(*test.find("expected")), holds ? "true" : "false");
        }
    }
}

}  // namespace vaxcert::conformance
