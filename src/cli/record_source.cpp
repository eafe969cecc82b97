// SPDX-License-Identifier: Apache-2.0
#include "cli/record_source.hpp"

#include "cli/exit.hpp"
#include "cli/messages.hpp"
#include "cli/text.hpp"

namespace vaxcert::cli {
namespace {

/// Enough work that handing it over costs nothing beside it, and little enough that a short input
/// keeps all processors busy.
constexpr std::size_t most_entries = 128;
constexpr std::size_t most_text = std::size_t{1} << 18;
constexpr std::size_t portion = std::size_t{1} << 16;

}  // namespace

RecordSource::RecordSource(const std::string& path, const Columns& columns)
    : input_(path, status::no_input), columns_(columns) {
    first_ = fill();
    if (splitter_.notation() == RecordSplitter::Notation::unknown)
        cannot_run(status::bad_input, printable(input_.name()) + " is empty",
                   "records are JSON, JSON lines, or CSV with a header row");
    if (splitter_.notation() != RecordSplitter::Notation::json) return;

    // A pipe may have given only the first of many so far, so its end must be seen.
    if (first_.entries.size() == 1 && !ended_) {
        Chunk more = fill();
        for (Chunk::Entry& entry : more.entries) {
            entry.begin += first_.text.size();
            first_.entries.push_back(std::move(entry));
        }
        first_.text += more.text;
    }
    single_ = ended_ && first_.entries.size() == 1 && first_.text.starts_with('{');
}

std::optional<Chunk> RecordSource::next() {
    Chunk chunk = first_.entries.empty() ? fill() : std::move(first_);
    first_ = {};
    if (chunk.entries.empty()) return {};
    return chunk;
}

Chunk RecordSource::fill() {
    Chunk chunk;
    while (chunk.entries.size() < most_entries && chunk.text.size() < most_text) {
        if (auto piece = splitter_.next()) {
            add(chunk, *std::move(piece));
            continue;
        }
        if (ended_ || (!chunk.entries.empty() && !input_.ready())) break;
        std::string bytes(portion, '\0');
        bytes.resize(input_.read(bytes.data(), portion));
        position_ += bytes.size();
        ended_ = bytes.empty();
        splitter_.feed(bytes);
        if (ended_) splitter_.finish();
    }
    chunk.position = position_;
    return chunk;
}

void RecordSource::add(Chunk& chunk, RecordSplitter::Piece piece) {
    const bool header = splitter_.notation() == RecordSplitter::Notation::csv && piece.row == 0;
    if (!header) {
        chunk.entries.push_back(
            {piece.row, piece.line, chunk.text.size(), piece.text.size(), std::move(piece.fault)});
        chunk.text += piece.text;
        return;
    }
    const auto reader = piece.fault ? Result<CsvReader>(*piece.fault)
                                    : CsvReader::from_header(piece.text, columns_);
    if (!reader)
        cannot_run(
            status::bad_input, printable(input_.name()) + ": " + sentence(reader.error()),
            "a table needs a header row: DIVOC's columns as they are, or those of the profile");
    csv_ = *reader;
}

Result<Record> RecordSource::read(const Chunk& chunk, const Chunk::Entry& entry) const {
    if (entry.fault) return *entry.fault;
    const std::string_view text = chunk.text_of(entry);
    return csv_ ? csv_->read(text) : parse_record(text);
}

}  // namespace vaxcert::cli
