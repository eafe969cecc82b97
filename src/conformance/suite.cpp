// SPDX-License-Identifier: Apache-2.0
#include "conformance/suite.hpp"

#include <algorithm>
#include <fstream>
#include <iostream>
#include <iterator>
#include <stdexcept>

#include "json/parse.hpp"

namespace vaxcert::conformance {

void Run::expect(std::string_view test_case, std::string_view expected, std::string_view actual) {
    const auto entry = std::ranges::find_if(exceptions_, [&](const Exception& exception) {
        return exception.suite == suite_ && exception.test_case == test_case;
    });
    if (expected == actual) {
        // An entry that no longer deviates stays unmet, and main() fails on it.
        ++passed_;
    } else if (entry != exceptions_.end() && entry->expected == expected &&
               entry->actual == actual) {
        entry->met = true;
        ++excepted_;
    } else {
        ++failed_;
        std::cout << "  FAILED " << suite_ << ' ' << test_case << ": expected " << expected
                  << ", got " << actual << '\n';
    }
}

void Run::skip(std::string_view test_case, std::string_view why) {
    ++skipped_;
    std::cout << "  skipped " << suite_ << ' ' << test_case << ": " << why << '\n';
}

std::string read_file(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) throw std::runtime_error("cannot read " + path.string());
    return {std::istreambuf_iterator<char>(file), {}};
}

json::Value read_json(const std::filesystem::path& path) {
    auto value = json::parse(read_file(path), Budget::for_trusted_data());
    if (!value) throw std::runtime_error(path.string() + ": " + value.error().detail);
    return *std::move(value);
}

std::vector<std::filesystem::path> files_in(const std::filesystem::path& folder,
                                            std::string_view extension) {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(folder))
        if (entry.is_regular_file() && entry.path().extension() == extension)
            files.push_back(entry.path());
    std::ranges::sort(files);
    return files;
}

}  // namespace vaxcert::conformance
