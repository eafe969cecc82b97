// SPDX-License-Identifier: Apache-2.0
#include "formats/shc/key_set.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "formats/shc/bundle.hpp"
#include "jose/thumbprint.hpp"
#include "json/parse.hpp"

namespace vaxcert::shc {
namespace {

using json::Value;

Error bad_key(std::string detail) {
    return {Reason::bad_key, std::move(detail)};
}

/// A member that all of these keys have with the same value.
struct Fixed {
    std::string_view member, value, word;
};

constexpr std::array<Fixed, 4> fixed = {{{"kty", "EC", "INVALID_KEY_WRONG_KTY"},
                                         {"crv", "P-256", "INVALID_KEY_WRONG_CRV"},
                                         {"alg", "ES256", "INVALID_KEY_WRONG_ALG"},
                                         {"use", "sig", "INVALID_KEY_WRONG_USE"}}};

Result<PublicKey> card_key(const Value& jwk) {
    if (jwk.find("d")) return bad_key("INVALID_KEY_PRIVATE: a private key is published");
    for (const auto& [member, value, word] : fixed)
        if (text_at(&jwk, member) != value)
            return bad_key(std::string(word) + ": \"" + std::string(member) + "\" is not \"" +
                           std::string(value) + '"');
    auto key = PublicKey::from_jwk(json::to_text(jwk));
    if (!key) return bad_key("INVALID_KEY_UNKNOWN: " + key.error().detail);
    const std::string kid = jose::thumbprint(*key);
    if (text_at(&jwk, "kid") != kid)
        return bad_key("INVALID_KEY_WRONG_KID: \"kid\" is not the thumbprint, " + kid);
    return key;
}

}  // namespace

Result<std::vector<PublicKey>> parse_key_set(std::string_view text) {
    const auto set = json::parse(text, Budget::for_trusted_data());
    if (!set) return bad_key("INVALID_KEY_SCHEMA: " + set.error().detail);
    const auto jwks = json::member_at(*set, "keys", Value::Kind::array, Reason::bad_key);
    if (!jwks) return bad_key("INVALID_KEY_SCHEMA: " + jwks.error().detail);
    std::vector<PublicKey> keys;
    for (const Value& jwk : (*jwks)->array()) {
        auto key = card_key(jwk);
        if (!key) return key.error();
        keys.push_back(*std::move(key));
    }
    return keys;
}

}  // namespace vaxcert::shc
