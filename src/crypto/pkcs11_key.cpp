// SPDX-License-Identifier: Apache-2.0
#include "crypto/pkcs11_key.hpp"

#include <algorithm>
#include <array>

#include "crypto/der.hpp"
#include "crypto/oid.hpp"
#include "crypto/public_key.hpp"

namespace vaxcert::crypto {
namespace {

constexpr std::size_t attribute_most = 16384;

Error error(std::string detail) {
    return {Reason::token_error, std::move(detail)};
}

/// The objects of the token, through one session.
class Objects {
  public:
    Objects(const Token& token, CK_SESSION_HANDLE session)
        : module_(token.module()), session_(session) {}

    Result<std::vector<CK_OBJECT_HANDLE>> find(std::vector<CK_ATTRIBUTE> wanted) const {
        CK_RV answer = module_.C_FindObjectsInit(session_, wanted.data(), wanted.size());
        if (answer != CKR_OK) return token_error("looking for a key", answer);
        std::vector<CK_OBJECT_HANDLE> found(8);
        CK_ULONG count = 0;
        answer = module_.C_FindObjects(session_, found.data(), found.size(), &count);
        module_.C_FindObjectsFinal(session_);
        if (answer != CKR_OK) return token_error("looking for a key", answer);
        found.resize(count);
        return found;
    }

    /// The bytes of an attribute; empty if the object has none of that kind.
    Bytes read(CK_OBJECT_HANDLE object, CK_ATTRIBUTE_TYPE type) const {
        CK_ATTRIBUTE attribute{type, nullptr, 0};
        if (module_.C_GetAttributeValue(session_, object, &attribute, 1) != CKR_OK ||
            attribute.ulValueLen > attribute_most)
            return {};
        Bytes bytes(attribute.ulValueLen);
        attribute.pValue = bytes.data();
        if (module_.C_GetAttributeValue(session_, object, &attribute, 1) != CKR_OK) return {};
        bytes.resize(attribute.ulValueLen);
        return bytes;
    }

    template <class Value>
    std::optional<Value> read_as(CK_OBJECT_HANDLE object, CK_ATTRIBUTE_TYPE type) const {
        Value value{};
        CK_ATTRIBUTE attribute{type, &value, sizeof value};
        if (module_.C_GetAttributeValue(session_, object, &attribute, 1) != CKR_OK ||
            attribute.ulValueLen != sizeof value)
            return {};
        return value;
    }

  private:
    const CK_FUNCTION_LIST& module_;
    CK_SESSION_HANDLE session_;
};

/// Attributes to look for. They point at their values, which stay here.
class Wanted {
  public:
    explicit Wanted(CK_OBJECT_CLASS kind) : kind_(kind) {}
    Wanted(const Wanted&) = delete;
    Wanted& operator=(const Wanted&) = delete;

    void add(CK_ATTRIBUTE_TYPE type, ByteView value) {
        attributes_.push_back({type, const_cast<std::uint8_t*>(value.data()), value.size()});
    }

    std::vector<CK_ATTRIBUTE> attributes() {
        std::vector<CK_ATTRIBUTE> all = attributes_;
        all.push_back({CKA_CLASS, &kind_, sizeof kind_});
        return all;
    }

  private:
    CK_OBJECT_CLASS kind_;
    std::vector<CK_ATTRIBUTE> attributes_;
};

Result<CK_OBJECT_HANDLE> find_private_key(const Objects& objects, const Pkcs11Uri& uri) {
    Wanted wanted(CKO_PRIVATE_KEY);
    if (uri.object) wanted.add(CKA_LABEL, as_bytes(*uri.object));
    if (uri.id) wanted.add(CKA_ID, *uri.id);
    const auto found = objects.find(wanted.attributes());
    if (!found) return found.error();
    if (found->size() != 1)
        return error(std::to_string(found->size()) +
                     " private keys match the PKCS#11 URI; it must be one");
    return found->front();
}

Result<PublicKey> rsa_key(const Objects& objects, CK_OBJECT_HANDLE key) {
    const Bytes n = objects.read(key, CKA_MODULUS), e = objects.read(key, CKA_PUBLIC_EXPONENT);
    if (n.empty() || e.empty()) return error("the token does not show the public half of the key");
    return PublicKey::from_spki(rsa_spki(n, e));
}

/// A point as CKA_EC_POINT has it: in an OCTET STRING, as the standard says, or bare, as some
/// tokens write it.
ByteView unwrapped(ByteView point) {
    ByteView rest = point;
    const auto content = der::take(rest, der::octet_string);
    return content && rest.empty() ? *content : point;
}

Result<PublicKey> key_from_point(CK_KEY_TYPE type, ByteView parameters, ByteView point) {
    if (type == CKK_EC_EDWARDS) return PublicKey::from_raw_ed25519(point);
    if (const Curve* curve = oid::curve_named(parameters))
        return PublicKey::from_spki(ec_spki(curve->algorithm, point));
    return error("the curve of the key is none of Ed25519, P-256, P-384 and P-521");
}

/// RSA keys show their public half themselves; of a curve's, it is in another object.
Result<PublicKey> curve_key(const Objects& objects, CK_OBJECT_HANDLE key, CK_KEY_TYPE type) {
    const Bytes id = objects.read(key, CKA_ID);
    for (const CK_OBJECT_CLASS kind :
         {CK_OBJECT_CLASS{CKO_PUBLIC_KEY}, CK_OBJECT_CLASS{CKO_CERTIFICATE}}) {
        Wanted wanted(kind);
        wanted.add(CKA_ID, id);
        const auto found = objects.find(wanted.attributes());
        if (!found) return found.error();
        if (found->size() != 1) continue;
        if (kind == CKO_CERTIFICATE)
            return PublicKey::parse(objects.read(found->front(), CKA_VALUE));
        const Bytes point = objects.read(found->front(), CKA_EC_POINT);
        const Bytes parameters = objects.read(found->front(), CKA_EC_PARAMS);
        return key_from_point(type, parameters, unwrapped(point));
    }
    return error("the token holds no public key or certificate with the CKA_ID of the private key");
}

}  // namespace

Result<TokenKey> find_token_key(const Token& token, const Pkcs11Uri& uri) {
    const auto session = token.session();
    if (!session) return session.error();
    const Objects objects(token, session->handle());
    const auto key = find_private_key(objects, uri);
    if (!key) return key.error();
    if (objects.read_as<CK_BBOOL>(*key, CKA_ALWAYS_AUTHENTICATE) == CK_BBOOL{CK_TRUE})
        return error("the key asks for its PIN at each signature, which is not supported");
    const auto type = objects.read_as<CK_KEY_TYPE>(*key, CKA_KEY_TYPE);
    if (type != CK_KEY_TYPE{CKK_RSA} && type != CK_KEY_TYPE{CKK_EC} &&
        type != CK_KEY_TYPE{CKK_EC_EDWARDS})
        return error("the key is none of Ed25519, EC and RSA");
    auto public_key = *type == CKK_RSA ? rsa_key(objects, *key) : curve_key(objects, *key, *type);
    if (!public_key) return public_key.error();
    return TokenKey{*key, *std::move(public_key)};
}

}  // namespace vaxcert::crypto
