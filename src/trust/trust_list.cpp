// SPDX-License-Identifier: Apache-2.0
// The list itself: what is added to it, and how a key is found among very many.

#include <vaxcert/trust_list.hpp>

#include <algorithm>

#include "crypto/pem.hpp"
#include "crypto/x509.hpp"
#include "crypto/x509_crl.hpp"
#include "json/parse.hpp"
#include "trust/certified.hpp"
#include "trust/did_document.hpp"
#include "trust/own_notation.hpp"

namespace vaxcert {
namespace {

using json::Value;

/// What a key is found by. Different keys of the index may have one hash: whoever looks compares.
std::uint64_t hash_of(char kind, std::string_view one, std::string_view other = {}) {
    const std::hash<std::string_view> hash;
    const std::uint64_t mixed = hash(one) * 0x9e3779b97f4a7c15U + hash(other);
    return mixed * 4 + static_cast<unsigned char>(kind) % 4;
}

std::uint64_t hash_of_owner(std::string_view id) {
    return hash_of('a', id);
}

std::uint64_t hash_of_name(std::string_view id, std::string_view kid) {
    return hash_of('b', id, kid);
}

std::uint64_t hash_of_kid(std::string_view kid) {
    return hash_of('c', kid);
}

std::uint64_t hash_of_key(const PublicKey& key) {
    const Bytes spki = key.to_spki();
    return hash_of('d', as_text(spki));
}

Result<std::vector<PublicKey>> bare_keys(ByteView bytes) {
    std::vector<PublicKey> keys;
    const auto value = json::parse(as_text(bytes), Budget::for_trusted_data());
    const Value* set = value ? value->find("keys") : nullptr;
    if (set && set->is_array()) {
        for (const Value& each : set->array()) {
            auto key = key_in(each);
            if (!key) return in_key(keys.size(), key.error());
            keys.push_back(*std::move(key));
        }
        return keys;
    }
    for (const std::string_view block : crypto::pem_blocks(as_text(bytes))) {
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
    if (holds_x509(as_bytes(text))) return from_x509(as_bytes(text));
    const auto value = json::parse(text, Budget::for_trusted_data());
    if (!value) return bad_trust_list("the trust list is not JSON: " + value.error().detail);
    if (is_did_document(*value)) {
        auto keys = keys_of_did_document(*value);
        if (!keys) return keys.error();
        TrustList list;
        for (TrustedKey& key : *keys) list.add(std::move(key));
        return list;
    }
    if (!value->find("trust_list"))
        return bad_trust_list(
            "this is neither a trust list (\"trust_list\": 1) nor a DID document");
    return read_own_notation(*value);
}

Result<TrustList> TrustList::for_issuer(std::string_view id, ByteView bytes) {
    if (id.empty())
        return bad_trust_list("a bare key needs the issuer or verification method it speaks for");
    auto keys = bare_keys(bytes);
    if (!keys) return keys.error();
    if (keys->empty()) return bad_trust_list("there is no key in it");
    TrustList list;
    for (PublicKey& key : *keys)
        list.add({.id = std::string(id), .key = std::move(key), .environment = {}});
    return list;
}

void TrustList::add(TrustedKey key) {
    const auto at = static_cast<std::uint32_t>(keys_.size());
    if (!key.id.empty()) {
        index_.emplace(hash_of_owner(key.id), at);
        index_.emplace(hash_of_name(key.id, key.kid), at);
    }
    if (!key.kid.empty()) index_.emplace(hash_of_kid(key.kid), at);
    if (key.revoked) {
        any_revoked_ = true;
        index_.emplace(hash_of_key(key.key), at);
    }
    if (!environment_) environment_ = key.environment;
    keys_.push_back(std::move(key));
}

void TrustList::add(TrustAnchor anchor) {
    if (!environment_) environment_ = anchor.environment;
    anchors_.push_back(std::move(anchor));
}

Result<Done> TrustList::merge(TrustList other) {
    if (environment_ && other.environment_ && *environment_ != *other.environment_)
        return Error{Reason::wrong_environment,
                     "a trust list for tests cannot be merged with one for production"};
    if (other.issued_ && (!issued_ || *other.issued_ < *issued_)) issued_ = other.issued_;
    if (keys_.empty() && anchors_.empty() && crls_.empty()) {
        other.issued_ = issued_;
        *this = std::move(other);
        return Done{};
    }
    for (TrustedKey& key : other.keys_) add(std::move(key));
    for (TrustAnchor& anchor : other.anchors_) add(std::move(anchor));
    for (auto& crl : other.crls_) add(std::move(crl));
    return Done{};
}

std::vector<const TrustedKey*> TrustList::found(std::uint64_t hash, auto is_meant) const {
    std::vector<const TrustedKey*> keys;
    const auto [begin, end] = index_.equal_range(hash);
    for (auto each = begin; each != end; ++each)
        if (const TrustedKey& key = keys_[each->second]; is_meant(key)) keys.push_back(&key);
    std::ranges::sort(keys);
    return keys;
}

std::vector<const TrustedKey*> TrustList::keys_of(std::string_view id) const {
    return found(hash_of_owner(id), [&](const TrustedKey& key) { return key.id == id; });
}

std::vector<const TrustedKey*> TrustList::keys_of(std::string_view id, std::string_view kid) const {
    return found(hash_of_name(id, kid),
                 [&](const TrustedKey& key) { return key.id == id && key.kid == kid; });
}

std::vector<const TrustedKey*> TrustList::keys_named(std::string_view kid) const {
    return found(hash_of_kid(kid), [&](const TrustedKey& key) { return key.kid == kid; });
}

bool TrustList::revokes(const PublicKey& key) const {
    if (!any_revoked_) return false;
    // Whoever has stolen it signs by any algorithm it is good for.
    const Bytes spki = key.to_spki();
    return !found(hash_of_key(key), [&](const TrustedKey& known) {
                return known.key.to_spki() == spki;
            }).empty();
}

}  // namespace vaxcert
