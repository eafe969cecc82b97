// SPDX-License-Identifier: Apache-2.0
#include "jose/sd_jwt.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>

#include "crypto/hash.hpp"
#include "encoding/base64url.hpp"
#include "json/parse.hpp"

namespace vaxcert::jose {
namespace {

using json::Value;

constexpr std::size_t signatures_most = 8;

Error bad_jws(std::string detail) {
    return {Reason::bad_jws, std::move(detail)};
}

// ---- the three serializations ------------------------------------------------------------------

/// What the three have in common, before anything in it is read.
struct Parts {
    std::string jws;
    std::vector<std::string> disclosures;
    std::string key_binding;
};

Result<Parts> split_compact(std::string_view text) {
    Parts parts;
    std::size_t at = text.find('~');
    if (at == text.npos) return bad_jws("the SD-JWT has no \"~\" behind the issuer's JWS");
    parts.jws = text.substr(0, at);
    for (std::size_t end = text.find('~', ++at); end != text.npos; end = text.find('~', at)) {
        parts.disclosures.emplace_back(text.substr(at, end - at));
        at = end + 1;
    }
    parts.key_binding = text.substr(at);
    return parts;
}

Result<std::string> text_at(const Value& object, std::string_view name) {
    const auto text = json::member_at(object, name, Value::Kind::string, Reason::bad_jws);
    if (!text) return text.error();
    return (*text)->string();
}

/// The signature that counts: the one there is, or the first.
Result<const Value*> signature_of(const Value& whole) {
    const Value* several = whole.find("signatures");
    if (!several) return &whole;
    if (whole.find("signature"))
        return bad_jws("the SD-JWT has both \"signature\" and \"signatures\"");
    if (!several->is_array() || several->array().empty() ||
        several->array().size() > signatures_most)
        return bad_jws("\"signatures\" of the SD-JWT is not an array of 1 to 8 signatures");
    return &several->array().front();
}

/// Section 8.1: disclosures and the holder's JWS stand in the unprotected header.
Result<Done> read_unprotected(const Value* header, Parts& parts) {
    if (!header) return Done{};
    if (!header->is_object()) return bad_jws("\"header\" of the SD-JWT is not an object");
    if (const Value* disclosures = header->find("disclosures")) {
        if (!disclosures->is_array())
            return bad_jws("\"disclosures\" of the SD-JWT is not an array");
        for (const Value& disclosure : disclosures->array()) {
            if (!disclosure.is_string())
                return bad_jws("a disclosure of the SD-JWT is not a string");
            parts.disclosures.push_back(disclosure.string());
        }
    }
    if (const Value* binding = header->find("kb_jwt")) {
        if (!binding->is_string() || binding->string().empty())
            return bad_jws("\"kb_jwt\" of the SD-JWT is not a text");
        parts.key_binding = binding->string();
    }
    return Done{};
}

Result<Parts> split_json(std::string_view text, const Budget& budget) {
    const auto whole = json::parse(text, budget);
    if (!whole) return whole.error();
    const auto payload = text_at(*whole, "payload");
    if (!payload) return payload.error();
    const auto one = signature_of(*whole);
    if (!one) return one.error();
    const auto header = text_at(**one, "protected");
    if (!header) return header.error();
    const auto signature = text_at(**one, "signature");
    if (!signature) return signature.error();
    Parts parts;
    parts.jws = *header + '.' + *payload + '.' + *signature;
    if (const auto read = read_unprotected((*one)->find("header"), parts); !read)
        return read.error();
    return parts;
}

// ---- disclosures -------------------------------------------------------------------------------

Error bad_disclosure(std::string detail) {
    return {Reason::bad_disclosure, std::move(detail)};
}

bool is_reserved(std::string_view name) {
    return name == "_sd" || name == "..." || name == "_sd_alg";
}

Result<crypto::HashAlgorithm> hash_named(const Value* name) {
    using enum crypto::HashAlgorithm;
    if (!name) return sha256;
    if (name->is_string()) {
        if (name->string() == "sha-256") return sha256;
        if (name->string() == "sha-384") return sha384;
        if (name->string() == "sha-512") return sha512;
    }
    return bad_disclosure("\"_sd_alg\" names no hash that is accepted: sha-256, sha-384, sha-512");
}

std::string hashed(crypto::HashAlgorithm algorithm, std::string_view text) {
    return encoding::to_base64url(crypto::hash(algorithm, as_bytes(text)));
}

struct Disclosure {
    std::size_t index;                ///< as it was received
    std::optional<std::string> name;  ///< none: of an element of an array
    Value value;
    bool used = false;
};

Result<Disclosure> read_disclosure(std::string_view text, std::size_t index, const Budget& budget) {
    const auto bytes = encoding::from_base64url(text);
    if (!bytes) return bad_disclosure("a disclosure: " + bytes.error().detail);
    auto value = json::parse(as_text(*bytes), budget);
    if (!value) return bad_disclosure("a disclosure: " + value.error().detail);
    if (!value->is_array() || value->array().size() < 2 || value->array().size() > 3)
        return bad_disclosure("a disclosure is not an array of two or three");
    json::Array& parts = value->array();
    if (!parts.front().is_string()) return bad_disclosure("the salt of a disclosure is not a text");
    Disclosure disclosure{index, {}, std::move(parts.back())};
    if (parts.size() == 2) return disclosure;
    if (!parts[1].is_string()) return bad_disclosure("the name in a disclosure is not a text");
    if (is_reserved(parts[1].string()))
        return bad_disclosure("a disclosure has a name that is reserved: _sd, _sd_alg or ...");
    disclosure.name = std::move(parts[1].string());
    return disclosure;
}

std::string token(std::string_view name) {
    std::string text = "/";
    for (const char character : name) {
        if (character == '~')
            text += "~0";
        else if (character == '/')
            text += "~1";
        else
            text += character;
    }
    return text;
}

/// Puts what is disclosed where its digest stands. The first fault stays.
class Unveiling {
  public:
    explicit Unveiling(const Budget& budget) : budget_(budget) {}

