// SPDX-License-Identifier: Apache-2.0
// Lists of withdrawn certificates, held to the same trust as certificates are.

#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include <vaxcert/bytes.hpp>
#include <vaxcert/result.hpp>
#include <vaxcert/status_list.hpp>
#include <vaxcert/time.hpp>
#include <vaxcert/trust_list.hpp>

namespace vaxcert {

/// What a file of withdrawn certificates is, by what it says.
enum class StatusKind : std::uint8_t {
    unknown,
    plain,        ///< a check point's own data: StatusList::parse()
    cards,        ///< of an issuer of SMART Health Cards: StatusList::parse_card_list()
    slices,       ///< of the EU, as fetched: StatusList::parse_slices()
    signed_list,  ///< ours: load_status(), as for those that follow
    credential,   ///< W3C's, with a Data Integrity proof
    token,        ///< in a JWS
    batch,        ///< the EU's, in CMS
};
StatusKind status_kind(ByteView file);

/// The highest sequence number of each list that was ever loaded, by the list's name. The caller
/// keeps it from one run to the next: an older list is refused only as long as it is remembered.
using LastSeen = std::map<std::string, std::uint64_t, std::less<>>;

/// A list, who is believed to have made it, and what to remember of it.
struct LoadedStatus {
    StatusList list;
    std::string name;            ///< under which LastSeen knows it
    std::uint64_t sequence = 0;  ///< 0 where its kind has none
};

/// Reads a list that somebody signed, of whatever kind: see docs/check-point.md.
///
/// The key is found in the trust list under the list's issuer and key name, and must be trusted for
/// the purpose "status" or for any. Refused, with the reason that a certificate would be refused
/// for: issuer_not_trusted, signer_not_allowed, key_expired, key_revoked, wrong_environment,
/// bad_signature; bad_status_list for what is no signed list, or older than the last one seen.
///
/// A list that is overdue is loaded all the same: what it names is withdrawn, and of everything
/// else verify() says that it does not know.
///
/// The bytes are not copied: they must stay as they are while `owner` is held, or without an owner
/// while the list is in use.
Result<LoadedStatus> load_status(ByteView file, const TrustList& trust, const LastSeen& last_seen,
                                 Time now, std::shared_ptr<const void> owner = {});

}  // namespace vaxcert
