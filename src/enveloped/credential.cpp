// SPDX-License-Identifier: Apache-2.0
#include "enveloped/credential.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "cose/sign1.hpp"
#include "crypto/signature.hpp"
#include "encoding/base64url.hpp"
#include "enveloped/types.hpp"
#include "jose/jws.hpp"
#include "jose/sd_jwt.hpp"
#include "json/parse.hpp"

namespace vaxcert::enveloped {
namespace {

using json::Value;

constexpr std::string_view context_1_1 = "https://www.w3.org/2018/credentials/v1";
constexpr std::string_view context_2_0 = "https://www.w3.org/ns/credentials/v2";

/// RFC 9596: the type of a COSE message; 3 is that of its content.
constexpr int cose_type_label = 16;

Error malformed(std::string detail) {
    return {Reason::malformed, std::move(detail)};
}

bool holds(const Value* names, std::string_view name) {
    if (!names) return false;
    if (names->is_string()) return names->string() == name;
    return names->is_array() && std::ranges::any_of(names->array(), [&](const Value& each) {
               return each.is_string() && each.string() == name;
           });
}

/// A text, or the `id` of an object: how credentials name their issuer and subject.
std::string name_of(const Value* value) {
    if (value && value->is_object()) value = value->find("id");
    return value && value->is_string() ? value->string() : std::string();
}

/// The first context, which names the model.
std::string_view context_of(const Value& document) {
    const Value* context = document.find("@context");
    const Value* first = context && context->is_array() && !context->array().empty()
                             ? &context->array().front()
                             : context;
    return first && first->is_string() ? std::string_view(first->string()) : std::string_view();
}

/// That it is what it is said to be, and of which model. What else a credential must have is not
/// asked here.
Result<Done> check_document(const Value& document, Model model, bool presentation) {
    if (!document.is_object()) return malformed("what is signed is not an object");
    const std::string_view expected = model == Model::version_2_0 ? context_2_0 : context_1_1;
    if (context_of(document) != expected)
        return malformed("its \"@context\" does not begin with " + std::string(expected));
    const char* type = presentation ? "VerifiablePresentation" : "VerifiableCredential";
    if (!holds(document.find("type"), type))
        return malformed("its \"type\" is not " + std::string(type));
    if (presentation) return Done{};
    if (name_of(document.find("issuer")).empty()) return malformed("it has no issuer");
    if (!document.find("credentialSubject")) return malformed("it has no credentialSubject");
    return Done{};
}

Result<std::optional<Time>> time_at(const Value& claims, const char* name, Enveloped& to) {
    const Value* value = claims.find(name);
    if (!value) return std::optional<Time>();
    if (value->is_string()) {
        // The official suite of VC-JOSE-COSE writes `iat` so.
        const auto time = parse_time(value->string());
        if (!time || name != std::string_view("iat"))
            return Error{Reason::bad_date, '"' + std::string(name) + "\" is a text, not seconds"};
        to.notes.push_back("\"iat\" is a text; RFC 7519 has seconds");
        return std::optional<Time>(*time);
    }
    const auto time = jose::time_of(*value);
    if (!time)
        return Error{Reason::bad_date, '"' + std::string(name) + "\": " + time.error().detail};
    return std::optional<Time>(*time);
}

/// The registered claims (RFC 7519 section 4.1) of a token, which in 2.0 may stand in the document.
Result<Done> read_times(const Value& claims, Enveloped& to) {
    for (const auto& [name, time] :
         {std::pair{"iat", &to.issued_at}, {"nbf", &to.not_before}, {"exp", &to.expires}}) {
        const auto read = time_at(claims, name, to);
        if (!read) return read.error();
        *time = *read;
    }
    if (const Value* nonce = claims.find("nonce")) {
        if (!nonce->is_string()) return malformed("\"nonce\" is not a text");
        to.nonce = nonce->string();
    }
    const Value* audience = claims.find("aud");
    if (!audience) return Done{};
    const json::Array one = {*audience};
    for (const Value& each : audience->is_array() ? audience->array() : one) {
        if (!each.is_string()) return malformed("\"aud\" is not a text or an array of texts");
        to.audience.push_back(each.string());
    }
    return Done{};
}

/// What a claim of the token names, the document names too or leaves to it.
Result<Done> agree(const Value& claims, const char* claim, const Value* member) {
    const Value* value = claims.find(claim);
    if (!value) return Done{};
    if (!value->is_string()) return malformed('"' + std::string(claim) + "\" is not a text");
    const std::string named = name_of(member);
    if (named.empty() || named == value->string()) return Done{};
    return malformed('"' + std::string(claim) + "\" contradicts the document");
}

Result<Done> agree_all(const Value& claims, const Value& document, bool presentation) {
    const char* who = presentation ? "holder" : "issuer";
    if (const auto good = agree(claims, "iss", document.find(who)); !good) return good;
    if (const auto good = agree(claims, "jti", document.find("id")); !good) return good;
    return agree(claims, "sub", document.find("credentialSubject"));
}

/// Puts the text of a claim where a document names the same by a member or a node.
void put(const Value& claims, const char* claim, const char* member, Value& document) {
    const Value* value = claims.find(claim);
    if (!value) return;
    const Value* there = document.find(member);
    if (!there || !there->is_object()) return document.set(member, *value);
    Value node = *there;
    node.set("id", *value);
    document.set(member, std::move(node));
}

/// VC 1.1 section 6.3.1, "JWT Decoding": the claims of the token are those of the credential.
Result<Value> unfold(const Value& claims, Enveloped& to) {
    const Value *credential = claims.find("vc"), *presentation = claims.find("vp");
    if (!credential == !presentation)
        return malformed("the token holds neither or both of \"vc\" and \"vp\"");
    to.presentation = presentation != nullptr;
    Value document = to.presentation ? *presentation : *credential;
    if (!document.is_object()) return malformed("what the token holds is not an object");
    // Libraries of 1.1 were given documents of 2.0, also by the official test suite of 2.0.
    to.model = context_of(document) == context_2_0 ? Model::version_2_0 : Model::version_1_1;
    if (to.model == Model::version_2_0)
        to.notes.push_back("a document of data model 2.0 stands in a token of 1.1");
    if (const auto good = agree_all(claims, document, to.presentation); !good) return good.error();
    put(claims, "iss", to.presentation ? "holder" : "issuer", document);
    put(claims, "jti", "id", document);
    if (to.presentation) return document;
    put(claims, "sub", "credentialSubject", document);
    const bool is_1_1 = to.model == Model::version_1_1;
    if (to.not_before) document.set(is_1_1 ? "issuanceDate" : "validFrom", to_text(*to.not_before));
    if (to.expires) document.set(is_1_1 ? "expirationDate" : "validUntil", to_text(*to.expires));
    return document;
}

Result<Done> read_payload(std::string_view text, const MediaType& type, const Budget& budget,
                          Enveloped& to) {
    auto payload = json::parse(text, budget);
    if (!payload) return payload.error();
    if (!payload->is_object()) return malformed("what is signed is not an object");
    if (const auto good = read_times(*payload, to); !good) return good.error();
    if (type.inside) {
        auto document = unfold(*payload, to);
        if (!document) return document.error();
        to.document = *std::move(document);
    } else {
        if (payload->find("vc") || payload->find("vp"))
            return malformed("a document of 2.0 has no \"vc\" and no \"vp\" inside");
        to.presentation = type.presentation;
        if (const auto good = agree_all(*payload, *payload, to.presentation); !good)
            return good.error();
        to.document = *std::move(payload);
        for (const char* claim : {"iss", "sub", "jti", "aud", "nonce", "iat", "nbf", "exp"})
            to.document.erase(claim);
    }
    if (const auto good = check_document(to.document, to.model, to.presentation); !good)
        return good.error();
    to.issuer = name_of(to.document.find(to.presentation ? "holder" : "issuer"));
    return Done{};
}

std::string text_or_bytes(const cbor::Value* value) {
    if (value && value->text()) return *value->text();
    if (value && value->bytes()) return std::string(as_text(*value->bytes()));
    return {};
}

bool is_presentation(const Value& document) {
    return holds(document.find("type"), "VerifiablePresentation");
}

}  // namespace

bool is_vc_jwt(std::string_view text) {
    const std::size_t dot = text.find('.');
    const Budget budget = Budget::for_one_certificate();
    if (dot == text.npos || dot > budget.json_string_bytes || text.find('~') != text.npos)
        return false;
    const auto header = encoding::from_base64url(text.substr(0, dot));
    if (!header) return false;
    const auto value = json::parse(as_text(*header), budget);
    if (!value) return false;
    const Value* type = value->find("typ");
    return type && type->is_string() && jwt_type(type->string());
}

Result<Enveloped> parse_vc_jwt(std::string_view compact, const Budget& budget) {
    if (compact.size() > budget.json_string_bytes)
        return limit_exceeded("bytes of a JWT", compact.size(), budget.json_string_bytes);
    auto jws = jose::parse_jws(compact);
    if (!jws) return jws.error();
    const Value* type_name = jws->header.find("typ");
    // VC 1.1 section 6.3.1: "typ, if present, MUST be set to JWT".
    const MediaType* type = jwt_type(type_name ? type_name->string() : "JWT");
    if (!type) return malformed("the \"typ\" of the JWS is none of a credential or presentation");
    if (const Value* content = jws->header.find("cty");
        content && (!content->is_string() || !is_content_of(*type, content->string())))
        return malformed("the \"cty\" of the JWS is not that of its \"typ\"");
    const ByteView signed_bytes = as_bytes(jws->signed_text);
    Enveloped enveloped{.algorithm = jws->algorithm,
                        .key_id = jws->key_id,
                        .signed_bytes = Bytes(signed_bytes.begin(), signed_bytes.end()),
                        .signature = jws->signature};
    if (const auto read = read_payload(as_text(jws->payload), *type, budget, enveloped); !read)
        return read.error();
    return enveloped;
}

Result<Enveloped> parse_vc_cose(ByteView message, const Budget& budget) {
    if (message.size() > budget.json_string_bytes)
        return limit_exceeded("bytes of a COSE message", message.size(), budget.json_string_bytes);
    const auto sign1 = cose::parse_sign1(message, budget);
    if (!sign1) return sign1.error();
    const auto algorithm = cose::algorithm_of(sign1->protected_header(cose::label::algorithm));
    if (!algorithm) return algorithm.error();
    const cbor::Value* name = sign1->protected_header(cose_type_label);
    const MediaType* type = name && name->text() ? cose_type(*name->text()) : nullptr;
    if (!type)
        return malformed("the type of the COSE message is none of a credential or presentation");
    if (const cbor::Value* content = sign1->header(cose::label::content_type);
        content && (!content->text() || !is_content_of(*type, *content->text())))
        return malformed("the content type of the COSE message is not that of its type");
    Enveloped enveloped{.algorithm = *algorithm,
                        .key_id = text_or_bytes(sign1->header(cose::label::kid)),
                        .signed_bytes = cose::signing_input(*sign1),
                        .signature = sign1->signature};
    if (const auto read = read_payload(as_text(sign1->payload), *type, budget, enveloped); !read)
        return read.error();
    return enveloped;
}

Result<std::string> sign_vc_jwt(const Value& document, std::string_view key_id,
                                const Signer& signer, const Budget& readers) {
    const bool presentation = is_presentation(document);
    json::Object header = {{"typ", presentation ? "vp+jwt" : "vc+jwt"},
                           {"cty", presentation ? "vp" : "vc"}};
    if (!key_id.empty()) header.push_back({"kid", key_id});
    auto jwt = jose::sign_jws(header, as_bytes(json::to_text(document)), signer);
    if (!jwt) return jwt;
    const auto read = parse_vc_jwt(*jwt, readers);
    if (!read) return Error{Reason::record_invalid, read.error().detail};
    return jwt;
}

Result<Bytes> sign_vc_cose(const Value& document, std::string_view key_id, const Signer& signer) {
    const bool presentation = is_presentation(document);
    cbor::Map headers = {
        {cose::label::content_type, presentation ? "application/vp" : "application/vc"},
        {cose_type_label, presentation ? "application/vp+cose" : "application/vc+cose"}};
    const ByteView kid = as_bytes(key_id);
    if (!kid.empty()) headers.emplace_back(cose::label::kid, Bytes(kid.begin(), kid.end()));
    auto message = cose::sign1(std::move(headers), as_bytes(json::to_text(document)), signer);
    if (!message) return message;
    const auto read = parse_vc_cose(*message, Budget::for_one_certificate());
    if (!read) return Error{Reason::record_invalid, read.error().detail};
    return message;
}

Result<Done> check_signature(const Enveloped& enveloped, const PublicKey& key) {
    if (enveloped.algorithm != key.algorithm())
        return Error{Reason::wrong_algorithm, std::string("signed as ") +
                                                  name(enveloped.algorithm) +
                                                  ", but the key is for " + name(key.algorithm())};
    if (!crypto::signed_by(key, enveloped.signed_bytes, enveloped.signature))
        return Error{Reason::bad_signature, "the signature does not match the signer's key"};
    return Done{};
}

}  // namespace vaxcert::enveloped
