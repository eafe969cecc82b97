// SPDX-License-Identifier: Apache-2.0
#include "jose/jws.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>

#include "base/budget.hpp"
#include "crypto/signature.hpp"
#include "encoding/base64.hpp"
#include "encoding/base64url.hpp"
#include "json/parse.hpp"

namespace vaxcert::jose {
namespace {

using json::Value;

/// A `kid` is an opaque name; no issuer's is longer.
constexpr std::size_t key_id_most = 256;

/// What would change whose key is asked or how, if a reader gave in to it.
constexpr std::string_view refused_members[] = {"jwk", "jku", "x5u", "crit", "b64", "enc"};

/// The longest path from a signer to an anchor; a real one has three.
constexpr std::size_t certificates_most = 8;

enum class Certificates : bool { refused, handed_over };
enum class KeyIds : bool { texts, any };

Error bad_jws(std::string detail) {
    return {Reason::bad_jws, std::move(detail)};
}

struct Parts {
    std::string_view header, payload, signature;
};

Result<Parts> split(std::string_view compact) {
    const auto dots = std::ranges::count(compact, '.');
    if (dots != 2) return bad_jws("the JWS has " + std::to_string(dots + 1) + " parts, not 3");
    const std::size_t first = compact.find('.'), second = compact.find('.', first + 1);
    const Parts parts{compact.substr(0, first), compact.substr(first + 1, second - first - 1),
                      compact.substr(second + 1)};
    if (parts.header.empty() || parts.payload.empty() || parts.signature.empty())
        return bad_jws("a part of the JWS is empty");
    return parts;
}

Result<Bytes> decoded(std::string_view text, const char* part) {
    auto bytes = encoding::from_base64url(text);
    if (!bytes) return bad_jws(std::string(part) + " of the JWS: " + bytes.error().detail);
    return bytes;
}

Error not_followed(std::string_view member) {
    return bad_jws("the header of the JWS has \"" + std::string(member) +
                   "\", which is not followed");
}

Result<Done> check_header(const Value& header) {
    if (!header.is_object()) return bad_jws("the header of the JWS is not an object");
    for (const std::string_view name : refused_members)
        if (header.find(name)) return not_followed(name);
    // RFC 7515 section 4.1.9: JOSE+JSON announces the other serialization.
    if (const Value* type = header.find("typ");
        type && (!type->is_string() || type->string() == "JOSE+JSON"))
        return bad_jws("the \"typ\" of the JWS is not that of a compact one");
    if (const Value* zip = header.find("zip"); zip && (!zip->is_string() || zip->string() != "DEF"))
        return bad_jws("the \"zip\" of the JWS is not \"DEF\"");
    return Done{};
}

Result<Value> header_of(std::string_view text) {
    const auto bytes = decoded(text, "header");
    if (!bytes) return bytes.error();
    auto header = json::parse(as_text(*bytes), Budget::for_one_certificate());
    if (!header) return bad_jws("header of the JWS: " + header.error().detail);
    if (const auto good = check_header(*header); !good) return good.error();
    return header;
}

Result<std::string> key_id_of(const Value& header, KeyIds which) {
    const Value* key_id = header.find("kid");
    if (!key_id || (which == KeyIds::any && !key_id->is_string())) return std::string();
    if (!key_id->is_string() || key_id->string().empty() || key_id->string().size() > key_id_most)
        return bad_jws("the \"kid\" of the JWS is not a text of 1 to 256 bytes");
    return key_id->string();
}

Result<std::vector<Bytes>> certificates_of(const Value& header, Certificates whether) {
    std::vector<Bytes> certificates;
    const Value* x5c = header.find("x5c");
    if (!x5c) return certificates;
    if (whether == Certificates::refused) return not_followed("x5c");
    if (!x5c->is_array() || x5c->array().empty() || x5c->array().size() > certificates_most)
        return bad_jws("the \"x5c\" of the JWS is not an array of 1 to 8 certificates");
    for (const Value& text : x5c->array()) {
        auto der = text.is_string() ? encoding::from_base64(text.string())
                                    : Result<Bytes>(bad_jws("it is not a string"));
        if (!der || der->empty())
            return bad_jws("certificate " + std::to_string(certificates.size() + 1) +
                           " of the \"x5c\" of the JWS is not base64");
        certificates.push_back(*std::move(der));
    }
    return certificates;
}

Result<Jws> parse(std::string_view compact, Certificates whether, KeyIds which = KeyIds::texts) {
    const auto parts = split(compact);
    if (!parts) return parts.error();
    auto header = header_of(parts->header);
    if (!header) return header.error();
    const auto alg = json::member_at(*header, "alg", Value::Kind::string, Reason::bad_jws);
    if (!alg) return alg.error();
    const auto algorithm = algorithm_named((*alg)->string());
    if (!algorithm)
        return Error{Reason::wrong_algorithm, "the \"alg\" of the JWS is not one that is accepted"};
    auto key_id = key_id_of(*header, which);
    if (!key_id) return key_id.error();
    auto certificates = certificates_of(*header, whether);
    if (!certificates) return certificates.error();
    auto payload = decoded(parts->payload, "payload");
    if (!payload) return payload.error();
    auto signature = decoded(parts->signature, "signature");
    if (!signature) return signature.error();
    return Jws{*std::move(header),
               *algorithm,
               *std::move(key_id),
               std::string(compact.substr(0, parts->header.size() + 1 + parts->payload.size())),
               *std::move(payload),
               *std::move(signature),
               *std::move(certificates)};
}

}  // namespace

Result<Jws> parse_jws(std::string_view compact) {
    return parse(compact, Certificates::refused);
}

Result<Jws> parse_jws_with_certificates(std::string_view compact) {
    return parse(compact, Certificates::handed_over);
}

Result<Jws> parse_jws_of_sd_jwt(std::string_view compact) {
    return parse(compact, Certificates::handed_over, KeyIds::any);
}

Result<std::string> sign_jws(const json::Object& header, ByteView payload, const Signer& signer) {
    json::Object whole = {{"alg", name(signer.public_key().algorithm())}};
    whole.insert(whole.end(), header.begin(), header.end());
    const Value value(std::move(whole));
    if (std::ranges::count(value.object(), "alg", &json::Member::name) != 1 || !check_header(value))
        throw std::invalid_argument("sign_jws: the header is one that would be refused");
    std::string jws = encoding::to_base64url(as_bytes(json::to_text(value))) + '.' +
                      encoding::to_base64url(payload);
    const auto signature = signer.sign(as_bytes(jws));
    if (!signature) return signature.error();
    return jws + '.' + encoding::to_base64url(*signature);
}

json::Value to_x5c(std::span<const Bytes> certificates) {
    json::Array x5c;
    for (const Bytes& der : certificates) x5c.emplace_back(encoding::to_base64(der));
    return Value(std::move(x5c));
}

Result<Done> check_signature(const Jws& jws, const PublicKey& key) {
    if (jws.algorithm != key.algorithm())
        return Error{Reason::wrong_algorithm, std::string("signed as ") + name(jws.algorithm) +
                                                  ", but the key is for " + name(key.algorithm())};
    if (!crypto::signed_by(key, as_bytes(jws.signed_text), jws.signature))
        return Error{Reason::bad_signature, "the signature does not match the signer's key"};
    return Done{};
}

}  // namespace vaxcert::jose
