// SPDX-License-Identifier: Apache-2.0
// A snapshot of the VCI directory: who issues SMART Health Cards, with the keys that each had
// published when the directory last looked.

#include "crypto/hash.hpp"
#include "crypto/jwk.hpp"
#include "crypto/signature.hpp"
#include "encoding/base64url.hpp"
#include "json/jcs.hpp"
#include "trust/own_notation.hpp"
#include "trust_import/import.hpp"

namespace vaxcert::trust_import {
namespace {

using json::Value;

Error no(Reason reason, std::string detail) {
    return {reason, std::move(detail)};
}

/// The directory signs the exact bytes, with ECDSA in DER.
Result<Done> check_signature(const ImportFile& file, Import& import) {
    const ImportOptions& options = import.options();
    if (!options.signature || options.signers.empty()) {
        import.note(
            "snapshots whose signature was not checked, for --signature and --signer are "
            "not both given");
        return Done{};
    }
    const auto keys = signer_keys(options);
    if (!keys) return keys.error();
    for (const PublicKey& key : *keys)
        if (crypto::signed_by_der(key, file.bytes, *options.signature)) {
            import.count_signature();
            return Done{};
        }
    return no(Reason::bad_signature, file.name + " is not signed by the signer given");
}

/// Card issuers are HTTPS URLs without a slash at the end.
bool is_issuer(const std::string& iss) {
    return iss.starts_with("https://") && !iss.ends_with('/');
}

/// The thumbprint of a key as it is written (RFC 7638), which is what cards call it.
std::string published_thumbprint(const Value& jwk) {
    Value members(json::Object{});
    for (const char* name : {"crv", "kty", "x", "y"}) members.set(name, text_at(jwk, name));
    return encoding::to_base64url(crypto::sha256(as_bytes(json::to_jcs(members))));
}

/// Two issuers write a coordinate without its leading zero, against RFC 7518 section 6.2.1.2.
bool widen(Value& jwk, const char* name) {
    constexpr std::size_t width = 32;
    auto number = encoding::from_base64url(text_at(jwk, name));
    if (!number || number->size() >= width) return false;
    number->insert(number->begin(), width - number->size(), 0);
    jwk.set(name, encoding::to_base64url(*number));
    return true;
}

Result<TrustedKey> key_of(Value jwk, const std::string& iss, const std::string& name,
                          Import& import) {
    const std::string kid = text_at(jwk, "kid");
    if (kid != published_thumbprint(jwk))
        return no(Reason::bad_trust_list, "the kid is not the key's thumbprint");
    const bool x = widen(jwk, "x"), y = widen(jwk, "y");
    auto key = crypto::public_key_from_jwk(jwk);
    if (!key) return key.error();
    if (key->algorithm() != Algorithm::es256)
        return no(Reason::wrong_algorithm, "the key is not for ES256");
    if (x || y) import.note("keys with a coordinate that lacks its leading zero");
    return TrustedKey{.id = iss,
                      .key = *std::move(key),
                      .environment = import.options().environment,
                      .formats = {"shc"},
                      .display_name = name,
                      .kid = kid,
                      .card_list = card_list_of(jwk)};
}

/// The lists of withdrawn cards that an issuer keeps for its keys, as the directory found them.
void take_card_lists(const Value& info, const std::string& iss, Import& import) {
    const Value* lists = info.find("crls");
    if (!lists || !lists->is_array()) return;
    for (const Value& list : lists->array()) {
        import.note("lists of withdrawn cards");
        import.take_card_list(iss, list);
    }
}

void take_issuer(const Value& info, Import& import) {
    const ImportOptions& options = import.options();
    const Value* issuer = info.find("issuer");
    const std::string iss = issuer ? text_at(*issuer, "iss") : std::string();
    const Value* keys = info.find("keys");
    if (!is_issuer(iss) || !keys || !keys->is_array())
        return import.refuse(iss, no(Reason::bad_trust_list, "no issuer of cards with keys"));
    import.note("issuers");
    if (keys->array().empty()) import.note("issuers without keys");
    if (issuer->find("canonical_iss")) import.note("issuers with another canonical name");
    take_card_lists(info, iss, import);
    const auto retrieved = time_at(info, "lastRetrieved");
    const bool too_old =
        options.retrieved_since && (!retrieved || *retrieved < *options.retrieved_since);
    for (const Value& jwk : keys->array()) {
        import.see();
        if (too_old) {
            import.refuse(iss, no(Reason::trust_stale,
                                  "the issuer was last seen to publish its keys on " +
                                      (retrieved ? to_text(*retrieved) : "no day that is known")));
            continue;
        }
        auto key = key_of(jwk, iss, text_at(*issuer, "name"), import);
        if (key)
            import.take(*std::move(key));
        else
            import.refuse(iss, key.error());
    }
}

}  // namespace

Result<Done> import_vci(Files files, Import& import) {
    if (files.size() != 1)
        return no(Reason::bad_trust_list, "a snapshot of the directory is one file");
    const ImportFile& file = files.front();
    if (const auto good = check_signature(file, import); !good) return good.error();
    const auto snapshot = json_of(file);
    if (!snapshot) return snapshot.error();
    const Value* issuers = snapshot->find("issuerInfo");
    if (!issuers || !issuers->is_array()) return bad_file(file, "there is no issuerInfo");
    if (const auto time = time_at(*snapshot, "time")) import.set_issued(*time);
    for (const Value& info : issuers->array()) take_issuer(info, import);
    return Done{};
}

}  // namespace vaxcert::trust_import
