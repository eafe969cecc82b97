// SPDX-License-Identifier: Apache-2.0
#include "cli/withdrawals.hpp"

#include <algorithm>
#include <functional>
#include <optional>

#include <vaxcert/record.hpp>

#include "cli/exit.hpp"
#include "cli/files.hpp"
#include "cli/messages.hpp"
#include "cli/text.hpp"

namespace vaxcert::cli {
namespace {

constexpr std::size_t portion = std::size_t{1} << 18;

/// The cells of a row of CSV (RFC 4180).
std::vector<std::string> cells_of(std::string_view row) {
    while (row.ends_with('\n') || row.ends_with('\r')) row.remove_suffix(1);
    std::vector<std::string> cells(1);
    bool quoted = false;
    for (std::size_t i = 0; i < row.size(); ++i) {
        const bool twice = quoted && row.substr(i).starts_with("\"\"");
        if (row[i] == '"' && !twice) {
            quoted = !quoted;
        } else if (!quoted && row[i] == ',') {
            cells.emplace_back();
        } else {
            cells.back() += row[i];
            if (twice) ++i;
        }
    }
    return cells;
}

/// Which cells of a table's rows matter.
struct Columns {
    std::size_t id = 0;
    std::optional<std::size_t> expires;
    std::vector<std::pair<std::size_t, std::string>> where;
};

/// What a line or row says of one certificate; what it does not say is empty.
struct Row {
    std::string id, state, since, expires;
};

/// Hands over every line, or every row that --where picks.
class Reader {
  public:
    using Take = std::function<void(const Row& row, const Reader& reader)>;

    Reader(const StatusOptions& options, Take take)
        : options_(options), take_(std::move(take)), input_(options.in, status::no_input) {}

    /// How many were looked at.
    std::uint64_t read() {
        RecordSplitter splitter;
        std::string bytes(portion, '\0');
        for (std::size_t got = 1; got > 0;) {
            got = input_.read(bytes.data(), portion);
            splitter.feed(std::string_view(bytes).substr(0, got));
            if (got == 0) splitter.finish();
            while (auto piece = splitter.next()) take(*piece);
            if (splitter.notation() == RecordSplitter::Notation::json)
                cannot_run(status::bad_input, printable(input_.name()) + " is JSON",
                           "ids stand one a line, or in a table with a header row");
        }
        return rows_;
    }

    std::string place() const { return "line " + std::to_string(line_); }

    [[noreturn]] void fault(const std::string& what) const {
        cannot_run(status::bad_input, printable(input_.name()) + ", " + place() + ": " + what,
                   "a line is ID,STATE,DATE,EXPIRES, of which all but ID may be missing");
    }

  private:
    void take(const RecordSplitter::Piece& piece) {
        line_ = piece.line;
        if (piece.fault) fault(sentence(*piece.fault));
        const auto cells = cells_of(piece.text);
        if (piece.row == 0 && begins_table(cells)) return;
        ++rows_;
        if (columns_)
            take_row(cells);
        else
            take_line(cells);
    }

    /// Whether the first row is the header of a table.
    bool begins_table(const std::vector<std::string>& header) {
        const auto index_of = [&](const std::string& name) -> std::optional<std::size_t> {
            const auto found = std::ranges::find(header, name);
            if (found == header.end()) return {};
            return static_cast<std::size_t>(found - header.begin());
        };
        const auto needed = [&](const std::string& name) {
            const auto index = index_of(name);
            if (!index)
                cannot_run(status::bad_input, printable(input_.name()) + " has no column " +
                                                  printable(name) + " in its first row");
            return *index;
        };
        const bool must_be = !options_.where.empty() || !options_.expires_column.empty();
        if (!must_be && !index_of(options_.id_column)) return false;
        columns_.emplace();
        columns_->id = needed(options_.id_column);
        if (!options_.expires_column.empty()) columns_->expires = needed(options_.expires_column);
        for (const std::string& condition : options_.where) {
            const std::size_t at = condition.find('=');
            if (at == condition.npos)
                cannot_run(status::usage, "--where is COLUMN=VALUE, and has no =");
            columns_->where.emplace_back(needed(condition.substr(0, at)), condition.substr(at + 1));
        }
        return true;
    }

    void take_row(const std::vector<std::string>& cells) {
        const auto cell = [&](std::size_t index) -> const std::string& {
            if (index >= cells.size()) fault("the row has fewer cells than the first");
            return cells[index];
        };
        for (const auto& condition : columns_->where)
            if (cell(condition.first) != condition.second) return;
        const std::string expires = columns_->expires ? cell(*columns_->expires) : std::string();
        hand_over({cell(columns_->id), {}, {}, expires});
    }

    void take_line(const std::vector<std::string>& cells) {
        if (cells.size() > 4) fault("there are more than four values");
        const auto value = [&](std::size_t index) {
            return index < cells.size() ? cells[index] : std::string();
        };
        hand_over({cells[0], value(1), value(2), value(3)});
    }

    void hand_over(const Row& row) const {
        if (row.id.empty()) fault("the id is empty");
        take_(row, *this);
    }

    const StatusOptions& options_;
    Take take_;
    Input input_;
    std::optional<Columns> columns_;
    std::uint64_t line_ = 0;
    std::uint64_t rows_ = 0;
};

Date date_of(const std::string& text, const std::string& what) {
    const auto date = Date::parse(text);
    if (!date) cannot_run(status::bad_input, what + ": " + sentence(date.error()));
    return *date;
}

Withdrawn state_of(const Row& row, Withdrawn usual, const Reader& reader) {
    if (row.state.empty()) return usual;
    const auto state = withdrawn_named(row.state);
    if (!state) reader.fault("a state is withdrawn, suspended, superseded or lifted");
    return *state;
}

}  // namespace

Changes<Withdrawal> read_withdrawals(const StatusOptions& options, const std::string& issuer,
                                     Date today) {
    const Date usual_since = options.date.empty() ? today : date_of(options.date, "--date");
    std::optional<Date> usual_end;
    if (!options.expires.empty()) usual_end = date_of(options.expires, "--expires");
    const Withdrawn usual_state = withdrawn_named(options.state).value_or(Withdrawn::withdrawn);

    Changes<Withdrawal> changes;
    changes.rows = Reader(options, [&](const Row& row, const Reader& reader) {
                       const auto date = [&](const std::string& text) {
                           return date_of(text, reader.place());
                       };
                       const auto entry = Withdrawal::create(
                           Withdrawal::name_of(issuer, row.id), state_of(row, usual_state, reader),
                           row.since.empty() ? usual_since : date(row.since),
                           row.expires.empty() ? usual_end : date(row.expires));
                       if (!entry) reader.fault(sentence(entry.error()));
                       changes.entries.push_back(*entry);
                   }).read();
    return changes;
}

Changes<BitChange> read_bit_changes(const StatusOptions& options, Withdrawn usual_state) {
    Changes<BitChange> changes;
    changes.rows =
        Reader(options, [&](const Row& row, const Reader& reader) {
            const auto index = bit_index(row.id);
            if (!index)
                reader.fault("an index is a number below 1073741824, without leading zeros");
            changes.entries.push_back({*index, state_of(row, usual_state, reader)});
        }).read();
    return changes;
}

}  // namespace vaxcert::cli
