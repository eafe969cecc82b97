// SPDX-License-Identifier: Apache-2.0
// Where certificates and rejected records go, and how many there were.

#pragma once

#include <optional>
#include <set>
#include <string>

#include "cli/files.hpp"
#include "cli/maker.hpp"
#include "cli/progress.hpp"
#include "cli/recent_ids.hpp"

namespace vaxcert::cli {

/// Records that were not issued, one a line: {"row","line","reason","detail"}. The file is made
/// with the first of them; without a file the first ones are shown on standard error.
class Rejects {
  public:
    explicit Rejects(std::string path) : path_(std::move(path)) {}

    void add(std::uint64_t row, std::uint64_t line, const Error& error);
    void finish();

    /// Where they are; empty where there is no file.
    std::string path() const { return file_ ? file_->path() : std::string(); }

  private:
    std::string path_;
    std::optional<Output> file_;
    std::uint64_t count_ = 0;
};

/// Writes what Maker made, in order. Of two certificates with one id it writes the first and
/// rejects the second.
class CertificateWriter {
  public:
    /// `out`: a folder, or "-" for standard output.
    CertificateWriter(const std::string& out, std::string rejects, const Maker& maker);

    void write(const MadeChunk& chunk);
    void finish();

    const Counts& counts() const noexcept { return counts_; }
    std::string certificates_path() const { return lines_ ? lines_->path() : std::string(); }
    std::string rejects_path() const { return rejects_.path(); }

    /// What some record states and no certificate has a place for.
    const std::set<std::string>& left_out() const noexcept { return left_out_; }

  private:
    void write_lines(std::string_view lines);
    void write_pictures(const Made& made, std::uint64_t number);

    std::string out_;
    const Maker& maker_;
    std::optional<Output> lines_;
    Rejects rejects_;
    RecentIds seen_;
    std::set<std::string> left_out_;
    Counts counts_;
};

/// A name for a file, from an id: letters, digits, dots, dashes and underscores stay, the rest is
/// written as %xx.
std::string file_name_of(std::string_view id);

}  // namespace vaxcert::cli
