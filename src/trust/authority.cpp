// SPDX-License-Identifier: Apache-2.0
#include "trust/authority.hpp"

#include <algorithm>
#include <array>

namespace vaxcert {
namespace {

constexpr std::size_t most_candidates = 8;

bool allows(const std::vector<std::string>& list, std::string_view word) {
    return list.empty() || std::ranges::find(list, word) != list.end();
}

const char* purpose_of(const Event& event) {
    constexpr std::array<const char*, 3> purposes = {"vaccination", "test", "recovery"};
    return purposes.at(event.index());
}

Finding no(Reason reason, std::string detail) {
    return {Step::trust, Outcome::rejected, {reason, std::move(detail)}};
}

Finding undecided(Reason reason, std::string detail) {
    return {Step::trust, Outcome::undecided, {reason, std::move(detail)}};
}

}  // namespace

Result<std::vector<const TrustedKey*>> candidates(const TrustList& trust, const SignerHint& hint) {
    std::vector<const TrustedKey*> keys;
    for (const std::string* id : {&hint.verification_method, &hint.issuer})
        for (const TrustedKey& key : trust.keys()) {
            const bool named = !id->empty() && key.id == *id && allows(key.formats, hint.format);
            const bool new_one = std::ranges::none_of(
                keys, [&](const TrustedKey* known) { return known->key == key.key; });
            if (named && new_one) keys.push_back(&key);
        }
    if (keys.empty()) {
        const std::string of = trust.issued() ? " of " + to_text(*trust.issued()) : std::string();
        return Error{Reason::issuer_not_trusted, "the signer is not in the trust list" + of +
                                                     ", which has " +
                                                     std::to_string(trust.keys().size()) + " keys"};
    }
    if (keys.size() > most_candidates)
        return limit_exceeded("keys for one signer", keys.size(), most_candidates);
    return keys;
}

std::vector<Finding> check_authority(const Certificate& certificate, const TrustedKey& key,
                                     std::optional<bool> for_test, Time now) {
    std::vector<Finding> findings;
    if (key.revoked)
        findings.push_back(no(Reason::key_revoked, "the key that signed this is revoked"));

    if (key.environment && for_test && *for_test != (*key.environment == Environment::test))
        findings.push_back(no(Reason::wrong_environment, std::string("a key for ") +
                                                             name(*key.environment) +
                                                             " signed a certificate for " +
                                                             (*for_test ? "test" : "production")));

    // A signer may only speak in its time; who checks later wants to know that it has passed.
    const auto issued = parse_time(certificate.claims().certificate.issued_at);
    if (key.valid_from && (!issued || *issued < *key.valid_from))
        findings.push_back(no(Reason::key_not_yet_valid, "the key is valid from " +
                                                             to_text(*key.valid_from) +
                                                             ", and the certificate is older"));
    if (key.valid_until && (!issued || *issued > *key.valid_until))
        findings.push_back(no(Reason::key_expired, "the key was valid until " +
                                                       to_text(*key.valid_until) +
                                                       ", and the certificate is younger"));
    else if (key.valid_until && now > *key.valid_until)
        findings.push_back(undecided(Reason::key_expired, "the key was valid until " +
                                                              to_text(*key.valid_until) +
                                                              "; checked for " + to_text(now)));

    if (!allows(key.purposes, purpose_of(certificate.event())))
        findings.push_back(
            no(Reason::signer_not_allowed,
               std::string("this signer may not sign a ") + purpose_of(certificate.event())));
    if (!allows(key.issuers, certificate.issuer()))
        findings.push_back(
            no(Reason::signer_not_allowed, "this signer may not sign for that issuer"));
    return findings;
}

}  // namespace vaxcert
