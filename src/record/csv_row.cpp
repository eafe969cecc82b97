// SPDX-License-Identifier: Apache-2.0
#include "record/csv_row.hpp"

namespace vaxcert::record {
namespace {

constexpr std::size_t most_cells = 1024;

Error bad_cell(std::size_t index, const char* what) {
    return {Reason::record_invalid, "cell " + std::to_string(index + 1) + ": " + what};
}

std::string_view without_line_break(std::string_view row) {
    if (row.ends_with('\n')) row.remove_suffix(1);
    if (row.ends_with('\r')) row.remove_suffix(1);
    return row;
}

/// Takes a quoted cell off the front, up to and with its closing quote. False: it has none.
bool take_quoted(std::string_view& row, std::string& cell) {
    row.remove_prefix(1);
    for (;;) {
        const std::size_t quote = row.find('"');
        if (quote == row.npos) return false;
        cell.append(row.substr(0, quote));
        row.remove_prefix(quote + 1);
        if (!row.starts_with('"')) return true;
        cell += '"';
        row.remove_prefix(1);
    }
}

}  // namespace

Result<Done> cut_row(std::string_view row, std::vector<std::string>& cells) {
    row = without_line_break(row);
    for (std::size_t count = 0;; row.remove_prefix(1)) {
        if (count == most_cells) return bad_cell(count, "a row has at most 1024 cells");
        if (count == cells.size()) cells.emplace_back();
        std::string& cell = cells[count];
        cell.clear();
        if (row.starts_with('"')) {
            if (!take_quoted(row, cell)) return bad_cell(count, "the quote is not closed");
            if (!row.empty() && row.front() != ',')
                return bad_cell(count, "there is text after the closing quote");
        } else {
            cell.assign(row.substr(0, row.find(',')));
            if (cell.find_first_of("\"\r\n") != cell.npos)
                return bad_cell(count, "a quote or a line break stands in a cell without quotes");
            row.remove_prefix(cell.size());
        }
        ++count;
        if (row.empty()) {
            cells.resize(count);
            return Done{};
        }
    }
}

}  // namespace vaxcert::record
