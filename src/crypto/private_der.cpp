// SPDX-License-Identifier: Apache-2.0
#include "crypto/private_der.hpp"

#include <algorithm>

#include "crypto/der.hpp"
#include "crypto/oid.hpp"
#include "crypto/private_numbers.hpp"
#include "crypto/public_key.hpp"

namespace vaxcert::crypto {
namespace {

/// [0] and [1] of RFC 5958 (implicit) and of RFC 5915 (explicit).
constexpr std::uint8_t attributes_tag = 0xa0, public_key_tag = 0x81, curve_tag = 0xa0,
                       point_tag = 0xa1;

Error damaged() {
    return {Reason::bad_key, "the private key is not written in DER as its kind is"};
}

Error unknown() {
    return {Reason::bad_key, "the private key is none of Ed25519, P-256, P-384, P-521 and RSA"};
}

Secret secret_copy(ByteView bytes) {
    return Secret(Bytes(bytes.begin(), bytes.end()));
}

Result<PrivateParts> ed25519_parts(ByteView content, std::optional<ByteView> public_key) {
    const auto seed = der::take(content, der::octet_string);
    if (!seed || !content.empty() || seed->size() != 32) return damaged();
    PrivateParts parts;
    parts.seed = secret_copy(*seed);
    if (public_key) {
        auto stated = PublicKey::from_raw_ed25519(*public_key);
        if (!stated) return stated.error();
        parts.stated = *std::move(stated);
    }
    return parts;
}

/// ECPrivateKey { 1, OCTET STRING, [0] curve OPTIONAL, [1] point OPTIONAL }. The curve is known
/// from outside in PKCS#8, and if it is stated twice, both agree.
Result<PrivateParts> ec_parts(ByteView der, const Curve* curve) {
    auto content = der::take(der, der::sequence);
    if (!content || !der.empty()) return damaged();
    const auto version = der::take_unsigned(*content);
    const auto scalar = der::take(*content, der::octet_string);
    if (!version || !scalar || !std::ranges::equal(*version, ByteView({1}))) return damaged();
    if (const auto named = der::take(*content, curve_tag)) {
        const Curve* own = oid::curve_named(*named);
        if (!own || (curve && own != curve)) return unknown();
        curve = own;
    }
    if (!curve) return unknown();
    PrivateParts parts;
    parts.algorithm = curve->algorithm;
    if (auto wrapped = der::take(*content, point_tag)) {
        const auto bits = der::take(*wrapped, der::bit_string);
        if (!bits || !wrapped->empty() || bits->empty() || bits->front() != 0) return damaged();
        auto stated = PublicKey::from_spki(ec_spki(curve->algorithm, bits->subspan(1)));
        if (!stated) return stated.error();
        parts.stated = *std::move(stated);
    }
    if (!content->empty() || scalar->size() != curve->width) return damaged();
    auto pkey = ec_key_of(*curve, *scalar);
    if (!pkey) return pkey.error();
    parts.pkey = *std::move(pkey);
    return parts;
}

}  // namespace

Result<PrivateParts> parts_from_pkcs8(ByteView der) {
    auto content = der::take(der, der::sequence);
    if (!content || !der.empty()) return damaged();
    const auto version = der::take_unsigned(*content);
    const auto identifier = der::take(*content, der::sequence);
    const auto key = der::take(*content, der::octet_string);
    if (!version || !identifier || !key) return damaged();
    der::take(*content, attributes_tag);  // for people and other programs
    auto public_key = der::take(*content, public_key_tag);
    if (!content->empty()) return damaged();
    if (public_key) {
        if (public_key->empty() || public_key->front() != 0) return damaged();
        public_key = public_key->subspan(1);
    }

    if (std::ranges::equal(*identifier, oid::ed25519)) return ed25519_parts(*key, public_key);
    if (std::ranges::equal(*identifier, oid::rsa_encryption)) return parts_from_pkcs1(*key);
    const ByteView prefix = oid::ec_public_key;
    if (identifier->size() > prefix.size() &&
        std::ranges::equal(identifier->first(prefix.size()), prefix)) {
        const Curve* curve = oid::curve_named(identifier->subspan(prefix.size()));
        return curve ? ec_parts(*key, curve) : Result<PrivateParts>(unknown());
    }
    return unknown();
}

Result<PrivateParts> parts_from_pkcs1(ByteView der) {
    auto content = der::take(der, der::sequence);
    if (!content || !der.empty()) return damaged();
    const auto version = der::take_unsigned(*content);
    if (!version || !version->empty()) return damaged();  // 0: two primes
    RsaSecrets numbers;
    for (Secret& number : numbers) {
        const auto bytes = der::take_unsigned(*content);
        if (!bytes || bytes->empty()) return damaged();
        number = secret_copy(*bytes);
    }
    if (!content->empty()) return damaged();
    auto stated = PublicKey::from_spki(rsa_spki(numbers[0].reveal(), numbers[1].reveal()));
    if (!stated) return stated.error();
    auto pkey = rsa_key_of(numbers);
    if (!pkey) return pkey.error();
    PrivateParts parts;
    parts.algorithm = stated->algorithm();
    parts.pkey = *std::move(pkey);
    parts.stated = *std::move(stated);
    return parts;
}

Result<PrivateParts> parts_from_sec1(ByteView der) {
    return ec_parts(der, nullptr);
}

}  // namespace vaxcert::crypto
