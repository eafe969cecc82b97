// SPDX-License-Identifier: Apache-2.0
// Whose key signed a list, and for which certificates that makes the list count.

#pragma once

#include <functional>
#include <optional>
#include <string>

#include <vaxcert/status_list.hpp>
#include <vaxcert/time.hpp>
#include <vaxcert/trust_list.hpp>

namespace vaxcert {

/// What a list says of its signer.
struct ListSigner {
    std::string issuer;
    std::string key_id;            ///< a verification method or a kid; may be empty
    std::optional<bool> for_test;  ///< whether it is a list of test certificates, if it says so
    Time issued;
};

/// Whether a key signed the list. The last one that did is the one that counts.
using SignedBy = std::function<Result<Done>(const PublicKey& key)>;

/// The scope of the trusted key that signed the list. A key speaks for the issuers it is trusted
/// for; one that is trusted as a verification method, without a word on issuers, speaks for
/// certificates of its own alone.
Result<ListScope> scope_of_signer(const ListSigner& signer, const SignedBy& signed_by,
                                  const TrustList& trust, Time now);

}  // namespace vaxcert
