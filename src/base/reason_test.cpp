// SPDX-License-Identifier: Apache-2.0
#include <vaxcert/reason.hpp>

#include <algorithm>
#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include <doctest/doctest.h>

namespace {

using namespace vaxcert;

/// Every reason there is: name() falls back to "internal" for a number nobody gave a word.
std::vector<Reason> all_reasons() {
    std::vector<Reason> reasons{Reason::internal};
    for (std::uint16_t number = 1; number < 1000; ++number)
        if (std::string(name(Reason{number})) != "internal") reasons.push_back(Reason{number});
    return reasons;
}

/// The step that a reason's number puts it in.
std::string step_of(Reason reason) {
    static const std::vector<std::string> steps{"any",    "decode", "signature", "trust",
                                                "status", "policy", "issue"};
    return steps.at(static_cast<std::size_t>(reason) / 100);
}

/// The cells of a table row, without the space around them.
std::vector<std::string> cells(const std::string& row) {
    std::vector<std::string> found;
    std::istringstream rest(row.substr(1));
    for (std::string cell; std::getline(rest, cell, '|');) {
        const auto first = cell.find_first_not_of(' ');
        const auto last = cell.find_last_not_of(' ');
        found.push_back(first == cell.npos ? "" : cell.substr(first, last - first + 1));
    }
    return found;
}

/// The rows of docs/reasons.md, without the head of the table.
std::vector<std::vector<std::string>> documented() {
    std::ifstream file(VAXCERT_SOURCE "/docs/reasons.md");
    std::vector<std::vector<std::string>> rows;
    for (std::string line; std::getline(file, line);)
        if (line.starts_with("| ") && !line.starts_with("| number ")) rows.push_back(cells(line));
    return rows;
}

TEST_SUITE("reason") {
    TEST_CASE("has words in kebab case, each used once") {
        std::set<std::string> seen;
        for (const Reason reason : all_reasons()) {
            const std::string word = name(reason);
            CAPTURE(word);
            CHECK(seen.insert(word).second);
            CHECK(word.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == word.npos);
        }
        CHECK(seen.size() > 50);
    }

    TEST_CASE("has a row of docs/reasons.md for each, with its number, word and step") {
        const auto rows = documented();
        for (const Reason reason : all_reasons()) {
            const std::string word = name(reason);
            CAPTURE(word);
            const auto row = std::ranges::find_if(rows, [&](const auto& cells) {
                return cells.size() > 1 && cells[1] == "`" + word + "`";
            });
            REQUIRE(row != rows.end());
            REQUIRE(row->size() == 5);
            CHECK(row->at(0) == std::to_string(static_cast<int>(reason)));
            CHECK(row->at(2) == step_of(reason));
            CHECK(row->at(3).ends_with('.'));
            CHECK(row->at(4).ends_with('.'));
        }
    }

    TEST_CASE("has no row too many in docs/reasons.md") {
        CHECK(documented().size() == all_reasons().size());
    }
}

}  // namespace
