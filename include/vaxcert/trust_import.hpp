// SPDX-License-Identifier: Apache-2.0
// Trust lists as others publish them, turned into ours: to be looked at, and signed as a bundle.

#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <vaxcert/bytes.hpp>
#include <vaxcert/result.hpp>
#include <vaxcert/time.hpp>
#include <vaxcert/trust_list.hpp>

namespace vaxcert {

/// A file that was fetched elsewhere. The name is for the report.
struct ImportFile {
    std::string name;
    Bytes bytes;
};

/// What vouches for what is imported, and what else an importer needs to know.
struct ImportOptions {
    Environment environment = Environment::production;

    /// Keys (PEM, JWK) or X.509 certificates of whoever signed the files, from a channel that does
    /// not run through them.
    std::vector<ImportFile> signers = {};

    /// The signature over the file, where it is a file of its own.
    std::optional<Bytes> signature = {};

    std::string issuer = {};                ///< whom keys speak for that do not say it
    std::vector<std::string> formats = {};  ///< what they are for, likewise

    /// Keys that their issuer has not published since are refused, where the list says when it
    /// looked.
    std::optional<Time> retrieved_since = {};
};

/// What came of an import. Counts are of entries: keys and authorities.
struct ImportReport {
    struct Refusal {
        std::string what;  ///< as the list names it
        Error why;
    };
    std::size_t seen = 0;
    std::size_t keys = 0;         ///< taken
    std::size_t authorities = 0;  ///< taken
    std::size_t signatures = 0;   ///< of the list or its parts, found to be good
    std::vector<Refusal> refused = {};
    std::vector<std::pair<std::string, std::size_t>> notes = {};  ///< and how often
};

struct Imported {
    TrustList list;
    ImportReport report;

    /// The lists of withdrawn SMART Health Cards that came with the keys, which then want them: for
    /// StatusList::parse(). Empty if there were none.
    std::string card_lists = {};
};

/// A kind of list that can be imported.
struct ImportKind {
    std::string_view name;   ///< "gdhcn"
    std::string_view about;  ///< a line for people
};
std::span<const ImportKind> import_kinds() noexcept;

/// Reads files of one kind. An entry that cannot be used is refused and reported; a list as a whole
/// is refused if its signature is not good, or it is not of that kind.
Result<Imported> import_trust(std::string_view kind, std::span<const ImportFile> files,
                              const ImportOptions& options);

}  // namespace vaxcert
