// SPDX-License-Identifier: Apache-2.0
#include "trust/authority.hpp"

#include <algorithm>
#include <array>

#include "base/country.hpp"
#include "trust/age.hpp"
#include "trust/certified.hpp"
#include "trust/revocation.hpp"

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

/// A signer may only speak in its time; who checks later wants to know that it has passed.
void check_time(const TrustedKey& key, const std::string& issued_at, Time now,
                std::vector<Finding>& findings) {
    // Some formats of certified signers do not state a time.
    const auto issued =
        key.certified && issued_at.empty() ? Result<Time>(now) : parse_time(issued_at);
    const auto outside = [&](Reason reason, const std::string& detail) {
        findings.push_back(no(reason, detail));
        // The common rule for certified signers is the shell model (RFC 5280 section 6.1.3).
        if (key.certified) findings.back().effect = Outcome::accepted;
    };
    if (key.valid_from && (!issued || *issued < *key.valid_from))
        outside(Reason::key_not_yet_valid, "the key is valid from " + to_text(*key.valid_from) +
                                               ", and the certificate is older");
    const bool too_young = key.valid_until && (!issued || *issued > *key.valid_until);
    if (too_young)
        outside(Reason::key_expired, "the key was valid until " + to_text(*key.valid_until) +
                                         ", and the certificate is younger");
    if (key.certified && key.valid_from && now < *key.valid_from)
        findings.push_back(undecided(
            Reason::key_not_yet_valid,
            "the key is valid from " + to_text(*key.valid_from) + "; checked for " + to_text(now)));
    if (key.valid_until && now > *key.valid_until && (key.certified || !too_young))
        findings.push_back(undecided(Reason::key_expired, "the key was valid until " +
                                                              to_text(*key.valid_until) +
                                                              "; checked for " + to_text(now)));
}

/// Its owner may have stopped using a key, and what it signed until then stays good.
void check_termination(const TrustedKey& key, const std::string& issued_at,
                       std::vector<Finding>& findings) {
    if (!key.terminated) return;
    const auto issued = parse_time(issued_at);
    const std::string since = "its owner stopped using the key on " + to_text(*key.terminated);
    if (issued && *issued <= *key.terminated) {
        findings.push_back({Step::trust,
                            Outcome::accepted,
                            {Reason::key_terminated, since + "; the certificate is older"}});
        return;
    }
    findings.push_back(
        no(Reason::key_terminated,
           since + (issued ? ", and the certificate is younger"
                           : ", and the certificate does not say when it was made")));
}

/// What is known of a key is as old as the lists that say it.
void check_age(const TrustedKey& key, Time now, std::vector<Finding>& findings) {
    const std::string checked = "; checked for " + to_text(now);
    if (key.revocation_known_until && now > *key.revocation_known_until)
        findings.push_back(undecided(
            Reason::trust_stale,
            *key.revocation_known_until == Time()
                ? "a list of revoked certificates is about the signer, and none of the trusted "
                  "authorities has signed it"
                : "what the signer's authority revoked is known until " +
                      to_text(*key.revocation_known_until) + checked));
    if (!key.source) return;
    for (Finding& finding : age_of(*key.source, now)) findings.push_back(std::move(finding));
}

using Entries = std::vector<const TrustedKey*>;

Entries of_method(const TrustList& trust, const SignerHint& hint) {
    return trust.keys_of(hint.verification_method);
}

Entries of_issuer(const TrustList& trust, const SignerHint& hint) {
    if (hint.kid_of) {
        Entries keys = trust.keys_of(hint.issuer);
        std::erase_if(keys, [&](const TrustedKey* key) {
            return key->kid != hint.kid && hint.kid_of(key->key) != hint.kid;
        });
        return keys;
    }
    if (hint.kid.empty()) return trust.keys_of(hint.issuer);
    Entries keys = trust.keys_of(hint.issuer, hint.kid);
    const Entries of_any_name = trust.keys_of(hint.issuer, "");
    keys.insert(keys.end(), of_any_name.begin(), of_any_name.end());
    return keys;
}

Entries of_kid(const TrustList& trust, const SignerHint& hint) {
    return hint.kid_is_enough ? trust.keys_named(hint.kid) : Entries();
}

/// Of two entries for one key, which counts: what was signed later, and what was signed at all.
bool is_newer(const TrustedKey& one, const TrustedKey& other) {
    if (!one.source || !other.source) return one.source != nullptr;
    return one.source->issued > other.source->issued;
}

/// The key with what any entry, or its authority, says of its being revoked.
std::shared_ptr<const TrustedKey> with_revocation(const TrustList& trust,
                                                  std::shared_ptr<const TrustedKey> key) {
    const bool elsewhere = !key->revoked && trust.revokes(key->key);
    const bool to_be_asked = key->certificate && !trust.crls().empty();
    if (!elsewhere && !to_be_asked) return key;
    TrustedKey copy = *key;
    copy.revoked = key->revoked || elsewhere;
    if (to_be_asked) ask_authorities(trust, *key->certificate, copy);
    return std::make_shared<const TrustedKey>(std::move(copy));
}

