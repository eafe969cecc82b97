// SPDX-License-Identifier: Apache-2.0
// Fresh keys, written as PKCS#8 by our own hand: OpenSSL's writer, as its reader, leaves copies.

#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/rsa.h>

#include <algorithm>
#include <array>
#include <string>

#include <vaxcert/keys.hpp>

#include "crypto/der.hpp"
#include "crypto/ed25519.hpp"
#include "crypto/oid.hpp"
#include "crypto/pem.hpp"
#include "crypto/private_numbers.hpp"

namespace vaxcert {
namespace {

using namespace crypto;

/// PrivateKeyInfo of RFC 5958: the identifier is what stands in its SEQUENCE.
std::string pkcs8_pem(ByteView identifier, const Secret& key) {
    const Secret octets(der::element(der::octet_string, key.reveal()));
    const Secret whole(der::sequence_of(
        {der::unsigned_integer({}), der::element(der::sequence, identifier), octets.reveal()}));
    return to_pem("PRIVATE KEY", whole.reveal());
}

std::string ed25519_pem() {
    const auto secret = ed25519::SecretKey::generate();
    return pkcs8_pem(oid::ed25519, Secret(der::element(der::octet_string, secret.seed())));
}

/// ECPrivateKey of RFC 5915, with the public half in [1] as most programs write it.
std::string ec_pem(const EVP_PKEY* pkey, const Curve& curve) {
    constexpr std::uint8_t version[] = {1}, point_tag = 0xa1;
    const Secret number = secret_number(pkey, OSSL_PKEY_PARAM_PRIV_KEY);
    const Bytes zeros(curve.width - number.reveal().size());
    Bytes scalar;
    scalar.reserve(curve.width);
    scalar.insert(scalar.end(), zeros.begin(), zeros.end());
    scalar.insert(scalar.end(), number.reveal().begin(), number.reveal().end());
    const Secret wide(std::move(scalar));
    const Secret octets(der::element(der::octet_string, wide.reveal()));

    Bytes bits(2 + 2 * curve.width);  // no unused bits, then the point
    std::size_t size = 0;
    require(EVP_PKEY_get_octet_string_param(pkey, OSSL_PKEY_PARAM_PUB_KEY, bits.data() + 1,
                                            bits.size() - 1, &size),
            "public half of a key");
    const Secret key(
        der::sequence_of({der::unsigned_integer(version), octets.reveal(),
                          der::element(point_tag, der::element(der::bit_string, bits))}));
    const ByteView oid = oid::curve(curve.algorithm);
    Bytes identifier(std::begin(oid::ec_public_key), std::end(oid::ec_public_key));
    identifier.insert(identifier.end(), oid.begin(), oid.end());
    return pkcs8_pem(identifier, key);
}

/// RSAPrivateKey of RFC 8017 section A.1.2.
std::string rsa_pem(const EVP_PKEY* pkey) {
    constexpr const char* names[] = {
        OSSL_PKEY_PARAM_RSA_N,         OSSL_PKEY_PARAM_RSA_E,
        OSSL_PKEY_PARAM_RSA_D,         OSSL_PKEY_PARAM_RSA_FACTOR1,
        OSSL_PKEY_PARAM_RSA_FACTOR2,   OSSL_PKEY_PARAM_RSA_EXPONENT1,
        OSSL_PKEY_PARAM_RSA_EXPONENT2, OSSL_PKEY_PARAM_RSA_COEFFICIENT1};
    std::array<Secret, 8> n;
    for (std::size_t i = 0; i < n.size(); ++i)
        n[i] = Secret(der::unsigned_integer(secret_number(pkey, names[i]).reveal()));
    const Secret key(der::sequence_of({der::unsigned_integer({}), n[0].reveal(), n[1].reveal(),
                                       n[2].reveal(), n[3].reveal(), n[4].reveal(), n[5].reveal(),
                                       n[6].reveal(), n[7].reveal()}));
    return pkcs8_pem(oid::rsa_encryption, key);
}

}  // namespace

Result<std::string> generate_key(Algorithm algorithm) {
    if (algorithm == Algorithm::ed25519) return ed25519_pem();
    const QuietErrors quiet;
    const Curve* curve = curve_of(algorithm);
    const Pkey pkey(curve ? EVP_EC_gen(curve->group) : EVP_RSA_gen(2048));
    if (!pkey)
        return Error{Reason::internal, "OpenSSL made no key; its random source may be missing"};
    return curve ? ec_pem(pkey.get(), *curve) : rsa_pem(pkey.get());
}

}  // namespace vaxcert
