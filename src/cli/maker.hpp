// SPDX-License-Identifier: Apache-2.0
// Records to certificates, as they will be written.

#pragma once

#include <optional>
#include <string>
#include <vector>

#include <vaxcert/issue.hpp>
#include <vaxcert/qr.hpp>

#include "cli/record_source.hpp"

namespace vaxcert::cli {

enum class PictureKind : unsigned char { none, png, svg };

/// What became of one record: a certificate, or why there is none.
struct Made {
    std::uint64_t row = 0;
    std::uint64_t line = 0;
    std::optional<Error> fault;
    std::string id;
    std::size_t end = 0;                ///< of its lines in MadeChunk::lines
    std::vector<std::string> pictures;  ///< one for each format
    std::vector<std::string> left_out;  ///< what the record states and no certificate carries
};

struct MadeChunk {
    /// Of all that were issued: {"row","id","document","payload"}, and "format" if there are
    /// several.
    std::string lines;
    std::vector<Made> all;
    std::uint64_t position = 0;
};

/// Issues each record in every format that is asked for, or in none. May be called from many
/// threads.
class Maker {
  public:
    Maker(const std::vector<Issuer>& issuers, Time now, PictureKind pictures, qr::Options options)
        : issuers_(issuers), now_(now), pictures_(pictures), options_(options) {}

    MadeChunk make(const RecordSource& source, const Chunk& chunk) const;

    /// The certificates of one record, one for each format. A signer that fails is not the record's
    /// fault, and ends the program.
    Result<std::vector<Issued>> issue(const Record& record) const;

    /// What stands between a certificate's id and the ending of its file: ".hcert", or nothing
    /// where there is one format.
    std::string infix(std::size_t number) const;

    /// "person.address.city", or "hcert: person.address.city" where there are several formats.
    std::string left_out_name(std::size_t number, const std::string& member) const;

    /// The picture of a payload, which is empty where none is wanted.
    Result<std::string> picture(ByteView payload) const;

    const char* picture_ending() const { return pictures_ == PictureKind::svg ? ".svg" : ".png"; }
    bool draws() const { return pictures_ != PictureKind::none; }

  private:
    std::optional<Error> make_one(const Result<Record>& record, Made& made,
                                  std::string& lines) const;

    const std::vector<Issuer>& issuers_;
    Time now_;
    PictureKind pictures_;
    qr::Options options_;
};

}  // namespace vaxcert::cli