void check_purposes(const TrustedKey& key, const Claims& claims, std::vector<Finding>& findings) {
    std::vector<const Event*> events = {&claims.event};
    for (const Event& event : claims.earlier_events) events.push_back(&event);
    for (const Event* event : events) {
        const char* purpose = purpose_of(*event);
        if (allows(key.purposes, purpose)) continue;
        findings.push_back(
            no(Reason::signer_not_allowed, std::string("this signer may not sign a ") + purpose));
        return;
    }
}

/// Two or three capitals.
bool is_country_code(std::string_view text) {
    return (text.size() == 2 || text.size() == 3) &&
           text.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ") == text.npos;
}

/// A key that is trusted for a country speaks for it alone, however it was found.
void check_country(const TrustedKey& key, const std::string& stated,
                   std::vector<Finding>& findings) {
    const std::string& country =
        key.country.empty() && is_country_code(key.id) ? key.id : key.country;
    if (!country.empty() && !stated.empty() && !is_same_country(country, stated))
        findings.push_back(no(Reason::signer_not_allowed,
                              "a signer of " + country + " may not sign for another country"));
}

/// Why no key is offered: whether it is the signer that is unknown, or this key of a known one.
Error not_found(const TrustList& trust, const SignerHint& hint) {
    const std::string of = trust.issued() ? " of " + to_text(*trust.issued()) : std::string();
    std::string size = ", which has " + std::to_string(trust.keys().size()) + " keys";
    if (!trust.anchors().empty())
        size += " and " + std::to_string(trust.anchors().size()) + " certification authorities";
    const Entries of_the_issuer = trust.keys_of(hint.issuer);
    if (std::ranges::any_of(of_the_issuer, [&](const TrustedKey* key) {
            return allows(key->formats, hint.format);
        }))
        return {Reason::issuer_not_trusted,
                "the signer is in the trust list" + of + ", but not with the key that is named"};
    const bool known_key = !trust.keys_named(hint.kid).empty();
    return {Reason::issuer_not_trusted,
            "the signer is not in the trust list" + of + size +
                (known_key ? "; the key that is named is another signer's" : "")};
}

}  // namespace

Result<TrustedKeys> candidates(const TrustList& trust, const SignerHint& hint) {
    Entries entries;
    for (const auto named : {of_method, of_issuer, of_kid})
        for (const TrustedKey* key : named(trust, hint)) {
            if (!allows(key->formats, hint.format)) continue;
            const auto known = std::ranges::find_if(
                entries, [&](const TrustedKey* other) { return other->key == key->key; });
            if (known == entries.end())
                entries.push_back(key);
            else if (is_newer(*key, **known))
                *known = key;
        }
    if (entries.size() > most_candidates)
        return limit_exceeded("keys for one signer", entries.size(), most_candidates);
    TrustedKeys keys;
    const std::shared_ptr<const TrustedKey> owned_by_the_list;
    for (const TrustedKey* key : entries)
        keys.push_back(with_revocation(trust, {owned_by_the_list, key}));
    if (keys.empty() && !hint.certificates.empty()) {
        auto certified = certified_key(trust, hint);
        if (!certified) return certified.error();
        if (*certified) keys.push_back(with_revocation(trust, *std::move(certified)));
    }
    if (keys.empty()) return not_found(trust, hint);
    return keys;
}

std::vector<Finding> check_authority(const Certificate& certificate, const TrustedKey& key,
                                     const Standing& standing, Time now) {
    std::vector<Finding> findings;
    if (key.revoked)
        findings.push_back(
            no(Reason::key_revoked,
               "the key that signed this is revoked" +
                   (key.revoked_since ? ", since " + to_text(*key.revoked_since) : std::string())));

    if (key.environment && standing.for_test &&
        *standing.for_test != (*key.environment == Environment::test))
        findings.push_back(
            no(Reason::wrong_environment, std::string("a key for ") + name(*key.environment) +
                                              " signed a certificate for " +
                                              (*standing.for_test ? "test" : "production")));
    check_age(key, now, findings);
    check_time(key, certificate.claims().certificate.issued_at, now, findings);
    check_termination(key, certificate.claims().certificate.issued_at, findings);
    check_purposes(key, certificate.claims(), findings);
    check_country(key, standing.country, findings);
    if (!allows(key.issuers, certificate.issuer()))
        findings.push_back(
            no(Reason::signer_not_allowed, "this signer may not sign for that issuer"));
    return findings;
}

}  // namespace vaxcert
