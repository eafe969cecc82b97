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
    std::size_t end = 0;  ///< of its line in MadeChunk::lines
    std::string picture;
};

struct MadeChunk {
    std::string lines;  ///< of all that were issued: {"row","id","document","payload"}
    std::vector<Made> all;
    std::uint64_t position = 0;
};

/// Issues. May be called from many threads.
class Maker {
  public:
    Maker(const Issuer& issuer, Time now, PictureKind pictures, qr::Options options)
        : issuer_(issuer), now_(now), pictures_(pictures), options_(options) {}

    MadeChunk make(const RecordSource& source, const Chunk& chunk) const;

    /// The certificate of one record. A signer that fails is not the record's fault, and ends the
    /// program.
    Result<Issued> issue(const Record& record) const;

    /// The picture of a payload, which is empty where none is wanted.
    Result<std::string> picture(ByteView payload) const;

    const char* picture_ending() const { return pictures_ == PictureKind::svg ? ".svg" : ".png"; }
    bool draws() const { return pictures_ != PictureKind::none; }

  private:
    std::optional<Error> make_one(const Result<Record>& record, Made& made,
                                  std::string& lines) const;

    const Issuer& issuer_;
    Time now_;
    PictureKind pictures_;
    qr::Options options_;
};

}  // namespace vaxcert::cli
