// SPDX-License-Identifier: Apache-2.0
#include "crypto/private_key.hpp"

#include <openssl/core_names.h>
#include <openssl/x509.h>

#include <algorithm>
#include <string>

#include "crypto/ecdsa.hpp"
#include "crypto/jwk.hpp"
#include "crypto/pem.hpp"
#include "crypto/private_der.hpp"
#include "crypto/private_numbers.hpp"
#include "encoding/base58.hpp"
#include "json/parse.hpp"

namespace vaxcert::crypto {
namespace {

constexpr std::size_t text_most = 16384;

Error bad_key(std::string detail) {
    return {Reason::bad_key, std::move(detail)};
}

Secret secret_copy(ByteView bytes) {
    return Secret(Bytes(bytes.begin(), bytes.end()));
}

/// Strings that held parts of a private key.
void wipe_strings(json::Value& value) {
    if (value.is_string()) wipe(value.string().data(), value.string().size());
    if (value.is_array())
        for (json::Value& one : value.array()) wipe_strings(one);
    if (value.is_object())
        for (json::Member& one : value.object()) wipe_strings(one.value);
}

Result<PrivateParts> from_pem(std::string_view text) {
    // `openssl ecparam -genkey` writes the parameters of the curve before the key.
    const auto pem = parse_pem(text, {"EC PARAMETERS"});
    if (!pem) return pem.error();
    const ByteView der = pem->der.reveal();
    if (pem->label == "PRIVATE KEY") return parts_from_pkcs8(der);
    if (pem->label == "RSA PRIVATE KEY") return parts_from_pkcs1(der);
    if (pem->label == "EC PRIVATE KEY") return parts_from_sec1(der);
    return bad_key("the PEM block is none of PRIVATE KEY, RSA PRIVATE KEY and EC PRIVATE KEY");
}

Result<PrivateParts> from_jwk(std::string_view text) {
    auto jwk = json::parse(text, Budget::for_one_certificate());
    if (!jwk) return bad_key("JWK: " + jwk.error().detail);
    auto parts = private_parts_from_jwk(*jwk);
    wipe_strings(*jwk);
    return parts;
}

Result<PrivateParts> from_base58(std::string_view text) {
    auto decoded = encoding::from_base58(text);
    if (!decoded) return bad_key("neither PEM, a JWK nor base58");
    const Secret bytes(*std::move(decoded));
    if (bytes.reveal().size() != 64)
        return bad_key("the base58 holds " + std::to_string(bytes.reveal().size()) +
                       " bytes; an Ed25519 seed and its public key have 64");
    auto stated = PublicKey::from_raw_ed25519(bytes.reveal().last(32));
    if (!stated) return stated.error();
    PrivateParts parts;
    parts.seed = secret_copy(bytes.reveal().first(32));
    parts.stated = *std::move(stated);
    return parts;
}

/// A number that only the private key has, as it stands in every notation of it.
Secret essence_of(const EVP_PKEY* pkey, Algorithm algorithm) {
    if (curve_of(algorithm)) return secret_number(pkey, OSSL_PKEY_PARAM_PRIV_KEY);
    // Which of two primes is called p is a matter of taste; the larger one is not.
    Secret p = secret_number(pkey, OSSL_PKEY_PARAM_RSA_FACTOR1);
    Secret q = secret_number(pkey, OSSL_PKEY_PARAM_RSA_FACTOR2);
    const auto larger = [](ByteView a, ByteView b) {
        return a.size() != b.size() ? a.size() > b.size()
                                    : std::ranges::lexicographical_compare(b, a);
    };
    return larger(p.reveal(), q.reveal()) ? std::move(p) : std::move(q);
}

Secret root_of(ByteView essence) {
    const Digest digest = hmac_sha256(as_bytes("vaxcert derived secrets"), essence);
    return secret_copy(digest);
}

Result<PrivateKey> ed25519_key(const PrivateParts& parts) {
    auto secret = ed25519::SecretKey::from_seed(parts.seed.reveal());
    auto public_key = PublicKey::from_raw_ed25519(secret.public_key());
    if (!public_key) return public_key.error();
    if (parts.stated && *parts.stated != *public_key)
        return bad_key("the public half is not that of the private half");
    Secret root = root_of(secret.seed());
    return PrivateKey{*std::move(public_key), std::move(secret), nullptr, std::move(root)};
}

/// The public half as the private half has it.
Result<PublicKey> public_half(EVP_PKEY* pkey, Algorithm algorithm) {
    unsigned char* bytes = nullptr;
    const int size = i2d_PUBKEY(pkey, &bytes);
    require(size, "public half of a key");
    auto key = PublicKey::from_spki({bytes, static_cast<std::size_t>(size)}, algorithm);
    OPENSSL_free(bytes);
    return key;
}

Result<PrivateKey> openssl_key(PrivateParts parts) {
    auto public_key = public_half(parts.pkey.get(), parts.algorithm);
    if (!public_key) return public_key.error();
    if (parts.stated && *parts.stated != *public_key)
        return bad_key("the public half is not that of the private half");
    const Secret essence = essence_of(parts.pkey.get(), parts.algorithm);
    Secret root = root_of(essence.reveal());
    return PrivateKey{*std::move(public_key), {}, std::move(parts.pkey), std::move(root)};
}

}  // namespace

Result<PrivateKey> parse_private_key(ByteView bytes) {
    if (bytes.size() > text_most)
        return bad_key("the key has " + std::to_string(bytes.size()) +
                       " bytes; at most 16384 are read");
    std::string_view text = as_text(bytes);
    constexpr std::string_view white = " \t\r\n";
    text.remove_prefix(std::min(text.find_first_not_of(white), text.size()));
    text = text.substr(0, text.find_last_not_of(white) + 1);
    if (text.empty()) return bad_key("there is no key, only white space");

    auto parts = looks_like_pem(text)  ? from_pem(text)
                 : text.front() == '{' ? from_jwk(text)
                                       : from_base58(text);
    if (!parts) return parts.error();
    return parts->algorithm == Algorithm::ed25519 ? ed25519_key(*parts)
                                                  : openssl_key(*std::move(parts));
}

}  // namespace vaxcert::crypto
