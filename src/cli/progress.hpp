// SPDX-License-Identifier: Apache-2.0
// How far a run is, on standard error.

#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace vaxcert::cli {

/// What became of the records. Always: read = issued + rejected.
struct Counts {
    std::uint64_t read = 0;
    std::uint64_t issued = 0;
    std::uint64_t rejected = 0;
};

class Progress {
  public:
    /// `kind`: "bar", "json" or "none"; empty is a bar on a terminal, else none. `size`: of the
    /// input in bytes, 0 if it is not known.
    Progress(std::string kind, std::uint64_t size);

    /// Shows how far the run is, if it is time to.
    void show(const Counts& counts, std::uint64_t position);

    /// Takes the bar away.
    void end();

    double seconds() const;

  private:
    using Clock = std::chrono::steady_clock;

    std::string bar(const Counts& counts, std::uint64_t position) const;
    std::string line(const Counts& counts, std::uint64_t position) const;

    std::string kind_;
    std::uint64_t size_;
    Clock::time_point begin_ = Clock::now();
    Clock::time_point shown_ = begin_;
    bool on_screen_ = false;
};

/// "1234/s", records a second.
std::string rate_of(std::uint64_t records, double seconds);

/// {"read":...,"issued":...,"rejected":...,"seconds":...,"rate":...} without its last brace.
std::string counts_json(const Counts& counts, double seconds);

}  // namespace vaxcert::cli