    Result<Done> read(const std::vector<std::string>& texts, crypto::HashAlgorithm algorithm) {
        for (const std::string& text : texts) {
            auto disclosure = read_disclosure(text, disclosures_.size(), budget_);
            if (!disclosure) return disclosure.error();
            if (!disclosures_.emplace(hashed(algorithm, text), *std::move(disclosure)).second)
                return bad_disclosure("the same disclosure is there twice");
        }
        return Done{};
    }

    void visit(Value& value, const std::string& pointer, std::size_t depth) {
        if (fault_) return;
        if (depth > budget_.json_depth) {
            fault_ = limit_exceeded("nesting of disclosures", depth, budget_.json_depth);
            return;
        }
        if (value.is_object()) visit_object(value, pointer, depth);
        if (value.is_array()) visit_array(value.array(), pointer, depth);
    }

    Result<std::vector<Revealed>> finish() {
        if (fault_) return *std::move(fault_);
        std::ranges::sort(seen_);
        if (std::ranges::adjacent_find(seen_) != seen_.end())
            return bad_disclosure("a digest is there twice");
        if (!std::ranges::all_of(disclosures_, [](const auto& each) { return each.second.used; }))
            return bad_disclosure("a disclosure is one that no digest stands for");
        return std::move(revealed_);
    }

  private:
    void complain(const char* detail) {
        if (!fault_) fault_ = bad_disclosure(detail);
    }

    /// The disclosure that this digest stands for, or nullptr. It is taken once.
    Disclosure* take(const std::string& digest, const std::string& pointer) {
        seen_.push_back(digest);
        const auto found = disclosures_.find(digest);
        if (found == disclosures_.end()) return nullptr;
        if (found->second.used) complain("a digest is there twice");
        found->second.used = true;
        revealed_.push_back({pointer, found->second.index});
        return fault_ ? nullptr : &found->second;
    }

