// SPDX-License-Identifier: Apache-2.0
// A trust list as own notation: what an importer found, to be looked at, changed and signed.

#include "crypto/x509.hpp"
#include "crypto/x509_crl.hpp"
#include "encoding/base64.hpp"
#include "json/parse.hpp"
#include "trust/own_notation.hpp"
#include "trust/revocation.hpp"

namespace vaxcert {
namespace {

using json::Value;

void set_words(Value& entry, const char* name, const std::vector<std::string>& words) {
    if (!words.empty()) entry.set(name, Value(json::Array(words.begin(), words.end())));
}

void set_text(Value& entry, const char* name, const std::string& text) {
    if (!text.empty()) entry.set(name, text);
}

void set_time(Value& entry, const char* name, const std::optional<Time>& time) {
    if (time) entry.set(name, to_text(*time));
}

/// PEM does not say for which of its two algorithms an RSA key is; PS256 is understood.
Value notation_of(const PublicKey& key) {
    if (key.algorithm() != Algorithm::rs256) return Value(key.to_pem());
    return *json::parse(key.to_jwk(), Budget::for_trusted_data());
}

Value entry_of(const TrustedKey& key) {
    Value entry(json::Object{});
    entry.set("id", key.id);
    set_text(entry, "kid", key.kid);
    entry.set("key", notation_of(key.key));
    set_words(entry, "formats", key.formats);
    set_words(entry, "purposes", key.purposes);
    set_words(entry, "issuers", key.issuers);
    set_text(entry, "country", key.country);
    set_time(entry, "valid_from", key.valid_from);
    set_time(entry, "valid_until", key.valid_until);
    set_time(entry, "terminated", key.terminated);
    if (key.revoked) entry.set("revoked", true);
    set_time(entry, "revoked_since", key.revoked_since);
    if (key.certified) entry.set("certified", true);
    if (key.card_list) entry.set("card_list", static_cast<double>(*key.card_list));
    set_text(entry, "name", key.display_name);
    if (!key.names.empty()) {
        Value names(json::Object{});
        for (const auto& [language, name] : key.names) names.set(language, name);
        entry.set("names", std::move(names));
    }
    return entry;
}

}  // namespace

Result<std::string> TrustList::to_json(Environment environment) const {
    if (environment_ && *environment_ != environment)
        return Error{Reason::wrong_environment, std::string("keys for ") + name(*environment_) +
                                                    " cannot stand in a list for " +
                                                    name(environment)};
    Value list(json::Object{});
    list.set("trust_list", 1);
    list.set("environment", name(environment));
    set_time(list, "issued", issued_);
    json::Array keys, authorities, crls;
    for (const TrustedKey& key : keys_) keys.push_back(entry_of(asked_about(*this, key)));
    list.set("keys", std::move(keys));
    for (const TrustAnchor& anchor : anchors_) {
        Value entry(json::Object{});
        entry.set("certificate", encoding::to_base64(anchor.certificate->der()));
        set_words(entry, "formats", anchor.formats);
        authorities.push_back(std::move(entry));
    }
    if (!authorities.empty()) list.set("authorities", std::move(authorities));
    for (const auto& crl : crls_) crls.emplace_back(encoding::to_base64(crl->der()));
    if (!crls.empty()) list.set("revocation_lists", std::move(crls));
    return json::to_text(list) + '\n';
}

}  // namespace vaxcert
