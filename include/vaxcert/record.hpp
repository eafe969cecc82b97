// SPDX-License-Identifier: Apache-2.0
// What an issuer wants to say about one person and one event.

#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <vaxcert/certificate.hpp>

namespace vaxcert {

/// One row of an issuer's data. `claims.certificate` holds only what the issuer decides: an id and
/// times it sets itself are kept, and left empty they are made by issue().
struct Record {
    Claims claims;

    /// By which the issuer knows the person or the enrolment; with programme and dose it makes the
    /// event one that is certified once. DIVOC: preEnrollmentCode, the certificate's refId.
    std::string reference;

    /// The campaign, where one reference may have events in several.
    std::string programme;

    /// India's unique health id, where there is one.
    std::string uhid;

    /// 1 for a first certificate, one more for each correction of it.
    int revision = 1;

    bool operator==(const Record&) const = default;
};

/// Reads a record from JSON: our own notation (docs/schemas/record.schema.json), or DIVOC's certify
/// request of version 1 or 3, a vaccination or a test, as it is.
Result<Record> parse_record(std::string_view json);

/// Reads records from CSV rows (RFC 4180), by the header row: DIVOC's bulk columns (vaccinations
/// and tests) as they are, or the names that a profile's `columns` maps onto them.
class CsvReader {
  public:
    /// Takes the header row as written. A column that is unknown, missing or named twice is an
    /// error that names it. `columns`: pairs of an issuer's own column name and the one it stands
    /// for.
    static Result<CsvReader> from_header(
        std::string_view header_row,
        const std::vector<std::pair<std::string, std::string>>& columns = {});

    /// The record of one row, which may hold quoted line breaks. A cell that cannot be read is an
    /// error that names its column, never its content.
    Result<Record> read(std::string_view row) const;

  private:
    explicit CsvReader(std::vector<int> fields) : fields_(std::move(fields)) {}
    std::vector<int> fields_;  ///< for each column of the file, which of ours it is
};

}  // namespace vaxcert
