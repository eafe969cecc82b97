// SPDX-License-Identifier: Apache-2.0
// Reads trust: our own lists, DID documents, and bare keys that the caller vouches for.

#include <vaxcert/trust_list.hpp>

#include <algorithm>
#include <array>

#include "crypto/x509.hpp"
#include "json/parse.hpp"
#include "trust/certified.hpp"

namespace vaxcert {
namespace {

using json::Value;
using Kind = json::Value::Kind;

Error bad_list(std::string detail) {
    return {Reason::bad_trust_list, std::move(detail)};
}

Error in_key(std::size_t index, const Error& error) {
    return bad_list("key " + std::to_string(index + 1) + ": " + error.detail);
}

/// A key that stands in JSON: a JWK as an object, any other notation as a text.
Result<PublicKey> key_in(const Value& value) {
    if (value.is_object()) return PublicKey::from_jwk(json::to_text(value));
    if (value.is_string()) return PublicKey::parse(as_bytes(value.string()));
    return bad_list("a key should be a text or a JWK");
}

Result<std::optional<Time>> time_in(const Value& object, const char* member) {
    const Value* value = object.find(member);
    if (!value) return std::optional<Time>();
    if (!value->is_string()) return bad_list(std::string(member) + " should be an RFC 3339 time");
    const auto time = parse_time(value->string());
    if (!time) return bad_list(std::string(member) + ": " + time.error().detail);
    return std::optional<Time>(*time);
}

Result<std::vector<std::string>> words_in(const Value& object, const char* member) {
    std::vector<std::string> words;
    const Value* value = object.find(member);
    if (!value) return words;
    if (!value->is_array()) return bad_list(std::string(member) + " should be an array of strings");
    for (const Value& element : value->array()) {
        if (!element.is_string())
            return bad_list(std::string(member) + " should hold strings only");
        words.push_back(element.string());
    }
    return words;
}

constexpr std::array<std::string_view, 11> key_members = {
    "id",      "key",     "valid_from", "valid_until", "revoked", "purposes",
    "issuers", "formats", "name",       "kid",         "country",
};

/// A member that holds a text, or empty.
Result<std::string> text_in(const Value& object, const char* member) {
    const Value* value = object.find(member);
    if (!value) return std::string();
    if (!value->is_string()) return bad_list('"' + std::string(member) + "\" should be a string");
    return value->string();
}

Result<TrustedKey> trusted_key(const Value& entry, Environment environment) {
    const auto id = json::member_at(entry, "id", Kind::string, Reason::bad_trust_list);
    if (!id) return id.error();
    const Value* key_value = entry.find("key");
    if (!key_value) return bad_list("there is no \"key\"");
    for (const json::Member& member : entry.object())
        if (std::ranges::find(key_members, member.name) == key_members.end())
            return bad_list("there is a member that no key of a trust list has");
    auto key = key_in(*key_value);
    if (!key) return key.error();
    const auto from = time_in(entry, "valid_from");
    if (!from) return from.error();
    const auto until = time_in(entry, "valid_until");
    if (!until) return until.error();
    auto purposes = words_in(entry, "purposes");
    if (!purposes) return purposes.error();
    auto issuers = words_in(entry, "issuers");
    if (!issuers) return issuers.error();
    auto formats = words_in(entry, "formats");
    if (!formats) return formats.error();
    const Value* revoked = entry.find("revoked");
    if (revoked && !revoked->is_boolean()) return bad_list("\"revoked\" should be true or false");
    auto display = text_in(entry, "name");
    if (!display) return display.error();
    auto kid = text_in(entry, "kid");
    if (!kid) return kid.error();
    auto country = text_in(entry, "country");
    if (!country) return country.error();
    return TrustedKey{.id = (*id)->string(),
                      .key = *std::move(key),
                      .environment = environment,
                      .valid_from = *from,
                      .valid_until = *until,
                      .revoked = revoked && revoked->boolean(),
                      .purposes = *std::move(purposes),
                      .issuers = *std::move(issuers),
                      .formats = *std::move(formats),
                      .display_name = *std::move(display),
                      .kid = *std::move(kid),
                      .country = *std::move(country)};
}

Result<Environment> environment_in(const Value& list) {
    const auto word = json::member_at(list, "environment", Kind::string, Reason::bad_trust_list);
    if (!word) return word.error();
    if ((*word)->string() == "production") return Environment::production;
    if ((*word)->string() == "test") return Environment::test;
    return bad_list("\"environment\" should be production or test");
}

/// The key of a DID document's verification method, in whichever of the notations it has.
Result<PublicKey> key_of_method(const Value& method) {
    for (const char* member :
         {"publicKeyJwk", "publicKeyPem", "publicKeyMultibase", "publicKeyBase58"})
        if (const Value* value = method.find(member)) return key_in(*value);
    return bad_list("a verification method has no publicKeyJwk, -Pem, -Multibase or -Base58");
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

/// A DID document says nothing of tests: it is what its publisher signs with.
Result<std::vector<TrustedKey>> from_did_document(const Value& document) {
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
    if (keys.empty()) return bad_list("the DID document has no key for assertions");
    return keys;
}

/// Each block of a PEM file that holds several; anything else as it is.
std::vector<std::string_view> pem_blocks(std::string_view text) {
    constexpr std::string_view begin = "-----BEGIN ";
    std::vector<std::string_view> blocks;
    std::size_t at = text.find(begin);
    if (at == text.npos) return {text};
    while (at != text.npos) {
        const std::size_t next = text.find(begin, at + 1);
        blocks.push_back(text.substr(at, next == text.npos ? next : next - at));
        at = next;
    }
    return blocks;
}

Result<std::vector<PublicKey>> bare_keys(ByteView bytes) {
    std::vector<PublicKey> keys;
    const auto value = json::parse(as_text(bytes), Budget::for_trusted_data());
    if (value && value->is_object() && value->find("keys") && value->find("keys")->is_array()) {
        for (const Value& each : value->find("keys")->array()) {
            auto key = key_in(each);
            if (!key) return in_key(keys.size(), key.error());
            keys.push_back(*std::move(key));
        }
        return keys;
    }
    for (const std::string_view block : pem_blocks(as_text(bytes))) {
        auto key = PublicKey::parse(as_bytes(block));
        if (!key) return key.error();
        keys.push_back(*std::move(key));
    }
    return keys;
}

}  // namespace

const char* name(Environment environment) noexcept {
    return environment == Environment::test ? "test" : "production";
}

Result<TrustList> TrustList::parse(std::string_view text) {
    if (crypto::X509Certificate::looks_like_certificates(as_bytes(text))) {
        const auto certificates = crypto::X509Certificate::parse_all(as_bytes(text));
        if (!certificates) return bad_list(certificates.error().detail);
        return from_certificates(*certificates);
    }
    const auto value = json::parse(text, Budget::for_trusted_data());
    if (!value) return bad_list("the trust list is not JSON: " + value.error().detail);
    TrustList list;
    if (value->find("verificationMethod") || value->find("assertionMethod")) {
        auto keys = from_did_document(*value);
        if (!keys) return keys.error();
        list.keys_ = *std::move(keys);
        return list;
    }
    if (!value->find("trust_list"))
        return bad_list("this is neither a trust list (\"trust_list\": 1) nor a DID document");
    const auto version =
        json::member_at(*value, "trust_list", Kind::number, Reason::bad_trust_list);
    if (!version) return version.error();
    if ((*version)->number().value != 1) return bad_list("only version 1 of trust lists is known");
    const auto environment = environment_in(*value);
    if (!environment) return environment.error();
    const auto issued = time_in(*value, "issued");
    if (!issued) return issued.error();
    list.issued_ = *issued;
    const auto entries = json::member_at(*value, "keys", Kind::array, Reason::bad_trust_list);
    if (!entries) return entries.error();
    for (const Value& entry : (*entries)->array()) {
        auto key = trusted_key(entry, *environment);
        if (!key) return in_key(list.keys_.size(), key.error());
        list.keys_.push_back(*std::move(key));
    }
    return list;
}

Result<TrustList> TrustList::for_issuer(std::string_view id, ByteView bytes) {
    if (id.empty())
        return bad_list("a bare key needs the issuer or verification method it speaks for");
    auto keys = bare_keys(bytes);
    if (!keys) return keys.error();
    if (keys->empty()) return bad_list("there is no key in it");
    TrustList list;
    for (PublicKey& key : *keys)
        list.keys_.push_back({.id = std::string(id), .key = std::move(key), .environment = {}});
    return list;
}

std::optional<Environment> TrustList::environment() const noexcept {
    for (const TrustedKey& key : keys_)
        if (key.environment) return key.environment;
    return {};
}

Result<Done> TrustList::merge(const TrustList& other) {
    const auto ours = environment();
    const auto theirs = other.environment();
    if (ours && theirs && *ours != *theirs)
        return Error{Reason::wrong_environment,
                     "a trust list for tests cannot be merged with one for production"};
    keys_.insert(keys_.end(), other.keys_.begin(), other.keys_.end());
    anchors_.insert(anchors_.end(), other.anchors_.begin(), other.anchors_.end());
    if (other.issued_ && (!issued_ || *other.issued_ < *issued_)) issued_ = other.issued_;
    return Done{};
}

}  // namespace vaxcert
