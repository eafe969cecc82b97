// SPDX-License-Identifier: Apache-2.0
#include "crypto/private_numbers.hpp"

#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/objects.h>
#include <openssl/params.h>

#include <algorithm>
#include <bit>
#include <string>
#include <vector>

namespace vaxcert::crypto {
namespace {

using Group = std::unique_ptr<EC_GROUP, FreeWith<EC_GROUP_free>>;
using Point = std::unique_ptr<EC_POINT, FreeWith<EC_POINT_free>>;

Error bad_key(const char* detail) {
    return {Reason::bad_key, detail};
}

/// In the byte order of this machine, as OSSL_PARAM has numbers.
Secret native(ByteView number) {
    Bytes bytes(number.begin(), number.end());
    if constexpr (std::endian::native == std::endian::little) std::ranges::reverse(bytes);
    return Secret(std::move(bytes));
}

OSSL_PARAM number_param(const char* name, const Secret& number) {
    // OpenSSL takes a pointer to what it only reads.
    auto* bytes = const_cast<std::uint8_t*>(number.reveal().data());
    return OSSL_PARAM_construct_BN(name, bytes, number.reveal().size());
}

Result<Pkey> key_from(const char* type, OSSL_PARAM* params) {
    const PkeyContext context(
        require(EVP_PKEY_CTX_new_from_name(nullptr, type, nullptr), "key type"));
    require(EVP_PKEY_fromdata_init(context.get()), "key from its numbers");
    EVP_PKEY* key = nullptr;
    if (EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_KEYPAIR, params) != 1)
        return bad_key("the numbers of the key do not make a key");
    return Pkey(key);
}

/// The public point, uncompressed; nothing if the scalar is not between 1 and n - 1.
std::optional<Bytes> point_of_scalar(const Curve& curve, ByteView scalar) {
    const Group group(
        require(EC_GROUP_new_by_curve_name(OBJ_sn2nid(curve.group)), "elliptic curve"));
    const Bignum number(require(
        BN_bin2bn(scalar.data(), static_cast<int>(scalar.size()), BN_secure_new()), "scalar"));
    BN_set_flags(number.get(), BN_FLG_CONSTTIME);
    if (BN_is_zero(number.get()) || BN_cmp(number.get(), EC_GROUP_get0_order(group.get())) >= 0)
        return {};
    const Point point(require(EC_POINT_new(group.get()), "point"));
    require(EC_POINT_mul(group.get(), point.get(), number.get(), nullptr, nullptr, nullptr),
            "public half of a key");
    Bytes bytes(1 + 2 * curve.width);
    if (EC_POINT_point2oct(group.get(), point.get(), POINT_CONVERSION_UNCOMPRESSED, bytes.data(),
                           bytes.size(), nullptr) != bytes.size())
        return {};
    return bytes;
}

}  // namespace

Result<Pkey> ec_key_of(const Curve& curve, ByteView scalar) {
    const QuietErrors quiet;
    auto point = point_of_scalar(curve, scalar);
    if (!point) return bad_key("the private number is not one of its curve");
    const Secret number = native(scalar);
    std::string group = curve.group;
    OSSL_PARAM params[] = {
        OSSL_PARAM_construct_utf8_string(OSSL_PKEY_PARAM_GROUP_NAME, group.data(), group.size()),
        OSSL_PARAM_construct_octet_string(OSSL_PKEY_PARAM_PUB_KEY, point->data(), point->size()),
        number_param(OSSL_PKEY_PARAM_PRIV_KEY, number), OSSL_PARAM_construct_end()};
    return key_from("EC", params);
}

Result<Pkey> rsa_key_of(const RsaSecrets& numbers) {
    constexpr const char* names[] = {
        OSSL_PKEY_PARAM_RSA_N,         OSSL_PKEY_PARAM_RSA_E,
        OSSL_PKEY_PARAM_RSA_D,         OSSL_PKEY_PARAM_RSA_FACTOR1,
        OSSL_PKEY_PARAM_RSA_FACTOR2,   OSSL_PKEY_PARAM_RSA_EXPONENT1,
        OSSL_PKEY_PARAM_RSA_EXPONENT2, OSSL_PKEY_PARAM_RSA_COEFFICIENT1};
    const QuietErrors quiet;
    RsaSecrets natives;
    std::vector<OSSL_PARAM> params;
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        natives[i] = native(numbers[i].reveal());
        params.push_back(number_param(names[i], natives[i]));
    }
    params.push_back(OSSL_PARAM_construct_end());
    auto key = key_from("RSA", params.data());
    if (!key) return key;
    const PkeyContext check(
        require(EVP_PKEY_CTX_new_from_pkey(nullptr, key->get(), nullptr), "check of a key"));
    if (EVP_PKEY_check(check.get()) != 1)
        return bad_key("the numbers of the RSA key do not belong together");
    return key;
}

Secret secret_number(const EVP_PKEY* key, const char* name) {
    BIGNUM* value = nullptr;
    require(EVP_PKEY_get_bn_param(key, name, &value), name);
    const Bignum number(value);
    Bytes bytes(static_cast<std::size_t>(BN_num_bytes(number.get())));
    BN_bn2bin(number.get(), bytes.data());
    return Secret(std::move(bytes));
}

}  // namespace vaxcert::crypto
