// SPDX-License-Identifier: Apache-2.0
#include "trust_import/gdhcn_proof.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "crypto/hash.hpp"
#include "crypto/signature.hpp"
#include "encoding/base64url.hpp"
#include "json/jcs.hpp"
#include "trust_import/import.hpp"

namespace vaxcert::trust_import {
namespace {

using json::Value;

constexpr std::string_view security = "https://w3id.org/security#";

Error bad_proof(std::string detail) {
    return {Reason::proof_shape, "the proof of a trust document " + std::move(detail)};
}

std::string iri(std::string_view text) {
    return '<' + std::string(text) + '>';
}

std::string line(std::string_view subject, const std::string& predicate,
                 const std::string& object) {
    return std::string(subject) + ' ' + iri(predicate) + ' ' + object + " .\n";
}

/// What would not stand for itself in N-Quads is in none of these documents.
bool is_plain(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, [](char c) {
        return c > ' ' && c < '\x7f' && c != '<' && c != '>' && c != '"' && c != '\\' && c != '^' &&
               c != '`' && c != '{' && c != '|' && c != '}';
    });
}

crypto::Digest hash_of_lines(std::vector<std::string> lines) {
    std::ranges::sort(lines);
    lines.erase(std::unique(lines.begin(), lines.end()), lines.end());
    std::string text;
    for (const std::string& each : lines) text += each;
    return crypto::sha256(as_bytes(text));
}

Result<crypto::Digest> hash_of_proof(const Value& proof) {
    const std::string created = text_at(proof, "created"), nonce = text_at(proof, "nonce"),
                      method = text_at(proof, "verificationMethod");
    for (const std::string* text : {&created, &nonce, &method})
        if (!is_plain(*text)) return bad_proof("lacks created, nonce or verificationMethod");
    if (text_at(proof, "type") != "JsonWebSignature2020" ||
        text_at(proof, "proofPurpose") != "assertionMethod")
        return bad_proof("is of another type or purpose");
    const std::string its(security);
    return hash_of_lines({
        line("_:c14n0", "http://purl.org/dc/terms/created",
             '"' + created + "\"^^<http://www.w3.org/2001/XMLSchema#dateTime>"),
        line("_:c14n0", "http://www.w3.org/1999/02/22-rdf-syntax-ns#type",
             iri(its + "JsonWebSignature2020")),
        line("_:c14n0", its + "nonce", '"' + nonce + '"'),
        line("_:c14n0", its + "proofPurpose", iri(its + "assertionMethod")),
        line("_:c14n0", its + "verificationMethod", iri(method)),
    });
}

/// Whether an object has these members and no others: no others are signed.
bool has_members(const Value& object, std::initializer_list<std::string_view> names) {
    return object.is_object() && object.object().size() == names.size() &&
           std::ranges::all_of(names, [&](std::string_view name) { return object.find(name); });
}

/// A literal as canonical N-Quads write it: of what JCS leaves, only these two stand for more.
std::string quoted(std::string_view text) {
    std::string result = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') result += '\\';
        result += c;
    }
    return result + '"';
}

/// What the network's own context makes of {"code": "#DSC"}: an IRI of one of its value sets.
struct Code {
    std::string_view member, value_set;
};
constexpr std::array<Code, 3> codes = {{
    {"domain", "https://smart.who.int/trust/ValueSet-Domains.jsonld"},
    {"participant", "https://smart.who.int/trust/ValueSet-Participants.jsonld"},
    {"keyusage", "https://smart.who.int/trust/ValueSet-KeyUsage.jsonld"},
}};

