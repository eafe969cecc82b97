// SPDX-License-Identifier: Apache-2.0
#include "trust/authority.hpp"

#include <algorithm>
#include <array>

#include "base/country.hpp"
#include "trust/certified.hpp"

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

bool is_of_method(const TrustedKey& key, const SignerHint& hint) {
    return !hint.verification_method.empty() && key.id == hint.verification_method;
}

/// Whether a key has the name that the certificate calls it by; one without a name has any.
bool has_kid(const TrustedKey& key, const SignerHint& hint) {
    if (hint.kid_of) return hint.kid_of(key.key) == hint.kid;
    return key.kid.empty() || hint.kid.empty() || key.kid == hint.kid;
}

bool is_of_issuer(const TrustedKey& key, const SignerHint& hint) {
    return !hint.issuer.empty() && key.id == hint.issuer && has_kid(key, hint);
}

bool is_of_kid(const TrustedKey& key, const SignerHint& hint) {
    return hint.kid_is_enough && !hint.kid.empty() && key.kid == hint.kid;
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
    const bool known_issuer = std::ranges::any_of(trust.keys(), [&](const TrustedKey& key) {
        return !hint.issuer.empty() && key.id == hint.issuer && allows(key.formats, hint.format);
    });
    if (known_issuer)
        return {Reason::issuer_not_trusted,
                "the signer is in the trust list" + of + ", but not with the key that is named"};
    const bool known_key = std::ranges::any_of(trust.keys(), [&](const TrustedKey& key) {
        return !hint.kid.empty() && (hint.kid_of || !key.kid.empty()) && has_kid(key, hint);
    });
    return {Reason::issuer_not_trusted,
            "the signer is not in the trust list" + of + size +
                (known_key ? "; the key that is named is another signer's" : "")};
}

}  // namespace

Result<TrustedKeys> candidates(const TrustList& trust, const SignerHint& hint) {
    TrustedKeys keys;
    for (const auto is_named : {is_of_method, is_of_issuer, is_of_kid})
        for (const TrustedKey& key : trust.keys()) {
            if (!is_named(key, hint) || !allows(key.formats, hint.format)) continue;
            const bool new_one = std::ranges::none_of(
                keys, [&](const auto& known) { return known->key == key.key; });
            // The list owns it.
            if (new_one) keys.emplace_back(std::shared_ptr<const TrustedKey>(), &key);
        }
    if (keys.empty() && !hint.certificates.empty()) {
        auto certified = certified_key(trust, hint);
        if (!certified) return certified.error();
        if (*certified) keys.push_back(*std::move(certified));
    }
    if (keys.empty()) return not_found(trust, hint);
    if (keys.size() > most_candidates)
        return limit_exceeded("keys for one signer", keys.size(), most_candidates);
    return keys;
}

std::vector<Finding> check_authority(const Certificate& certificate, const TrustedKey& key,
                                     const Standing& standing, Time now) {
    std::vector<Finding> findings;
    if (key.revoked)
        findings.push_back(no(Reason::key_revoked, "the key that signed this is revoked"));

    if (key.environment && standing.for_test &&
        *standing.for_test != (*key.environment == Environment::test))
        findings.push_back(
            no(Reason::wrong_environment, std::string("a key for ") + name(*key.environment) +
                                              " signed a certificate for " +
                                              (*standing.for_test ? "test" : "production")));
    check_time(key, certificate.claims().certificate.issued_at, now, findings);
    check_purposes(key, certificate.claims(), findings);
    check_country(key, standing.country, findings);
    if (!allows(key.issuers, certificate.issuer()))
        findings.push_back(
            no(Reason::signer_not_allowed, "this signer may not sign for that issuer"));
    return findings;
}

}  // namespace vaxcert
