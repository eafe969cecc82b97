// SPDX-License-Identifier: Apache-2.0
#include "verify/list_signer.hpp"

#include <algorithm>
#include <optional>

namespace vaxcert {
namespace {

constexpr std::string_view purpose = "status";

bool allows(const std::vector<std::string>& words, std::string_view word) {
    return words.empty() || std::ranges::find(words, word) != words.end();
}

/// Whether the list means this key: by its verification method, or by its issuer and, where both
/// have one, the name of the key.
bool is_named(const TrustedKey& key, const ListSigner& signer) {
    if (!signer.key_id.empty() && key.id == signer.key_id) return true;
    const bool of_issuer =
        key.id == signer.issuer || (!key.country.empty() && key.country == signer.issuer);
    return of_issuer && (key.kid.empty() || signer.key_id.empty() || key.kid == signer.key_id);
}

Error refused(Reason reason, const std::string& what) {
    return {reason, "the key that signed the status list " + what};
}

/// Whether the owner of a key may make this list, at its time and now.
Result<Done> check_signer(const TrustedKey& key, const ListSigner& signer, Time now) {
    if (key.terminated && signer.issued > *key.terminated)
        return refused(Reason::key_terminated,
                       "was given up on " + to_text(*key.terminated) + ", and the list is younger");
    if (key.valid_from && signer.issued < *key.valid_from)
        return refused(Reason::key_not_yet_valid,
                       "is valid from " + to_text(*key.valid_from) + ", and the list is older");
    if (key.valid_until && (now > *key.valid_until || signer.issued > *key.valid_until))
        return refused(Reason::key_expired, "was valid until " + to_text(*key.valid_until));
    if (key.environment && signer.for_test &&
        *signer.for_test != (*key.environment == Environment::test))
        return refused(Reason::wrong_environment, std::string("is for ") + name(*key.environment) +
                                                      ", and the list for " +
                                                      (*signer.for_test ? "test" : "production"));
    if (!allows(key.purposes, purpose))
        return refused(Reason::signer_not_allowed, "is not trusted for status lists");
    if (!allows(key.issuers, signer.issuer))
        return refused(Reason::signer_not_allowed, "may not speak for the list's issuer");
    return Done{};
}

/// Until when the trust list that has the key may be believed.
std::optional<Time> believed_until(const TrustedKey& key) {
    if (!key.source) return {};
    return key.source->next_update + key.source->grace;
}

/// A key that is known as an issuer's speaks for it: so is one of its verification methods.
ListScope scope_of(const TrustedKey& key, const ListSigner& signer) {
    const bool for_issuer = key.id == signer.issuer || !key.issuers.empty() ||
                            key.id.starts_with(signer.issuer + '#') ||
                            (!key.country.empty() && key.country == signer.issuer);
    return {.signer = for_issuer ? std::string() : key.id,
            .formats = key.formats,
            .believed_until = believed_until(key)};
}

}  // namespace

Result<ListScope> scope_of_signer(const ListSigner& signer, const SignedBy& signed_by,
                                  const TrustList& trust, Time now) {
    Error why{Reason::issuer_not_trusted,
              "the signer of the status list is not in the trust list, which has " +
                  std::to_string(trust.keys().size()) + " keys"};
    std::optional<ListScope> scope;
    for (const TrustedKey& key : trust.keys()) {
        if (!is_named(key, signer)) continue;
        if (const auto good = signed_by(key.key); !good) {
            why = good.error();
            continue;
        }
        // A key may be listed twice: one entry may let it, but none gives back a revoked one.
        if (key.revoked || trust.revokes(key.key))
            return refused(Reason::key_revoked, "is revoked");
        const auto allowed = check_signer(key, signer, now);
        if (allowed && !scope) scope = scope_of(key, signer);
        if (!allowed) why = allowed.error();
    }
    if (scope) return *std::move(scope);
    return why;
}

}  // namespace vaxcert
