// SPDX-License-Identifier: Apache-2.0
// Public test suites, run whole: how a suite reports, and the deviations we have written down.

#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "json/value.hpp"

namespace vaxcert::conformance {

/// A deviation we know of: an entry of exceptions.json.
struct Exception {
    std::string suite, test_case, expected, actual, reason;
    bool met = false;
};

/// The results of one suite as they come in.
class Run {
  public:
    Run(std::string_view suite, std::vector<Exception>& exceptions)
        : suite_(suite), exceptions_(exceptions) {}

    /// One case: what the suite expects and what we did, in words that exceptions.json can repeat.
    void expect(std::string_view test_case, std::string_view expected, std::string_view actual);

    /// A case that does not apply to us, and why; counted and said aloud.
    void skip(std::string_view test_case, std::string_view why);

    std::size_t passed() const noexcept { return passed_; }
    std::size_t excepted() const noexcept { return excepted_; }
    std::size_t skipped() const noexcept { return skipped_; }
    std::size_t failed() const noexcept { return failed_; }

  private:
    std::string suite_;
    std::vector<Exception>& exceptions_;
    std::size_t passed_ = 0, excepted_ = 0, skipped_ = 0, failed_ = 0;
};

/// One suite: its folder below the suites' folder, or one of our own, and what runs it.
struct Suite {
    std::string_view name;
    std::string_view folder;
    void (*run)(Run& run, const std::filesystem::path& folder);
};

/// A file of a suite, whole. A file that cannot be read throws: the suite is broken, not we.
std::string read_file(const std::filesystem::path& path);

/// A JSON file of a suite, by our own strict reader with the budget for trusted data.
json::Value read_json(const std::filesystem::path& path);

/// The files of a folder with that extension (".json"), sorted by name.
std::vector<std::filesystem::path> files_in(const std::filesystem::path& folder,
                                            std::string_view extension);

}  // namespace vaxcert::conformance
