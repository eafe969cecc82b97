// SPDX-License-Identifier: Apache-2.0
// The signed list of certificates that their issuer has taken back: made by the issuer, carried to
// check points, and looked into without being read. docs/formats/status-list.md has every byte.

#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <vaxcert/bytes.hpp>
#include <vaxcert/keys.hpp>
#include <vaxcert/result.hpp>
#include <vaxcert/time.hpp>

namespace vaxcert {

/// What an issuer says of a certificate that it takes back.
enum class Withdrawn : std::uint8_t {
    withdrawn = 1,   ///< for good
    suspended = 2,   ///< for the time being
    superseded = 3,  ///< a corrected certificate has taken its place
    lifted = 4,      ///< no longer suspended; only ever a change, and never in a list
};

const char* name(Withdrawn state) noexcept;  // "withdrawn"
std::optional<Withdrawn> withdrawn_named(std::string_view word) noexcept;

/// One certificate of a list, in the 16 bytes that it has in the file.
class Withdrawal {
  public:
    /// What a certificate is called in lists: its id cannot be read from it, and no two are called
    /// the same.
    using Name = std::array<std::uint8_t, 11>;
    static Name name_of(std::string_view issuer, std::string_view id);

    /// `kept_until`: the last day on which the certificate can be valid, and so must be in the
    /// list; without it, for ever. A day is one from 1970-01-02 to 2149-06-06.
    static Result<Withdrawal> create(const Name& name, Withdrawn state,
                                     std::optional<Date> since = {},
                                     std::optional<Date> kept_until = {});

    Name name() const noexcept;
    Withdrawn state() const noexcept { return Withdrawn{bytes_[15]}; }
    std::optional<Date> since() const;
    std::optional<Date> kept_until() const;

    /// Whether the list may lose it on that day.
    bool may_go(Date today) const;

    const std::array<std::uint8_t, 16>& bytes() const noexcept { return bytes_; }
    bool operator==(const Withdrawal&) const = default;

  private:
    explicit Withdrawal(const std::array<std::uint8_t, 16>& bytes) : bytes_(bytes) {}
    std::array<std::uint8_t, 16> bytes_;
};
static_assert(sizeof(Withdrawal) == 16 && alignof(Withdrawal) == 1);

/// What a list says of itself.
struct StatusHeader {
    std::string issuer;  ///< as its certificates name it
    std::string key_id;  ///< how trust lists call the key that signs: a verification method, a kid
    bool for_test = false;       ///< a list of test certificates, signed by a key for tests
    std::uint64_t sequence = 0;  ///< grows with each list of this issuer
    Time issued;
    Time next_update;         ///< when the next list is there at the latest
    std::uint64_t count = 0;  ///< of its entries
};

/// The header of the list after `last`: its number is one higher. bad_status_list if the clock is
/// before the last list, which then may not be the last one.
Result<StatusHeader> next_header(const StatusHeader& last, Time now, Time next_update);

/// The entries of an issuer's next list, and what became of the changes.
struct NextList {
    std::vector<Withdrawal> entries;
    std::uint64_t added = 0;
    std::uint64_t changed = 0;  ///< suspended before, and now withdrawn or superseded; or the like
    std::uint64_t unchanged = 0;  ///< said again
    std::uint64_t lifted = 0;     ///< no longer suspended
    std::uint64_t dropped = 0;    ///< certificates that have expired since
};

/// The last list with changes made to it, in their order. A certificate only leaves when it has
/// expired or was suspended and is lifted; one that is withdrawn stays so, and to lift it is an
/// error.
Result<NextList> next_list(std::span<const Withdrawal> last, std::vector<Withdrawal> changes,
                           Date today);

/// The signed beginning of a list's file, after which come `entries` as they are: 16 bytes each,
/// in ascending order of their names. The signer is one of Ed25519 or ES256. header.count is not
/// looked at.
Result<Bytes> sign_status_list(const StatusHeader& header, std::span<const Withdrawal> entries,
                               const Signer& signer);

class SignedStatusList;

/// A file that says it is such a list, believed by nobody.
class StatusFile {
  public:
    /// Whether the bytes claim to be a signed list.
    static bool recognizes(ByteView file) noexcept;

    /// Reads the beginning of a file and holds it to its own hash: bad_status_list if anything is
    /// not as it should be. The entries are looked at when they are asked for. The file's bytes
    /// must stay as they are while `owner` is held, or without an owner while the list is in use.
    static Result<StatusFile> open(ByteView file, std::shared_ptr<const void> owner = {});

    const StatusHeader& header() const noexcept { return header_; }

    /// The list, if `key` signed it. Whether that key may speak for that issuer is for its caller
    /// to know; load_status() asks a trust list.
    Result<SignedStatusList> authenticate(const PublicKey& key) const;

  private:
    friend class SignedStatusList;
    StatusFile() = default;

    StatusHeader header_;
    Algorithm algorithm_ = Algorithm::ed25519;
    ByteView signed_bytes_, signature_, table_, entries_;
    std::shared_ptr<const void> owner_;
};

/// A list whose signature was good. Safe to look into from many threads.
class SignedStatusList {
  public:
    const StatusHeader& header() const noexcept { return file_.header_; }

    /// The entry of a certificate, or none. bad_status_list if the part of the file where it would
    /// stand is not what was signed: then nothing is known.
    Result<std::optional<Withdrawal>> find(const Withdrawal::Name& name) const;

    /// All entries, held to their hashes.
    Result<std::span<const Withdrawal>> entries() const;

  private:
    friend class StatusFile;
    explicit SignedStatusList(StatusFile file) : file_(std::move(file)) {}

    Result<std::span<const Withdrawal>> block(std::size_t index) const;

    StatusFile file_;
};

}  // namespace vaxcert
