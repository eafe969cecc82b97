// SPDX-License-Identifier: Apache-2.0
#include "cli/withdrawals.hpp"

#include <algorithm>

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

class Reader {
  public:
    Reader(const StatusOptions& options, const std::string& issuer, Date today)
        : options_(options), issuer_(issuer), input_(options.in, status::no_input) {
        since_ = options.date.empty() ? today : date_of(options.date, "--date");
        if (!options.expires.empty()) kept_until_ = date_of(options.expires, "--expires");
    }

    Withdrawals read() {
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
        return std::move(found_);
    }

  private:
    Date date_of(const std::string& text, const std::string& what) const {
        const auto date = Date::parse(text);
        if (!date) cannot_run(status::bad_input, what + ": " + sentence(date.error()));
        return *date;
    }

    [[noreturn]] void fault(const std::string& what) const {
        cannot_run(status::bad_input,
                   printable(input_.name()) + ", line " + std::to_string(line_) + ": " + what,
                   "a line is ID,STATE,DATE,EXPIRES, of which all but ID may be missing");
    }

    void take(const RecordSplitter::Piece& piece) {
        line_ = piece.line;
        if (piece.fault) fault(sentence(*piece.fault));
        const auto cells = cells_of(piece.text);
        if (piece.row == 0 && begins_table(cells)) return;
        ++found_.rows;
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
        add(cell(columns_->id), options_.state, {}, expires);
    }

    void take_line(const std::vector<std::string>& cells) {
        if (cells.size() > 4) fault("there are more than four values");
        const auto value = [&](std::size_t index) {
            return index < cells.size() ? cells[index] : std::string();
        };
        add(cells[0], value(1).empty() ? options_.state : value(1), value(2), value(3));
    }

    void add(const std::string& id, const std::string& state_word, const std::string& since,
             const std::string& expires) {
        if (id.empty()) fault("the id is empty");
        const auto state = withdrawn_named(state_word);
        if (!state) fault("a state is withdrawn, suspended, superseded or lifted");
        const std::string where = "line " + std::to_string(line_);
        const auto entry =
            Withdrawal::create(Withdrawal::name_of(issuer_, id), *state,
                               since.empty() ? since_ : date_of(since, where),
                               expires.empty() ? kept_until_ : date_of(expires, where));
        if (!entry) fault(sentence(entry.error()));
        found_.entries.push_back(*entry);
    }

    const StatusOptions& options_;
    const std::string& issuer_;
    Input input_;
    std::optional<Date> since_;
    std::optional<Date> kept_until_;
    std::optional<Columns> columns_;
    std::uint64_t line_ = 0;
    Withdrawals found_;
};

}  // namespace

Withdrawals read_withdrawals(const StatusOptions& options, const std::string& issuer, Date today) {
    return Reader(options, issuer, today).read();
}

}  // namespace vaxcert::cli
