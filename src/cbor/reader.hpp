// SPDX-License-Identifier: Apache-2.0
// CBOR that is too much to build: read item by item, and only in its one spelling.

#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <vaxcert/bytes.hpp>
#include <vaxcert/result.hpp>

namespace vaxcert::cbor {

/// Reads deterministic CBOR (RFC 8949 section 4.2.1) from front to back. After the first thing that
/// is not as it should be, every further answer is empty or zero, so it is enough to look at ok()
/// where a loop goes round, and at done() in the end.
///
///     Reader reader(bytes);
///     for (auto left = reader.array(); left > 0 && reader.ok(); --left) add(reader.text());
///     if (const auto read = reader.done(); !read) return read.error();
class Reader {
  public:
    explicit Reader(ByteView bytes) : bytes_(bytes) {}

    bool ok() const noexcept { return problem_.empty(); }

    /// The number of members that follow.
    std::uint64_t array() { return count(4); }
    std::uint64_t map() { return count(5); }

    std::uint64_t number();  ///< not negative
    std::int64_t integer();
    std::string_view text();  ///< UTF-8
    ByteView bytes();
    void expect_true();

    /// The next key of a map whose keys are whole numbers that rise: `previous` is the one before,
    /// or none, and becomes this one.
    std::uint64_t key(std::optional<std::uint64_t>& previous);

    /// Whether the next item is `true`.
    bool is_true_next() const noexcept;

    /// Says that what was read is not as it should be: "an entry has no key".
    void refuse(std::string what);

    /// Whether all was read, and nothing follows. bad_cbor, with where it went wrong, if not.
    Result<Done> done();

  private:
    std::uint64_t head(unsigned major, const char* expected);
    std::uint64_t count(unsigned major);
    ByteView string(unsigned major, const char* expected);

    ByteView bytes_;
    std::size_t at_ = 0;
    std::string problem_;
};

}  // namespace vaxcert::cbor
