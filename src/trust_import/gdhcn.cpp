// SPDX-License-Identifier: Apache-2.0
// WHO's Global Digital Health Certification Network, trust list v2.

#include <algorithm>

#include "base/country.hpp"
#include "trust/certified.hpp"
#include "trust_import/gdhcn_proof.hpp"
#include "trust_import/import.hpp"

namespace vaxcert::trust_import {
namespace {

using crypto::X509Certificate;
using json::Value;

/// The network's own tests, which stand in the list for production too.
constexpr std::string_view test_participant = "XXH";

Error no(Reason reason, std::string detail) {
    return {reason, std::move(detail)};
}

/// What an entry says of itself, before any of it is believed.
struct Entry {
    std::string id, usage, participant, kid;
    std::vector<X509Certificate> chain;  ///< the key's own first
};

/// "DSC" of {"code": "#DSC"}.
std::string code_at(const Value& method, std::string_view member) {
    const Value* object = method.find(member);
    const std::string code = object ? text_at(*object, "code") : std::string();
    return code.starts_with('#') ? code.substr(1) : code;
}

Result<Entry> entry_of(const Value& method) {
    Entry entry{.id = text_at(method, "id"),
                .usage = code_at(method, "keyusage"),
                .participant = code_at(method, "participant"),
                .kid = {},
                .chain = {}};
    const Value* jwk = method.find("publicKeyJwk");
    if (!jwk) return no(Reason::bad_trust_list, "the entry has no publicKeyJwk");
    entry.kid = text_at(*jwk, "kid");
    const Value* certificates = jwk->find("x5c");
    if (!certificates || !certificates->is_array() || certificates->array().empty() ||
        certificates->array().size() > 2)
        return no(Reason::bad_trust_list, "the entry has no certificates, or more than two");
    // The coordinates beside them are often a byte too long. The certificates are what counts.
    for (const Value& each : certificates->array()) {
        auto certificate = certificate_in_base64(each.is_string() ? each.string() : std::string());
        if (!certificate) return certificate.error();
        entry.chain.push_back(*std::move(certificate));
    }
    if (entry.kid != hcert_kid(entry.chain.front()))
        return no(Reason::bad_trust_list, "the kid is not that of the certificate");
    return entry;
}

/// The country as certificates for travellers write it: two letters where there are such.
std::string country_of(const Entry& entry) {
    const std::string& stated = entry.chain.front().country();
    return stated.empty() ? std::string(alpha_2(entry.participant)) : stated;
}

/// A country's authority certifies signers of that country.
Result<Done> is_of_country(const X509Certificate& leaf, const X509Certificate& authority) {
    if (leaf.country().empty() || authority.country().empty() ||
        is_same_country(leaf.country(), authority.country()))
        return Done{};
    return no(Reason::signer_not_allowed, "the signer is of " + leaf.country() +
                                              ", and its authority of " + authority.country());
}

Result<Done> check_signer(const Entry& entry, std::span<const X509Certificate> authorities) {
    const X509Certificate& leaf = entry.chain.front();
    if (leaf.is_ca()) return no(Reason::signer_not_allowed, "an authority stands as a signer");
    std::optional<Error> why;
    for (const X509Certificate& authority : authorities) {
        const auto issued = leaf.issued_by(authority);
        if (issued) return is_of_country(leaf, authority);
        // Of all that did not issue it, the one that it names has the most to say.
        if (!why || authority.subject_key_id() == leaf.authority_key_id()) why = issued.error();
    }
    return why ? *why : no(Reason::signer_not_allowed, "the list has no authority");
}

void take_signer(const Entry& entry, std::span<const X509Certificate> authorities, Import& import) {
    if (const auto good = check_signer(entry, authorities); !good)
        return import.refuse(entry.id, good.error());
    auto key = signer_of(entry.chain.front());
    if (!key) return import.refuse(entry.id, key.error());
    key->country = country_of(entry);
    key->id = key->country;
    key->environment = import.options().environment;
    if (key->formats.empty()) key->formats = {"hcert"};
    import.take(*std::move(key));
}

bool is_authority(const Entry& entry) {
    return entry.usage == "CSCA" || entry.usage == "SCA";
}

/// Who may vouch for signers: the authorities that are given beforehand, if any are.
Result<std::vector<X509Certificate>> pinned_authorities(const ImportOptions& options) {
    std::vector<X509Certificate> pinned;
    for (const ImportFile& file : options.signers) {
        if (!holds_x509(file.bytes)) continue;
        const auto some = X509Certificate::parse_all(file.bytes);
        if (!some) return bad_file(file, some.error().detail);
        pinned.insert(pinned.end(), some->begin(), some->end());
    }
    return pinned;
}

bool is_pinned(const X509Certificate& authority, std::span<const X509Certificate> pinned) {
    return pinned.empty() || std::ranges::find(pinned, authority) != pinned.end();
}

void take_entries(const Value& document, std::span<const X509Certificate> pinned, Import& import) {
    std::vector<Entry> entries;
    std::vector<X509Certificate> authorities;
    for (const Value& method : document.find("verificationMethod")->array()) {
        if (!method.is_object()) continue;
        import.see();
        auto entry = entry_of(method);
        if (!entry) {
            import.refuse(text_at(method, "id"), entry.error());
            continue;
        }
        import.note("of usage " + entry->usage);
        if (is_authority(*entry) && is_pinned(entry->chain.front(), pinned))
            authorities.push_back(entry->chain.front());
        entries.push_back(*std::move(entry));
    }
    for (const Entry& entry : entries) {
        if (entry.participant == test_participant &&
            import.options().environment == Environment::production) {
            import.refuse(entry.id, no(Reason::wrong_environment,
                                       "it is of the participant that tests the network"));
        } else if (is_authority(entry)) {
            if (!is_pinned(entry.chain.front(), pinned))
                import.refuse(entry.id, no(Reason::issuer_not_trusted,
                                           "it is none of the authorities that are given"));
            else if (!entry.chain.front().is_ca())
                import.refuse(entry.id, no(Reason::signer_not_allowed,
                                           "it stands as an authority and may not be one"));
            else
                import.take(
                    TrustAnchor{std::make_shared<const X509Certificate>(entry.chain.front()),
                                {"hcert"},
                                import.options().environment});
        } else if (entry.usage == "DSC") {
            take_signer(entry, authorities, import);
        } else {
            import.refuse(entry.id,
                          no(Reason::signer_not_allowed,
                             "its usage " + entry.usage + " is not that of health certificates"));
        }
    }
}

/// Test and production are other hosts of the network.
Result<Done> check_environment(const Value& document, Environment wanted) {
    const std::string id = text_at(document, "id");
    const bool for_test = id.find("tng-cdn-dev") != id.npos || id.find("tng-cdn-uat") != id.npos;
    if (for_test == (wanted == Environment::test)) return Done{};
    return no(Reason::wrong_environment, std::string("the trust document is for ") +
                                             (for_test ? "test" : "production") +
                                             ", and imported for " + name(wanted));
}

bool embeds_keys(const Value& document) {
    const Value* methods = document.find("verificationMethod");
    return methods && methods->is_array() &&
           std::ranges::any_of(methods->array(),
                               [](const Value& each) { return each.is_object(); });
}

/// The keys that proofs are held to; certificates among the signers are authorities.
Result<std::vector<PublicKey>> proof_keys(const ImportOptions& options) {
    std::vector<PublicKey> keys;
    for (const ImportFile& file : options.signers) {
        if (holds_x509(file.bytes)) continue;
        auto key = PublicKey::parse(file.bytes);
        if (!key) return bad_file(file, key.error().detail);
        keys.push_back(*std::move(key));
    }
    return keys;
}

Result<Done> check_proof(const Value& document, std::span<const PublicKey> signers,
                         Import& import) {
    std::optional<Error> why;
    for (const PublicKey& signer : signers) {
        const auto good = check_document_proof(document, signer);
        if (good) {
            import.count_signature();
            return Done{};
        }
        why = good.error();
    }
    if (why) return *why;
    import.note("documents whose proof was not checked, for no --signer with a key is given");
    return Done{};
}

Result<Done> take_document(const Value& document, std::span<const PublicKey> signers,
                           std::span<const X509Certificate> pinned, Import& import) {
    const bool has_keys = embeds_keys(document);
    if (const auto good = check_proof(document, signers, import); !good) {
        // A document that only refers to others adds nothing; of one with keys none is believed.
        if (has_keys) return good.error();
        import.refuse(text_at(document, "id"), good.error());
        return Done{};
    }
    if (!has_keys) return Done{};
    if (const auto fits = check_environment(document, import.options().environment); !fits)
        return fits.error();
    if (const Value* proof = document.find("proof"))
        if (const auto created = time_at(*proof, "created")) import.set_issued(*created);
    take_entries(document, pinned, import);
    return Done{};
}

}  // namespace

Result<Done> import_gdhcn(Files files, Import& import) {
    const auto signers = proof_keys(import.options());
    if (!signers) return signers.error();
    const auto pinned = pinned_authorities(import.options());
    if (!pinned) return pinned.error();
    for (const ImportFile& file : files) {
        const auto value = json_of(file);
        if (!value) return value.error();
        if (!value->is_object()) return bad_file(file, "is no DID document");
        if (value->find("verificationMethod")) {
            if (const auto done = take_document(*value, *signers, *pinned, import); !done)
                return in_file(file, done.error());
            continue;
        }
        // A map of paths to documents.
        for (const json::Member& each : value->object()) {
            if (!each.value.find("verificationMethod"))
                return bad_file(file, "is neither a DID document nor a map of them");
            if (const auto done = take_document(each.value, *signers, *pinned, import); !done)
                return in_file(file, done.error());
        }
    }
    return Done{};
}

}  // namespace vaxcert::trust_import
