// SPDX-License-Identifier: Apache-2.0
// A public key comes into being in two ways: from a SubjectPublicKeyInfo, and from the raw bytes
// of an Ed25519 key. Every other notation leads to one of them.

#include "crypto/public_key.hpp"

#include <openssl/core_names.h>
#include <openssl/x509.h>

#include <algorithm>
#include <string>

#include "crypto/der.hpp"
#include "crypto/ecdsa.hpp"
#include "crypto/ed25519.hpp"
#include "crypto/hash.hpp"
#include "crypto/oid.hpp"
#include "crypto/roca.hpp"
#include "encoding/base64url.hpp"

namespace vaxcert {
namespace {

using namespace crypto;

constexpr std::uint8_t ed25519_prefix[] = {0x30, 0x2a, 0x30, 0x05, 0x06, 0x03,
                                           0x2b, 0x65, 0x70, 0x03, 0x21, 0x00};
constexpr std::size_t ed25519_size = std::size(ed25519_prefix) + 32;

constexpr int rsa_bits_least = 2048, rsa_bits_most = 4096, rsa_exponent_bits_most = 32;

Error bad_key(std::string detail) {
    return {Reason::bad_key, std::move(detail)};
}

Bytes spki_of(EVP_PKEY* key) {
    unsigned char* bytes = nullptr;
    const int size = i2d_PUBKEY(key, &bytes);
    require(size, "encoding of a public key");
    Bytes spki(bytes, bytes + size);
    OPENSSL_free(bytes);
    return spki;
}

Bignum number_of(const EVP_PKEY* key, const char* which) {
    BIGNUM* number = nullptr;
    require(EVP_PKEY_get_bn_param(key, which, &number), which);
    return Bignum(number);
}

Bytes bytes_of(const Bignum& number) {
    Bytes bytes(static_cast<std::size_t>(BN_num_bytes(number.get())));
    BN_bn2bin(number.get(), bytes.data());
    return bytes;
}

/// The point with only the sign of its y, as RFC 5480 section 2.2 also allows.
Bytes compressed(ByteView point) {
    const std::size_t width = point.size() / 2;
    Bytes bytes(point.begin(), point.begin() + static_cast<long>(1 + width));
    bytes[0] = (point.back() & 1U) != 0 ? 3 : 2;
    return bytes;
}

/// The algorithm of an elliptic curve key in the one DER we write it in, which goes to `spki`.
Result<Algorithm> check_ec(EVP_PKEY* key, ByteView der, Bytes& spki) {
    char group[32] = {};
    if (EVP_PKEY_get_group_name(key, group, sizeof group, nullptr) <= 0)
        return bad_key("the curve is not named");
    for (const Algorithm algorithm : {Algorithm::es256, Algorithm::es384, Algorithm::es512}) {
        const Curve& curve = *curve_of(algorithm);
        if (std::string_view(group) != curve.group) continue;
        require(EVP_PKEY_set_utf8_string_param(key, OSSL_PKEY_PARAM_EC_POINT_CONVERSION_FORMAT,
                                               OSSL_PKEY_EC_POINT_CONVERSION_FORMAT_UNCOMPRESSED),
                "form of a point");
        spki = spki_of(key);
        if (spki.size() <= 1 + 2 * curve.width) return bad_key("the point is not on the curve");
        const ByteView point = ByteView(spki).last(1 + 2 * curve.width);
        // This also refuses a curve that is spelled out: it may only look like the named one.
        if (!std::ranges::equal(der, ec_spki(algorithm, point)) &&
            !std::ranges::equal(der, ec_spki(algorithm, compressed(point))))
            return bad_key("the SubjectPublicKeyInfo is not written as DER with a named curve");
        return algorithm;
    }
    return bad_key("the curve is none of P-256, P-384 and P-521");
}

Result<Algorithm> check_rsa(EVP_PKEY* key, ByteView der, std::optional<Algorithm> wanted,
                            Bytes& spki) {
    const Bignum n = number_of(key, OSSL_PKEY_PARAM_RSA_N);
    const Bignum e = number_of(key, OSSL_PKEY_PARAM_RSA_E);
    const int bits = BN_num_bits(n.get());
    if (bits < rsa_bits_least || bits > rsa_bits_most)
        return bad_key("the RSA modulus has " + std::to_string(bits) +
                       " bits; 2048 to 4096 are accepted");
    if (!BN_is_odd(n.get())) return bad_key("the RSA modulus is even");
    if (has_roca_flaw(n.get()))
        return bad_key("the RSA key is of the kind that can be factored (CVE-2017-15361)");
    const int exponent_bits = BN_num_bits(e.get());
    if (!BN_is_odd(e.get()) || exponent_bits < 2 || exponent_bits > rsa_exponent_bits_most)
        return bad_key("the RSA exponent is even, 1 or has more than 32 bits");
    spki = spki_of(key);
    if (!std::ranges::equal(der, spki))
        return bad_key("the SubjectPublicKeyInfo is not written as DER");
    return wanted == Algorithm::rs256 ? Algorithm::rs256 : Algorithm::ps256;
}

std::string fingerprint_of(ByteView spki) {
    return encoding::to_base64url(sha256(spki));
}

Error not_for(Algorithm wanted, Algorithm found) {
    return {Reason::wrong_algorithm,
            std::string("the key is for ") + name(found) + ", not for " + name(wanted)};
}

}  // namespace

Result<PublicKey> PublicKey::from_spki(ByteView der, std::optional<Algorithm> algorithm) {
    if (der.size() == ed25519_size &&
        std::ranges::equal(der.first(std::size(ed25519_prefix)), ed25519_prefix)) {
        if (algorithm && *algorithm != Algorithm::ed25519)
            return not_for(*algorithm, Algorithm::ed25519);
        return from_raw_ed25519(der.last(32));
    }

    const QuietErrors quiet;
    const unsigned char* end = der.data();
    Pkey key(d2i_PUBKEY(nullptr, &end, static_cast<long>(der.size())));
    if (!key) return bad_key("not a SubjectPublicKeyInfo of a kind that is known");
    if (end != der.data() + der.size()) return bad_key("bytes follow the SubjectPublicKeyInfo");

    auto inner = std::make_shared<Inner>();
    const bool restricted = EVP_PKEY_is_a(key.get(), "RSA-PSS") == 1;
    auto checked = EVP_PKEY_is_a(key.get(), "EC") == 1 ? check_ec(key.get(), der, inner->spki)
                   : restricted || EVP_PKEY_is_a(key.get(), "RSA") == 1
                       ? check_rsa(key.get(), der, algorithm, inner->spki)
                       : bad_key("the key is none of Ed25519, EC and RSA");
    if (!checked) return checked.error();
    if (restricted && *checked == Algorithm::rs256) return not_for(*checked, Algorithm::ps256);
    if (algorithm && *algorithm != *checked) return not_for(*algorithm, *checked);

    inner->algorithm = *checked;
    inner->fingerprint = fingerprint_of(inner->spki);
    try {
        inner->verifier.emplace(std::move(key), *checked, Operation::verify);
    } catch (const std::runtime_error&) {
        // An RSASSA-PSS key (RFC 4055 section 3.1) may itself prescribe hashes and salt.
        return bad_key("the key's own parameters do not allow " + std::string(name(*checked)));
    }
    return PublicKey(std::move(inner));
}

Result<PublicKey> PublicKey::from_raw_ed25519(ByteView key) {
    if (key.size() != 32)
        return bad_key("an Ed25519 key has 32 bytes, here are " + std::to_string(key.size()));
    auto inner = std::make_shared<Inner>();
    inner->algorithm = Algorithm::ed25519;
    std::ranges::copy(key, inner->ed25519.begin());
    if (!ed25519::is_public_key(inner->ed25519))
        return bad_key("these 32 bytes are not a point of Ed25519 that can verify anything");
    inner->spki.assign(std::begin(ed25519_prefix), std::end(ed25519_prefix));
    inner->spki.insert(inner->spki.end(), key.begin(), key.end());
    inner->fingerprint = fingerprint_of(inner->spki);
    return PublicKey(std::move(inner));
}

const PublicKey::Inner* PublicKey::Inner::checked() const {
    if (!is_listed) return this;
    std::call_once(looked_at, [this] {
        if (auto key = PublicKey::from_spki(spki, algorithm)) when_checked = key->inner_;
    });
    return when_checked.get();
}

Algorithm PublicKey::algorithm() const noexcept {
    return inner_->algorithm;
}

Bytes PublicKey::to_spki() const {
    return inner_->spki;
}

bool PublicKey::operator==(const PublicKey& other) const {
    return inner_ == other.inner_ ||
           (inner_->algorithm == other.inner_->algorithm && inner_->spki == other.inner_->spki);
}

namespace crypto {

RsaNumbers rsa_numbers(const PublicKey& key) {
    const PublicKey::Inner* inner = key.inner().checked();
    if (!inner) return {};
    const EVP_PKEY* pkey = inner->verifier->key();
    return {bytes_of(number_of(pkey, OSSL_PKEY_PARAM_RSA_N)),
            bytes_of(number_of(pkey, OSSL_PKEY_PARAM_RSA_E))};
}

Bytes rsa_spki(ByteView n, ByteView e) {
    return rsa_spki(der::sequence_of({der::unsigned_integer(n), der::unsigned_integer(e)}));
}

ByteView point_of(const PublicKey& key) {
    const Curve& curve = *curve_of(key.algorithm());
    return ByteView(key.inner().spki).last(2 * curve.width);
}

Bytes rsa_spki(ByteView rsa_public_key) {
    Bytes bits = {0};
    bits.insert(bits.end(), rsa_public_key.begin(), rsa_public_key.end());
    const Bytes identifier = der::element(der::sequence, oid::rsa_encryption);
    return der::sequence_of({identifier, der::element(der::bit_string, bits)});
}

Bytes ec_spki(Algorithm algorithm, ByteView point) {
    Bytes bits = {0};
    bits.insert(bits.end(), point.begin(), point.end());
    return der::sequence_of({der::sequence_of({oid::ec_public_key, oid::curve(algorithm)}),
                             der::element(der::bit_string, bits)});
}

}  // namespace crypto
}  // namespace vaxcert