    void visit_object(Value& object, const std::string& pointer, std::size_t depth) {
        if (object.find("...")) return complain("\"...\" stands where no element of an array does");
        if (depth > 0 && object.find("_sd_alg")) return complain("\"_sd_alg\" is not at the top");
        std::vector<std::string> digests;
        if (const Value* hidden = object.find("_sd")) {
            if (!hidden->is_array()) return complain("\"_sd\" is not an array");
            for (const Value& digest : hidden->array()) {
                if (!digest.is_string()) return complain("a digest in \"_sd\" is not a text");
                digests.push_back(digest.string());
            }
        }
        object.erase("_sd");
        object.erase("_sd_alg");
        for (json::Member& member : object.object())
            visit(member.value, pointer + token(member.name), depth + 1);
        for (const std::string& digest : digests) reveal_member(object, digest, pointer, depth);
    }

    void reveal_member(Value& object, const std::string& digest, const std::string& pointer,
                       std::size_t depth) {
        Disclosure* disclosure = take(digest, pointer);
        if (!disclosure) return;
        if (!disclosure->name) return complain("an element is disclosed where a member belongs");
        if (object.find(*disclosure->name))
            return complain("a disclosure has a name that is taken where it belongs");
        const std::string place = pointer + token(*disclosure->name);
        revealed_.back().pointer = place;
        Value value = std::move(disclosure->value);
        visit(value, place, depth + 1);
        object.object().push_back({*disclosure->name, std::move(value)});
    }

    void visit_array(json::Array& array, const std::string& pointer, std::size_t depth) {
        json::Array shown;
        for (Value& element : array) {
            const std::string place = pointer + '/' + std::to_string(shown.size());
            const Value* digest = element.find("...");
            if (!digest) {
                visit(element, place, depth + 1);
                shown.push_back(std::move(element));
                continue;
            }
            if (!digest->is_string() || element.object().size() != 1)
                return complain("\"...\" is not the one member of an element, with a text");
            Disclosure* disclosure = take(digest->string(), place);
            if (fault_) return;
            if (!disclosure) continue;
            if (disclosure->name) return complain("a member is disclosed where an element belongs");
            Value value = std::move(disclosure->value);
            visit(value, place, depth + 1);
            shown.push_back(std::move(value));
        }
        array = std::move(shown);
    }

