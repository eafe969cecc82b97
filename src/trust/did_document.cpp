// SPDX-License-Identifier: Apache-2.0
#include "trust/did_document.hpp"

#include <algorithm>

#include "json/parse.hpp"
#include "trust/own_notation.hpp"

namespace vaxcert {
namespace {

using json::Value;
using Kind = json::Value::Kind;

/// The key of a DID document's verification method, in whichever of the notations it has.
Result<PublicKey> key_of_method(const Value& method) {
    for (const char* member :
         {"publicKeyJwk", "publicKeyPem", "publicKeyMultibase", "publicKeyBase58"})
        if (const Value* value = method.find(member)) return key_in(*value);
    return bad_trust_list("a verification method has no publicKeyJwk, -Pem, -Multibase or -Base58");
}

/// A method's name in full: within the document it may be only what follows its owner's.
std::string full_name(const std::string& owner, const std::string& name) {
    return name.starts_with('#') ? owner + name : name;
}

/// The methods that a DID document lets assert (Controlled Identifiers 1.0 section 2.3.2).
std::vector<std::string> asserting(const Value& document, const std::string& owner) {
    std::vector<std::string> names;
    const Value* methods = document.find("assertionMethod");
    if (!methods || !methods->is_array()) return names;
    for (const Value& each : methods->array()) {
        const Value* id = each.is_object() ? each.find("id") : &each;
        if (id && id->is_string()) names.push_back(full_name(owner, id->string()));
    }
    return names;
}

/// A method's key, and until when it may be used (Controlled Identifiers 1.0 section 2.2).
Result<TrustedKey> trusted_method(const Value& method, const std::string& name) {
    auto key = key_of_method(method);
    if (!key) return key.error();
    TrustedKey trusted{.id = name, .key = *std::move(key), .environment = Environment::production};
    const auto expires = time_in(method, "expires");
    if (!expires) return expires.error();
    // "At or after the time of expiration" nothing may be verified with it.
    if (*expires) trusted.valid_until = **expires - std::chrono::seconds(1);
    const auto revoked = time_in(method, "revoked");
    if (!revoked) return revoked.error();
    trusted.revoked = revoked->has_value();
    trusted.revoked_since = *revoked;
    return trusted;
}

}  // namespace

bool is_did_document(const Value& value) noexcept {
    return value.find("verificationMethod") || value.find("assertionMethod");
}

Result<std::vector<TrustedKey>> keys_of_did_document(const Value& document) {
    const auto did = json::member_at(document, "id", Kind::string, Reason::bad_trust_list);
    if (!did) return did.error();
    const std::string& owner = (*did)->string();
    std::vector<const Value*> methods;
    for (const char* member : {"verificationMethod", "assertionMethod"})
        if (const Value* list = document.find(member); list && list->is_array())
            for (const Value& each : list->array())
                if (each.is_object()) methods.push_back(&each);

    const std::vector<std::string> may_assert = asserting(document, owner);
    std::vector<TrustedKey> keys;
    for (std::size_t i = 0; i < methods.size(); ++i) {
        const auto id = json::member_at(*methods[i], "id", Kind::string, Reason::bad_trust_list);
        if (!id) return in_key(i, id.error());
        const std::string name = full_name(owner, (*id)->string());
        if (std::ranges::find(may_assert, name) == may_assert.end()) continue;
        auto key = trusted_method(*methods[i], name);
        if (!key) return in_key(i, key.error());
        // A document speaks for its owner alone, and under no name that is another's.
        if (name.starts_with(owner + '#')) keys.push_back(*key);
        // Under its owner's name alone the key goes by what follows it in the method's.
        const std::size_t hash = name.find('#');
        key->id = owner;
        key->kid = hash == name.npos ? std::string() : name.substr(hash + 1);
        keys.push_back(*std::move(key));
    }
    if (keys.empty()) return bad_trust_list("the DID document has no key for assertions");
    return keys;
}

}  // namespace vaxcert
