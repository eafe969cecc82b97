// SPDX-License-Identifier: Apache-2.0
#include "crypto/jwk.hpp"

#include <algorithm>
#include <string>

#include "crypto/ecdsa.hpp"
#include "crypto/private_numbers.hpp"
#include "crypto/public_key.hpp"
#include "encoding/base64url.hpp"
#include "json/parse.hpp"

namespace vaxcert {
namespace crypto {
namespace {

using json::Value;

constexpr std::string_view private_members[] = {"d", "p", "q", "dp", "dq", "qi", "oth", "k"};

Error bad_jwk(std::string detail) {
    return {Reason::bad_key, "JWK: " + std::move(detail)};
}

std::string quoted(std::string_view name) {
    return '"' + std::string(name) + '"';
}

/// The bytes of a base64url member.
Result<Bytes> bytes_at(const Value& jwk, std::string_view name) {
    const auto text = json::member_at(jwk, name, Value::Kind::string, Reason::bad_key);
    if (!text) return text.error();
    auto bytes = encoding::from_base64url((*text)->string());
    if (!bytes) return bad_jwk(quoted(name) + " is not base64url without padding");
    return bytes;
}

/// RFC 7518 section 2, Base64urlUInt: "the minimum number of octets".
Result<Bytes> number_at(const Value& jwk, std::string_view name) {
    auto bytes = bytes_at(jwk, name);
    if (!bytes) return bytes;
    if (bytes->empty() || bytes->front() == 0)
        return bad_jwk(quoted(name) + " is empty or has a zero in front");
    return bytes;
}

Result<Bytes> bytes_of_width(const Value& jwk, std::string_view name, std::size_t width) {
    auto bytes = bytes_at(jwk, name);
    if (bytes && bytes->size() != width)
        return bad_jwk(quoted(name) + " has " + std::to_string(bytes->size()) +
                       " bytes; the curve has " + std::to_string(width));
    return bytes;
}

Result<std::string_view> text_at(const Value& jwk, std::string_view name) {
    const auto text = json::member_at(jwk, name, Value::Kind::string, Reason::bad_key);
    if (!text) return text.error();
    return std::string_view((*text)->string());
}

/// `use` and `key_ops`, where they are there, must allow what we are about to do.
Result<Done> check_purpose(const Value& jwk, std::string_view operation) {
    if (const Value* use = jwk.find("use"); use && (!use->is_string() || use->string() != "sig"))
        return bad_jwk(R"("use" is not "sig")");
    if (const Value* operations = jwk.find("key_ops")) {
        const auto is_it = [&](const Value& one) {
            return one.is_string() && one.string() == operation;
        };
        if (!operations->is_array() || std::ranges::none_of(operations->array(), is_it))
            return bad_jwk("\"key_ops\" does not allow " + quoted(operation));
    }
    return Done{};
}

Result<PublicKey> ed25519_key(const Value& jwk) {
    const auto x = bytes_of_width(jwk, "x", 32);
    if (!x) return x.error();
    return PublicKey::from_raw_ed25519(*x);
}

Result<PublicKey> ec_key(const Value& jwk, const Curve& curve) {
    const auto x = bytes_of_width(jwk, "x", curve.width);
    if (!x) return x.error();
    const auto y = bytes_of_width(jwk, "y", curve.width);
    if (!y) return y.error();
    Bytes point = {4};
    point.insert(point.end(), x->begin(), x->end());
    point.insert(point.end(), y->begin(), y->end());
    return PublicKey::from_spki(ec_spki(curve.algorithm, point));
}

Result<PublicKey> rsa_key(const Value& jwk, Algorithm algorithm) {
    const auto n = number_at(jwk, "n");
    if (!n) return n.error();
    const auto e = number_at(jwk, "e");
    if (!e) return e.error();
    // Beyond what any key may have, and what our DER can write.
    if (n->size() > 1024 || e->size() > 1024) return bad_jwk("the RSA key is too large");
    return PublicKey::from_spki(rsa_spki(*n, *e), algorithm);
}

Result<PublicKey> key_of_kind(const Value& jwk) {
    const auto kind = text_at(jwk, "kty");
    if (!kind) return kind.error();
    if (*kind == "RSA") {
        const Value* alg = jwk.find("alg");
        const bool rs256 = alg && alg->is_string() && alg->string() == "RS256";
        return rsa_key(jwk, rs256 ? Algorithm::rs256 : Algorithm::ps256);
    }
    if (*kind != "OKP" && *kind != "EC")
        return bad_jwk(R"("kty" is none of "OKP", "EC" and "RSA")");
    const auto crv = text_at(jwk, "crv");
    if (!crv) return crv.error();
    if (*kind == "OKP")
        return *crv == "Ed25519" ? ed25519_key(jwk)
                                 : bad_jwk(R"("crv" of an "OKP" is not "Ed25519")");
    for (const Algorithm algorithm : {Algorithm::es256, Algorithm::es384, Algorithm::es512})
        if (*crv == curve_of(algorithm)->jwk_crv) return ec_key(jwk, *curve_of(algorithm));
    return bad_jwk(R"("crv" of an "EC" is none of "P-256", "P-384" and "P-521")");
}

/// The public half of either kind of JWK.
Result<PublicKey> public_half(const Value& jwk, std::string_view operation) {
    if (!jwk.is_object()) return bad_jwk("it is not an object");
    if (const auto purpose = check_purpose(jwk, operation); !purpose) return purpose.error();
    auto key = key_of_kind(jwk);
    if (!key) return key;
    if (const Value* alg = jwk.find("alg")) {
        const std::string_view expected = name(key->algorithm());
        // RFC 9864 section 2.2 names the curve where RFC 8037 named the family.
        const bool also = key->algorithm() == Algorithm::ed25519 && alg->is_string() &&
                          alg->string() == "Ed25519";
        if (!also && (!alg->is_string() || alg->string() != expected))
            return bad_jwk("\"alg\" is not " + quoted(expected) + ", which the key is for");
    }
    return key;
}

Result<Pkey> rsa_private_key(const Value& jwk) {
    constexpr const char* names[] = {"n", "e", "d", "p", "q", "dp", "dq", "qi"};
    if (jwk.find("oth")) return bad_jwk("the RSA key has more than two primes");
    RsaSecrets numbers;
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        auto number = number_at(jwk, names[i]);
        if (!number) return number.error();
        numbers[i] = Secret(*std::move(number));
    }
    return rsa_key_of(numbers);
}

Result<Pkey> ec_private_key(const Value& jwk, const Curve& curve) {
    auto d = bytes_of_width(jwk, "d", curve.width);
    if (!d) return d.error();
    const Secret scalar(*std::move(d));
    return ec_key_of(curve, scalar.reveal());
}

}  // namespace

Result<PublicKey> public_key_from_jwk(const Value& jwk) {
    if (jwk.is_object())
        for (const std::string_view name : private_members)
            if (jwk.find(name))
                return bad_jwk("it holds the private member " + quoted(name) +
                               ", where a public key is expected");
    return public_half(jwk, "verify");
}

Result<PrivateParts> private_parts_from_jwk(const Value& jwk) {
    const auto public_key = public_half(jwk, "sign");
    if (!public_key) return public_key.error();
    PrivateParts parts;
    parts.algorithm = public_key->algorithm();
    if (parts.algorithm == Algorithm::ed25519) {
        auto seed = bytes_of_width(jwk, "d", 32);
        if (!seed) return seed.error();
        parts.seed = Secret(*std::move(seed));
        parts.stated = *public_key;
        return parts;
    }
    const Curve* curve = curve_of(parts.algorithm);
    auto pkey = curve ? ec_private_key(jwk, *curve) : rsa_private_key(jwk);
    if (!pkey) return pkey.error();
    parts.pkey = *std::move(pkey);
    parts.stated = *public_key;
    return parts;
}

}  // namespace crypto

Result<PublicKey> PublicKey::from_jwk(std::string_view text) {
    const auto jwk = json::parse(text, Budget::for_one_certificate());
    if (!jwk) return Error{Reason::bad_key, "JWK: " + jwk.error().detail};
    return crypto::public_key_from_jwk(*jwk);
}

std::string PublicKey::to_jwk() const {
    using encoding::to_base64url;
    json::Object jwk;
    if (algorithm() == Algorithm::ed25519) {
        jwk = {{"kty", "OKP"}, {"crv", "Ed25519"}, {"x", to_base64url(inner_->ed25519)}};
    } else if (const crypto::Curve* curve = crypto::curve_of(algorithm())) {
        const ByteView point = crypto::point_of(*this);
        jwk = {{"kty", "EC"},
               {"crv", curve->jwk_crv},
               {"x", to_base64url(point.first(curve->width))},
               {"y", to_base64url(point.last(curve->width))}};
    } else {
        const auto [n, e] = crypto::rsa_numbers(*this);
        jwk = {{"kty", "RSA"}, {"n", to_base64url(n)}, {"e", to_base64url(e)}};
    }
    jwk.push_back({"alg", name(algorithm())});
    return json::to_text(jwk);
}

}  // namespace vaxcert