    const Budget& budget_;
    std::map<std::string, Disclosure> disclosures_;  ///< by digest
    std::vector<std::string> seen_;
    std::vector<Revealed> revealed_;
    std::optional<Error> fault_;
};

// ---- the holder --------------------------------------------------------------------------------

Error not_proven(std::string detail) {
    return {Reason::holder_proof_invalid, "the holder's proof: " + std::move(detail)};
}

/// The key that the issuer says is the holder's.
Result<PublicKey> holder_key(const Value& payload) {
    const Value* confirmation = payload.find("cnf");
    const Value* jwk = confirmation ? confirmation->find("jwk") : nullptr;
    if (!jwk) return not_proven("the issuer named no key of the holder (cnf.jwk)");
    auto key = PublicKey::from_jwk(json::to_text(*jwk));
    if (!key) return not_proven("cnf.jwk: " + key.error().detail);
    return key;
}

}  // namespace

std::string SdJwt::presented() const {
    std::string text = issued.signed_text + '.' + encoding::to_base64url(issued.signature) + '~';
    for (const std::string& disclosure : disclosures) text += disclosure + '~';
    return text;
}

Result<SdJwt> parse_sd_jwt(std::string_view text, const Budget& budget) {
    if (text.size() > budget.json_string_bytes)
        return limit_exceeded("bytes of an SD-JWT", text.size(), budget.json_string_bytes);
    auto parts = text.starts_with('{') ? split_json(text, budget) : split_compact(text);
    if (!parts) return parts.error();
    auto issued = parse_jws_of_sd_jwt(parts->jws);
    if (!issued) return issued.error();
    auto payload = json::parse(as_text(issued->payload), budget);
    if (!payload) return payload.error();
    if (!payload->is_object()) return bad_jws("the payload of the SD-JWT is not an object");
    return SdJwt{*std::move(issued), *std::move(payload), std::move(parts->disclosures),
                 std::move(parts->key_binding)};
}

Result<Disclosed> disclose(const SdJwt& sd_jwt, const Budget& budget) {
    const auto algorithm = hash_named(sd_jwt.payload.find("_sd_alg"));
    if (!algorithm) return algorithm.error();
    Unveiling unveiling(budget);
    if (const auto read = unveiling.read(sd_jwt.disclosures, *algorithm); !read)
        return read.error();
    Value claims = sd_jwt.payload;
    unveiling.visit(claims, {}, 0);
    auto revealed = unveiling.finish();
    if (!revealed) return revealed.error();
    return Disclosed{std::move(claims), *std::move(revealed)};
}

Result<KeyBinding> check_key_binding(const SdJwt& sd_jwt, const Budget& budget) {
    const auto key = holder_key(sd_jwt.payload);
    if (!key) return key.error();
    const auto jws = parse_jws(sd_jwt.key_binding);
    if (!jws) return not_proven(jws.error().detail);
    const Value* type = jws->header.find("typ");
    if (!type || type->string() != "kb+jwt") return not_proven("its \"typ\" is not kb+jwt");
    if (const auto good = check_signature(*jws, *key); !good)
        return not_proven(good.error().reason == Reason::bad_signature
                              ? "it is not signed by the holder's key"
                              : good.error().detail);

    const auto claims = json::parse(as_text(jws->payload), budget);
    if (!claims) return not_proven(claims.error().detail);
    KeyBinding binding;
    std::string hash;
    for (const auto& [name, to] :
         {std::pair{"aud", &binding.audience}, {"nonce", &binding.nonce}, {"sd_hash", &hash}}) {
        const Value* claim = claims->find(name);
        if (!claim || !claim->is_string() || claim->string().empty())
            return not_proven('"' + std::string(name) + "\" is not there as a text");
        *to = claim->string();
    }
    const Value* when = claims->find("iat");
    const auto issued_at = time_of(when ? *when : Value());
    if (!issued_at) return not_proven("\"iat\": " + issued_at.error().detail);
    binding.issued_at = *issued_at;
    const auto algorithm = hash_named(sd_jwt.payload.find("_sd_alg"));
    if (!algorithm) return algorithm.error();
    if (hash != hashed(*algorithm, sd_jwt.presented()))
        return not_proven("it was made for other disclosures (sd_hash)");
    return binding;
}

Result<std::string> bind(const SdJwt& sd_jwt, const KeyBinding& binding, const Signer& holder) {
    const auto named = holder_key(sd_jwt.payload);
    if (!named) return named.error();
    if (!(*named == holder.public_key()))
        return not_proven("the key is not the one that the issuer named");
    if (binding.audience.empty() || binding.nonce.empty())
        return not_proven("an audience and a nonce are needed");
    const auto algorithm = hash_named(sd_jwt.payload.find("_sd_alg"));
    if (!algorithm) return algorithm.error();
    std::string presented = sd_jwt.presented();
    const auto seconds = binding.issued_at.time_since_epoch().count();
    const Value claims(json::Object{{"iat", Value(static_cast<double>(seconds))},
                                    {"aud", Value(binding.audience)},
                                    {"nonce", Value(binding.nonce)},
                                    {"sd_hash", Value(hashed(*algorithm, presented))}});
    const auto jws = sign_jws({{"typ", "kb+jwt"}}, as_bytes(json::to_text(claims)), holder);
    if (!jws) return jws.error();
    return std::move(presented) + *jws;
}

std::string make_disclosure(std::string_view salt, std::string_view name, const Value& value) {
    json::Array parts = {Value(salt)};
    if (!name.empty()) parts.emplace_back(name);
    parts.push_back(value);
    return encoding::to_base64url(as_bytes(json::to_text(Value(std::move(parts)))));
}

std::string digest_of(std::string_view disclosure) {
    return hashed(crypto::HashAlgorithm::sha256, disclosure);
}

Result<Time> time_of(const Value& numeric_date) {
    if (!numeric_date.is_number())
        return Error{Reason::bad_date, "a time in seconds is expected; found " +
                                           std::string(json::name(numeric_date.kind()))};
    // The years 0001 to 9999.
    constexpr double first = -62135596800, last = 253402300799;
    const double seconds = std::floor(numeric_date.number().value);
    if (!(seconds >= first && seconds <= last))
        return Error{Reason::bad_date, "a time in seconds lies beyond the years 1 to 9999"};
    return Time(std::chrono::seconds(static_cast<long long>(seconds)));
}

}  // namespace vaxcert::jose
