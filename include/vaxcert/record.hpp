// SPDX-License-Identifier: Apache-2.0
// What an issuer wants to say about one person and one event.

#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <vaxcert/certificate.hpp>
#include <vaxcert/result.hpp>

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

    /// The public key of the holder, a JWK: in formats where a certificate can be bound to one,
    /// only its owner can then prove to be the holder. Empty: whoever shows it may.
    std::string holder_key;

    /// 1 for a first certificate, one more for each correction of it.
    int revision = 1;

    bool operator==(const Record&) const = default;
};

/// Reads one record from JSON: our own notation (docs/schemas/record.schema.json), or DIVOC's
/// certify request of version 1 or 3, a vaccination or a test, as it is. An error names the member
/// and what was expected, never what was found.
Result<Record> parse_record(std::string_view json);

/// Reads records from CSV rows (RFC 4180), by the header row: DIVOC's bulk columns (vaccinations
/// and tests) as they are, or an issuer's own names for them.
///
///     const auto reader = CsvReader::from_header(header_row, profile.columns());
///     if (!reader) return complain(reader.error());
///     const auto record = reader->read(row);
///
/// Safe to use from many threads.
class CsvReader {
  public:
    /// Takes the header row as written. A column that is unknown, missing or named twice is an
    /// error that names it. `columns`: pairs of an issuer's own column name and the one it stands
    /// for, which is empty for a column to be ignored. DIVOC's template must be complete; with
    /// columns of one's own, only those whose cells are required must be there.
    static Result<CsvReader> from_header(
        std::string_view header_row,
        const std::vector<std::pair<std::string, std::string>>& columns = {});

    /// The record of one row, which may hold quoted line breaks. A cell that cannot be read is an
    /// error that names its column, never its content.
    Result<Record> read(std::string_view row) const;

  private:
    CsvReader(bool of_tests, std::vector<int> fields, std::vector<std::string> names)
        : of_tests_(of_tests), fields_(std::move(fields)), names_(std::move(names)) {}

    bool of_tests_;
    std::vector<int> fields_;  ///< for each column of the file, which of ours it is; -1: ignored
    std::vector<std::string> names_;  ///< of the columns, as the file names them
};

/// Cuts a stream into records, holding no more of it than one record and what was fed last. It
/// reads CSV (quoted cells may span lines), JSON lines, one JSON array, or JSON objects one after
/// another; the first character tells which.
///
///     splitter.feed(bytes);
///     while (const auto piece = splitter.next()) use(*piece);
class RecordSplitter {
  public:
    enum class Notation : std::uint8_t { unknown, csv, json };

    /// One record as it stands in the stream.
    struct Piece {
        std::string_view text;       ///< good until the next feed()
        std::uint64_t row = 0;       ///< 1 is the first record; the header row of CSV is 0
        std::uint64_t line = 0;      ///< of the file, on which it begins; the first is 1
        std::optional<Error> fault;  ///< why this is not a whole record
    };

    /// A record longer than this is a fault, and is skipped.
    static constexpr std::size_t longest = 65536;

    RecordSplitter();
    ~RecordSplitter();
    RecordSplitter(RecordSplitter&&) noexcept;
    RecordSplitter& operator=(RecordSplitter&&) noexcept;

    void feed(std::string_view bytes);
    void finish();  ///< There is no more.

    /// The next record; nothing when more must be fed first, or all has been read.
    std::optional<Piece> next();

    Notation notation() const noexcept;

    /// Whether a fault left the rest of the stream unreadable.
    bool cut_short() const noexcept;

  private:
    struct Inner;
    std::unique_ptr<Inner> inner_;
};

}  // namespace vaxcert
