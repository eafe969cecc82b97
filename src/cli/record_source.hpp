// SPDX-License-Identifier: Apache-2.0
// The records of an input, some at a time and never all of them.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <vaxcert/record.hpp>

#include "cli/files.hpp"

namespace vaxcert::cli {

/// Some records in a row, as they stand in the input: what one thread works on at a time.
struct Chunk {
    struct Entry {
        std::uint64_t row = 0;
        std::uint64_t line = 0;
        std::size_t begin = 0;  ///< in `text`
        std::size_t size = 0;
        std::optional<Error> fault;
    };

    std::string text;
    std::vector<Entry> entries;
    std::uint64_t position = 0;  ///< how much of the input had been read when it was made

    std::string_view text_of(const Entry& entry) const {
        return std::string_view(text).substr(entry.begin, entry.size);
    }
};

class RecordSource {
  public:
    using Columns = std::vector<std::pair<std::string, std::string>>;

    /// Opens the input and reads as far as its first records. `columns`: an issuer's own names.
    RecordSource(const std::string& path, const Columns& columns);

    /// The next records, or nothing when there are no more.
    std::optional<Chunk> next();

    /// The record of an entry. May be called from many threads.
    Result<Record> read(const Chunk& chunk, const Chunk::Entry& entry) const;

    /// Whether the input is one JSON object and nothing else.
    bool is_single() const noexcept { return single_; }

    /// Ends the reading, from another thread.
    void stop() noexcept { input_.stop(); }

    /// Whether the input could not be read to its end.
    bool cut_short() const noexcept { return splitter_.cut_short(); }

    std::uint64_t size() const noexcept { return input_.size(); }

  private:
    Chunk fill();
    void add(Chunk& chunk, RecordSplitter::Piece piece);

    Input input_;
    RecordSplitter splitter_;
    const Columns& columns_;
    std::optional<CsvReader> csv_;
    Chunk first_;
    std::uint64_t position_ = 0;
    bool ended_ = false;
    bool single_ = false;
};

}  // namespace vaxcert::cli
