// SPDX-License-Identifier: Apache-2.0
#include "crypto/private_key.hpp"

#include <openssl/core_names.h>
#include <openssl/x509.h>

#include <algorithm>
#include <string>

#include "crypto/der.hpp"
#include "crypto/jwk.hpp"
#include "crypto/pem.hpp"
#include "encoding/base58.hpp"
#include "json/parse.hpp"

namespace vaxcert::crypto {
namespace {

constexpr std::size_t text_most = 16384;

constexpr std::uint8_t ed25519_oid[] = {0x06, 0x03, 0x2b, 0x65, 0x70};
constexpr std::uint8_t public_key_tag = 0x81;  ///< [1] IMPLICIT BIT STRING, RFC 5958 section 2

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

/// An Ed25519 key in PKCS#8 (RFC 8410 section 7), also with its public half behind it. Nothing, if
/// the DER is of another key; then OpenSSL reads it.
std::optional<Result<PrivateParts>> ed25519_from_pkcs8(ByteView der) {
    const auto damaged = bad_key("the Ed25519 key is not written as PKCS#8");
    auto content = der::take(der, der::sequence);
    if (!content || !der.empty()) return {};
    const auto version = der::take_unsigned(*content);
    const auto identifier = der::take(*content, der::sequence);
    if (!version || !identifier || !std::ranges::equal(*identifier, ed25519_oid)) return {};
    auto wrapped = der::take(*content, der::octet_string);
    if (!wrapped) return damaged;
    const auto seed = der::take(*wrapped, der::octet_string);
    if (!seed || !wrapped->empty() || seed->size() != 32) return damaged;

    PrivateParts parts;
    parts.seed = secret_copy(*seed);
    if (const auto bits = der::take(*content, public_key_tag)) {
        if (bits->size() != 33 || bits->front() != 0) return damaged;
        auto stated = PublicKey::from_raw_ed25519(bits->subspan(1));
        if (!stated) return stated.error();
        parts.stated = *std::move(stated);
    }
    if (!content->empty()) return damaged;
    return parts;
}

/// EC or RSA, in the DER that the label of its PEM announces.
Result<PrivateParts> openssl_from_der(std::string_view label, ByteView der) {
    const QuietErrors quiet;
    const unsigned char* end = der.data();
    const long size = static_cast<long>(der.size());
    Pkey pkey;
    if (label == "PRIVATE KEY") {
        const std::unique_ptr<PKCS8_PRIV_KEY_INFO, FreeWith<PKCS8_PRIV_KEY_INFO_free>> info(
            d2i_PKCS8_PRIV_KEY_INFO(nullptr, &end, size));
        if (info) pkey.reset(EVP_PKCS82PKEY(info.get()));
    } else if (label == "RSA PRIVATE KEY") {
        pkey.reset(d2i_PrivateKey(EVP_PKEY_RSA, nullptr, &end, size));
    } else {
        pkey.reset(d2i_PrivateKey(EVP_PKEY_EC, nullptr, &end, size));
    }
    if (!pkey || end != der.data() + der.size())
        return bad_key("the " + std::string(label) + " is damaged or of an unknown kind");

    unsigned char* bytes = nullptr;
    const int spki_size = i2d_PUBKEY(pkey.get(), &bytes);
    require(spki_size, "public half of a key");
    auto stated = PublicKey::from_spki({bytes, static_cast<std::size_t>(spki_size)});
    OPENSSL_free(bytes);
    if (!stated) return stated.error();
    PrivateParts parts;
    parts.algorithm = stated->algorithm();
    parts.pkey = std::move(pkey);
    parts.stated = *std::move(stated);
    return parts;
}

Result<PrivateParts> from_pem(std::string_view text) {
    // `openssl ecparam -genkey` writes the parameters of the curve before the key.
    const auto pem = parse_pem(text, {"EC PARAMETERS"});
    if (!pem) return pem.error();
    const ByteView der = pem->der.reveal();
    if (pem->label == "PRIVATE KEY") {
        if (auto parts = ed25519_from_pkcs8(der)) return *std::move(parts);
    } else if (pem->label != "RSA PRIVATE KEY" && pem->label != "EC PRIVATE KEY") {
        return bad_key("the PEM block is none of PRIVATE KEY, RSA PRIVATE KEY and EC PRIVATE KEY");
    }
    return openssl_from_der(pem->label, der);
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
Result<Secret> essence_of(const EVP_PKEY* pkey, Algorithm algorithm) {
    const auto number = [&](const char* name) {
        BIGNUM* value = nullptr;
        EVP_PKEY_get_bn_param(pkey, name, &value);
        return Bignum(value);
    };
    Bignum chosen;
    if (algorithm == Algorithm::ps256 || algorithm == Algorithm::rs256) {
        // Which of two primes is called p is a matter of taste; the larger one is not.
        Bignum p = number(OSSL_PKEY_PARAM_RSA_FACTOR1), q = number(OSSL_PKEY_PARAM_RSA_FACTOR2);
        if (!p || !q) return bad_key("the RSA key lacks its primes");
        chosen = std::move(BN_cmp(p.get(), q.get()) > 0 ? p : q);
    } else {
        chosen = number(OSSL_PKEY_PARAM_PRIV_KEY);
        if (!chosen) return bad_key("the key lacks its private half");
    }
    Bytes bytes(static_cast<std::size_t>(BN_num_bytes(chosen.get())));
    BN_bn2bin(chosen.get(), bytes.data());
    return Secret(std::move(bytes));
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

Result<PrivateKey> openssl_key(PrivateParts parts) {
    const QuietErrors quiet;
    const PkeyContext check(
        require(EVP_PKEY_CTX_new_from_pkey(nullptr, parts.pkey.get(), nullptr), "check of a key"));
    if (EVP_PKEY_check(check.get()) != 1)
        return bad_key("the public half is not that of the private half");
    auto essence = essence_of(parts.pkey.get(), parts.algorithm);
    if (!essence) return essence.error();
    Secret root = root_of(essence->reveal());
    return PrivateKey{*std::move(parts.stated), {}, std::move(parts.pkey), std::move(root)};
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
