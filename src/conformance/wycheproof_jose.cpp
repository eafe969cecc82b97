// SPDX-License-Identifier: Apache-2.0
// C2SP/wycheproof: json_web_signature, json_web_key and json_web_crypto.

#include <algorithm>
#include <string>
#include <vector>

#include <vaxcert/keys.hpp>

#include "conformance/wycheproof.hpp"
#include "jose/jws.hpp"
#include "json/parse.hpp"

namespace vaxcert::conformance::wycheproof {
namespace {

using json::Value;

struct NamedKey {
    std::string id;
    PublicKey key;
};

/// The keys of a JWK or a JWK set, as a verifier would hold them. One that cannot be taken spoils
/// its whole set, and so do two of one name: which was meant is not for us to guess.
std::vector<NamedKey> keys_of(const Value& jwk_or_set) {
    std::vector<Value> jwks = {jwk_or_set};
    if (const Value* set = jwk_or_set.find("keys"); set && set->is_array()) jwks = set->array();
    std::vector<NamedKey> keys;
    for (const Value& jwk : jwks) {
        const std::string id = text_at(jwk, "kid");
        auto key = PublicKey::from_jwk(json::to_text(jwk));
        if (!key || std::ranges::count(keys, id, &NamedKey::id) != 0) return {};
        keys.push_back({id, *std::move(key)});
    }
    return keys;
}

bool accepts(const std::vector<NamedKey>& keys, const std::string& compact) {
    const auto jws = jose::parse_jws(compact);
    if (!jws) return false;
    return std::ranges::any_of(keys, [&](const NamedKey& named) {
        const bool meant = jws->key_id.empty() || named.id.empty() || jws->key_id == named.id;
        return meant && jose::check_signature(*jws, named.key).has_value();
    });
}

/// Why a valid case of this group is none for us; empty if it is.
std::string not_ours(const Value& jwk_or_set) {
    const Value* set = jwk_or_set.find("keys");
    const Value& jwk =
        set && set->is_array() && !set->array().empty() ? set->array().front() : jwk_or_set;
    const std::string alg = text_at(jwk, "alg");
    if (text_at(jwk, "kty") == "oct")
        return "a shared secret (" + alg + "): whoever can verify could forge";
    if (text_at(jwk, "kty") == "RSA" && alg.empty())
        return "an RSA key that does not say its algorithm is for PS256";
    if (!alg.empty() && !algorithm_named(alg)) return alg + " is in no certificate format";
    return {};
}

}  // namespace

void run_jose_group(Run& run, std::string_view file, const Value& group) {
    const Value* jwk = group.find("public") ? group.find("public") : group.find("private");
    const std::string why_not = jwk ? not_ours(*jwk) : "it has no key";
    const auto keys = jwk ? keys_of(*jwk) : std::vector<NamedKey>();
    for (const Value& test : group.find("tests")->array()) {
        const Value* jws = test.find("jws");
        if (!jws) {
            run.skip(case_name(file, test), "an encryption, not a signature");
            continue;
        }
        const bool valid = text_at(test, "result") == "valid";
        if (valid && !why_not.empty()) {
            run.skip(case_name(file, test), why_not);
            continue;
        }
        const bool actual = accepts(keys, jws->is_string() ? jws->string() : json::to_text(*jws));
        run.expect(case_name(file, test), valid ? accepted : rejected,
                   actual ? accepted : rejected);
    }
}

}  // namespace vaxcert::conformance::wycheproof
