// SPDX-License-Identifier: Apache-2.0
// Runs the public suites: vaxcert_conformance [SUITE...]
// Fails on any deviation that exceptions.json does not list, and on any entry that no longer
// deviates.

#include <algorithm>
#include <cstdlib>
#include <exception>
#include <iostream>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>

#include "conformance/suite.hpp"
#include "conformance/suites.hpp"

namespace {

using namespace vaxcert::conformance;
namespace fs = std::filesystem;

std::string text_of(const vaxcert::json::Value& entry, std::string_view member) {
    const auto* value = entry.find(member);
    if (!value || !value->is_string() || value->string().empty())
        throw std::runtime_error("exceptions.json: an entry lacks " + std::string(member));
    return value->string();
}

std::vector<Exception> known_exceptions() {
    std::vector<Exception> exceptions;
    const auto file = read_json(fs::path(VAXCERT_SOURCE) / "src/conformance/exceptions.json");
    for (const auto& entry : file.array())
        exceptions.push_back({text_of(entry, "suite"), text_of(entry, "case"),
                              text_of(entry, "expected"), text_of(entry, "actual"),
                              text_of(entry, "reason")});
    return exceptions;
}

bool chosen(std::string_view suite, int argc, char** argv) {
    for (int i = 1; i < argc; ++i)
        if (suite == argv[i]) return true;
    return argc == 1;
}

/// Whether the suite went as it should.
bool run_one(const Suite& suite, const fs::path& root, std::vector<Exception>& exceptions) {
    const fs::path folder = root / suite.folder;
    if (!fs::exists(folder)) {
        std::cout << suite.name << ": SKIPPED, there is no " << folder.string() << '\n';
        return true;
    }
    Run run(suite.name, exceptions);
    suite.run(run, folder);
    bool good = run.failed() == 0;
    if (run.passed() + run.excepted() == 0) {
        std::cout << "  FAILED " << suite.name << ": no case was run\n";
        good = false;
    }
    for (const Exception& exception : exceptions)
        if (exception.suite == suite.name && !exception.met) {
            std::cout << "  FAILED " << suite.name << ' ' << exception.test_case
                      << ": listed in exceptions.json, but it no longer deviates so\n";
            good = false;
        }
    std::cout << suite.name << ": " << run.passed() << " as expected, " << run.excepted()
              << " listed exceptions, " << run.skipped() << " not applicable, " << run.failed()
              << " failed\n";
    return good;
}

}  // namespace

int main(int argc, char** argv) try {
    const char* chosen_root = std::getenv("VAXCERT_SUITES");
    const fs::path root = chosen_root ? chosen_root : VAXCERT_SUITES;
    auto exceptions = known_exceptions();
    for (const std::string_view asked : std::span(argv, argv + argc).subspan(1))
        if (std::ranges::find(suites, asked, &Suite::name) == std::end(suites))
            throw std::runtime_error("there is no suite " + std::string(asked));
    bool good = true, any = false;
    for (const Suite& suite : suites) {
        if (!chosen(suite.name, argc, argv)) continue;
        const bool is_public = fs::path(suite.folder).is_relative();
        any = any || (is_public && fs::exists(root / suite.folder));
        good = run_one(suite, root, exceptions) && good;
    }
    // ctest looks for this sentence, and then calls the test skipped, not passed.
    if (!any) std::cout << "no public suite was run\n";
    return good ? 0 : 1;
} catch (const std::exception& failure) {
    std::cerr << "conformance: " << failure.what() << '\n';
    return 2;
}
