// SPDX-License-Identifier: Apache-2.0
// Status lists of bits, which certificates name by a URL and an index, as their issuer makes them
// and continues them. Check points read them by load_status(), whoever made them.

#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <vaxcert/keys.hpp>
#include <vaxcert/result.hpp>
#include <vaxcert/signed_status.hpp>
#include <vaxcert/time.hpp>

namespace vaxcert {

/// How a list of bits is written down.
enum class BitListForm : std::uint8_t {
    credential,        ///< W3C Bitstring Status List 1.0, with a Data Integrity proof
    credential_token,  ///< the same inside a JWS (VC-JOSE-COSE)
    token,             ///< IETF Token Status List in a JWS, for SD-JWT VC
};
const char* name(BitListForm form) noexcept;  // "bitstring", "bitstring-jwt", "token"
std::optional<BitListForm> bit_list_form_named(std::string_view word) noexcept;

/// What a list says of itself.
struct BitListHeader {
    std::string url;     ///< by which certificates name it (statusListCredential, uri)
    std::string issuer;  ///< that of the certificates
    std::string key_id;  ///< the verification method, or what trust lists call the key
    std::string purpose = "revocation";  ///< or "suspension", which a token list does not have
    Time valid_from;
    Time valid_until;  ///< when the next list is there at the latest
};

/// The list in which these entries are set and no others. An index is below 2^30. The signer is
/// one of Ed25519, ES256 or ES384.
Result<std::string> issue_bit_list(const BitListHeader& header, std::span<const std::uint64_t> set,
                                   BitListForm form, const Signer& signer);

/// An index as certificates and people write it: digits without leading zeros, below 2^30.
std::optional<std::uint64_t> bit_index(std::string_view text);

/// What is said of one entry.
struct BitChange {
    std::uint64_t index = 0;
    Withdrawn state = Withdrawn::withdrawn;
};

/// The header of the list after `last`. bad_status_list if the clock is before the last list, which
/// then may not be the last one.
Result<BitListHeader> next_header(const BitListHeader& last, Time now, Time valid_until);

/// The entries of an issuer's next list, ascending, and what became of the changes.
struct NextBits {
    std::vector<std::uint64_t> set;
    std::uint64_t added = 0;
    std::uint64_t unchanged = 0;  ///< said again
    std::uint64_t lifted = 0;     ///< no longer suspended
};

/// The last list, ascending, with changes made to it, in their order. A list of revocations only
/// grows, by what is withdrawn or superseded; one of suspensions takes what is suspended, and loses
/// what is lifted. Any other state is an error: it belongs to the other list.
Result<NextBits> next_bits(std::string_view purpose, std::span<const std::uint64_t> last,
                           std::span<const BitChange> changes);

namespace status {
struct BitList;  // Known to the library alone.
}

/// A text that says it is a list of bits, of any form, believed by nobody.
class BitListFile {
  public:
    /// Reads it, or says what is wrong (bad_status_list, bad_jws, malformed).
    static Result<BitListFile> open(std::string_view text);

    /// Its purpose is empty if it has several. Without a stated end it is one at its beginning.
    const BitListHeader& header() const noexcept { return header_; }
    BitListForm form() const noexcept { return form_; }

    /// The entries that are set, ascending.
    std::vector<std::uint64_t> set() const;

    /// Whether `key` signed it, and at `now` its proof still counts. Whether that key may speak for
    /// that issuer is for its caller to know; load_status() asks a trust list.
    Result<Done> authenticate(const PublicKey& key, Time now) const;

    const std::shared_ptr<const status::BitList>& list() const noexcept { return list_; }

  private:
    BitListFile() = default;

    std::string text_;
    BitListForm form_ = BitListForm::credential;
    BitListHeader header_ = {};
    std::shared_ptr<const status::BitList> list_;
};

}  // namespace vaxcert