/// The lines of a key that the document embeds.
Result<Done> add_key(const Value& method, std::vector<std::string>& lines) {
    const std::string its(security), id = text_at(method, "id"),
                                     controller = text_at(method, "controller");
    if (!has_members(method, {"id", "type", "controller", "publicKeyJwk", "domain", "participant",
                              "keyusage"}) ||
        !is_plain(id) || !is_plain(controller) || text_at(method, "type") != "JsonWebKey2020" ||
        !method.find("publicKeyJwk")->is_object())
        return bad_proof("is over a key with other members than this network's");
    lines.push_back(line(iri(id), "http://www.w3.org/1999/02/22-rdf-syntax-ns#type",
                         iri(its + "JsonWebKey2020")));
    lines.push_back(line(iri(id), its + "controller", iri(controller)));
    lines.push_back(line(iri(id), its + "publicKeyJwk",
                         quoted(json::to_jcs(*method.find("publicKeyJwk"))) +
                             "^^<http://www.w3.org/1999/02/22-rdf-syntax-ns#JSON>"));
    for (const Code& each : codes) {
        const Value& object = *method.find(each.member);
        const std::string code = text_at(object, "code");
        if (!has_members(object, {"code"}) || !code.starts_with('#') || !is_plain(code))
            return bad_proof("is over a key with a code that is none of this network's");
        const std::string value_set(each.value_set);
        lines.push_back(line(iri(id), value_set, iri(value_set + code)));
    }
    return Done{};
}

bool has_the_contexts(const Value& document) {
    constexpr std::array<std::string_view, 3> known = {
        "https://www.w3.org/ns/did/v1", "https://w3id.org/security/suites/jws-2020/v1",
        "https://smart.who.int/trust/tng-context/v1.jsonld"};
    const Value* contexts = document.find("@context");
    return contexts && contexts->is_array() &&
           std::ranges::equal(contexts->array(), known, [](const Value& one, std::string_view url) {
               return one.is_string() && one.string() == url;
           });
}

/// The canonical form of the document, which has no blank nodes, so that it is its lines sorted.
Result<crypto::Digest> hash_of_document(const Value& document) {
    const std::string id = text_at(document, "id"), controller = text_at(document, "controller");
    const Value* methods = document.find("verificationMethod");
    if (!has_members(document, {"@context", "id", "controller", "verificationMethod", "proof"}) ||
        !has_the_contexts(document) || !is_plain(id) || !is_plain(controller) ||
        !methods->is_array())
        return bad_proof("is over a document with other members or contexts than this network's");
    const std::string its(security);
    std::vector<std::string> lines = {line(iri(id), its + "controller", iri(controller))};
    for (const Value& method : methods->array()) {
        const std::string name = method.is_string() ? method.string() : text_at(method, "id");
        if (!is_plain(name)) return bad_proof("is over a reference that is none");
        lines.push_back(line(iri(id), its + "verificationMethod", iri(name)));
        if (method.is_string()) continue;
        if (const auto added = add_key(method, lines); !added) return added.error();
    }
    return hash_of_lines(std::move(lines));
}

/// The header of a detached JWS, which is this one everywhere, and its signature.
Result<std::pair<std::string, Bytes>> parts_of(const std::string& jws) {
    const std::size_t dots = jws.find("..");
    if (dots == jws.npos) return bad_proof("has no detached signature");
    const std::string header = jws.substr(0, dots);
    const auto text = encoding::from_base64url(header);
    if (!text) return text.error();
    if (as_text(*text) != R"({"b64":false,"crit":["b64"],"alg":"ES256"})")
        return bad_proof("has another header than this network's");
    auto signature = encoding::from_base64url(std::string_view(jws).substr(dots + 2));
    if (!signature) return signature.error();
    return std::pair(header, *std::move(signature));
}

}  // namespace

Result<Done> check_document_proof(const Value& document, const PublicKey& key) {
    const Value* proof = document.find("proof");
    if (!proof) return bad_proof("is missing");
    const auto of_proof = hash_of_proof(*proof);
    if (!of_proof) return of_proof.error();
    const auto of_document = hash_of_document(document);
    if (!of_document) return of_document.error();
    const auto parts = parts_of(text_at(*proof, "jws"));
    if (!parts) return parts.error();
    const std::string start = parts->first + '.';
    Bytes message(start.begin(), start.end());
    message.insert(message.end(), of_proof->begin(), of_proof->end());
    message.insert(message.end(), of_document->begin(), of_document->end());
    if (!crypto::signed_by_der(key, message, parts->second))
        return Error{Reason::bad_signature, "a trust document is not signed by the key given"};
    return Done{};
}

}  // namespace vaxcert::trust_import
