// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <vaxcert/record.hpp>

#include "record/columns.hpp"
#include "record/csv_row.hpp"

namespace vaxcert {
namespace {

using record::Column;
using Names = std::vector<std::pair<std::string, std::string>>;

constexpr int unknown = -2;
constexpr int ignored = -1;

Error bad_header(const std::string& what) {
    return {Reason::record_invalid, "header row: " + what};
}

/// Spreadsheets begin their UTF-8 with a byte order mark.
std::string_view without_byte_order_mark(std::string_view text) {
    return text.starts_with("\xef\xbb\xbf") ? text.substr(3) : text;
}

int column_named(std::string_view name, std::span<const Column> columns) {
    const auto at = std::ranges::find(columns, name, &Column::name);
    return at == columns.end() ? unknown : static_cast<int>(at - columns.begin());
}

/// What a column of the file stands for. The issuer's own names go before ours, so that a country
/// may use one of ours for something else.
std::string_view meaning(std::string_view name, const Names& own) {
    const auto at = std::ranges::find(own, name, &Names::value_type::first);
    return at == own.end() ? name : std::string_view(at->second);
}

std::vector<int> fields_of(const std::vector<std::string>& names, const Names& own,
                           std::span<const Column> columns) {
    std::vector<int> fields;
    for (const std::string& name : names) {
        const std::string_view means = meaning(name, own);
        fields.push_back(means.empty() && !name.empty() ? ignored : column_named(means, columns));
    }
    return fields;
}

/// Names what cannot be read, what is there twice, and what is not there.
Result<Done> check_header(const std::vector<std::string>& names, const std::vector<int>& fields,
                          std::span<const Column> columns, bool complete) {
    // Without a header row the first person's data would stand here, so a name is shown only where
    // another shows that this is a header.
    if (std::ranges::none_of(fields, [](int field) { return field >= 0; }))
        return bad_header(names.size() == 1 && names[0].find(';') != std::string::npos
                              ? "cells are separated by commas, and here by semicolons"
                              : "none of the columns is known; is the header row missing?");
    for (std::size_t i = 0; i < fields.size(); ++i) {
        if (fields[i] == unknown)
            return bad_header("column " + std::to_string(i + 1) + " (" +
                              record::printable_name(names[i]) + ") is unknown");
        if (fields[i] >= 0 && std::ranges::count(fields, fields[i]) > 1)
            return bad_header("column " + record::printable_name(names[i]) + " is there twice");
    }
    const auto there = [&](int field) { return std::ranges::find(fields, field) != fields.end(); };
    std::string missing;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const bool kept = columns[i].required && columns[i].read;
        if ((complete ? columns[i].in_template : kept) && !there(static_cast<int>(i)))
            missing.append(missing.empty() ? "" : ", ").append(columns[i].name);
    }
    if (!missing.empty()) return bad_header("missing: " + missing);
    if (!there(column_named("recipientDOB", columns)) &&
        !there(column_named("recipientAge", columns)))
        return bad_header("missing: recipientDOB or recipientAge");
    return Done{};
}

Error bad_cell(const std::string& column, const record::Complaint& complaint) {
    return {complaint.reason,
            "column " + record::printable_name(column) + ": " + complaint.expected};
}

}  // namespace

Result<CsvReader> CsvReader::from_header(std::string_view header_row, const Names& columns) {
    std::vector<std::string> names;
    const auto cut = record::cut_row(without_byte_order_mark(header_row), names);
    if (!cut) return bad_header(cut.error().detail);

    // The two tables share the recipient and the facility; only one of them knows a test result.
    std::vector<int> fields = fields_of(names, columns, record::vaccination_columns());
    std::vector<int> of_test = fields_of(names, columns, record::test_columns());
    const bool of_tests =
        std::ranges::count(of_test, unknown) < std::ranges::count(fields, unknown);
    if (of_tests) fields = std::move(of_test);
    const auto table = of_tests ? record::test_columns() : record::vaccination_columns();
    const auto fits = check_header(names, fields, table, columns.empty());
    if (!fits) return fits.error();
    return CsvReader(of_tests, std::move(fields), std::move(names));
}

Result<Record> CsvReader::read(std::string_view row) const {
    std::vector<std::string> cells;
    cells.reserve(fields_.size());
    const auto cut = record::cut_row(row, cells);
    if (!cut) return cut.error();
    if (cells.size() != fields_.size())
        return Error{Reason::record_invalid, std::to_string(cells.size()) +
                                                 " cells, where the header has " +
                                                 std::to_string(fields_.size())};

    Record record;
    if (of_tests_) record.claims.event.emplace<Test>();
    const auto table = of_tests_ ? record::test_columns() : record::vaccination_columns();
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (fields_[i] < 0) continue;
        const Column& column = table[static_cast<std::size_t>(fields_[i])];
        if (record::blank(cells[i])) {
            if (column.required)
                return bad_cell(names_[i], {Reason::member_missing, "this cell must be filled"});
        } else if (column.read) {
            if (const auto wrong = column.read(cells[i], record))
                return bad_cell(names_[i], *wrong);
        }
    }
    const Person& person = record.claims.person;
    if (person.birth_date.empty() && person.age.empty())
        return bad_cell("recipientDOB", {Reason::member_missing,
                                         "this cell or that of recipientAge must be filled"});
    return record;
}

}  // namespace vaxcert
