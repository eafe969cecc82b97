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

/// Whether a DID document lets a method assert (Controlled Identifiers 1.0 section 2.3.2).
bool may_assert(const Value& document, const std::string& method_id) {
    const Value* methods = document.find("assertionMethod");
    if (!methods || !methods->is_array()) return false;
    return std::ranges::any_of(methods->array(), [&](const Value& each) {
        const Value* id = each.is_object() ? each.find("id") : &each;
        return id && id->is_string() && id->string() == method_id;
    });
}

}  // namespace

bool is_did_document(const Value& value) noexcept {
    return value.find("verificationMethod") || value.find("assertionMethod");
}

Result<std::vector<TrustedKey>> keys_of_did_document(const Value& document) {
    const auto did = json::member_at(document, "id", Kind::string, Reason::bad_trust_list);
    if (!did) return did.error();
    std::vector<const Value*> methods;
    for (const char* member : {"verificationMethod", "assertionMethod"})
        if (const Value* list = document.find(member); list && list->is_array())
            for (const Value& each : list->array())
                if (each.is_object()) methods.push_back(&each);

    std::vector<TrustedKey> keys;
    for (std::size_t i = 0; i < methods.size(); ++i) {
        const auto id = json::member_at(*methods[i], "id", Kind::string, Reason::bad_trust_list);
        if (!id) return in_key(i, id.error());
        std::string full = (*id)->string();
        if (!may_assert(document, full)) continue;
        if (full.starts_with('#')) full = (*did)->string() + full;
        auto key = key_of_method(*methods[i]);
        if (!key) return in_key(i, key.error());
        keys.push_back({.id = full, .key = *key, .environment = Environment::production});
        if (full == (*did)->string()) continue;
        // Under its owner's name alone the key goes by what follows it in the method's.
        const std::size_t hash = full.find('#');
        keys.push_back({.id = (*did)->string(),
                        .key = *key,
                        .environment = Environment::production,
                        .kid = hash == full.npos ? std::string() : full.substr(hash + 1)});
    }
    if (keys.empty()) return bad_trust_list("the DID document has no key for assertions");
    return keys;
}

}  // namespace vaxcert
