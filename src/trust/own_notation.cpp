// SPDX-License-Identifier: Apache-2.0
#include "trust/own_notation.hpp"

#include <algorithm>
#include <array>
#include <span>

#include "crypto/x509.hpp"
#include "crypto/x509_crl.hpp"
#include "encoding/base64.hpp"
#include "json/parse.hpp"

namespace vaxcert {
namespace {

using json::Value;
using Kind = json::Value::Kind;

constexpr std::array<std::string_view, 16> key_members = {
    "id",         "key",           "valid_from", "valid_until", "revoked", "purposes",
    "issuers",    "formats",       "name",       "kid",         "country", "certified",
    "terminated", "revoked_since", "names",      "card_list",
};

constexpr std::array<std::string_view, 2> authority_members = {"certificate", "formats"};

constexpr std::array<std::string_view, 6> list_members = {
    "trust_list", "environment", "issued", "keys", "authorities", "revocation_lists",
};

/// A member that is misspelt must not be one that is dropped: it may say that a key is revoked.
Result<Done> check_members(const Value& object, std::span<const std::string_view> known,
                           const char* of_what) {
    for (const json::Member& member : object.object())
        if (std::ranges::find(known, member.name) == known.end())
            return bad_trust_list(std::string("there is a member that no ") + of_what + " has");
    return Done{};
}

Result<std::optional<std::uint64_t>> number_in(const Value& object, const char* member) {
    const Value* value = object.find(member);
    if (!value) return std::optional<std::uint64_t>();
    if (const auto number = json::counter_in(*value)) return number;
    return bad_trust_list(std::string(member) + " should be a whole number");
}

Result<std::vector<std::string>> words_in(const Value& object, const char* member) {
    std::vector<std::string> words;
    const Value* value = object.find(member);
    if (!value) return words;
    if (!value->is_array())
        return bad_trust_list(std::string(member) + " should be an array of strings");
    // It would mean any, where none was meant.
    if (value->array().empty())
        return bad_trust_list(std::string(member) +
                              " should not be empty: without it, any is meant");
    for (const Value& element : value->array()) {
        if (!element.is_string())
            return bad_trust_list(std::string(member) + " should hold strings only");
        words.push_back(element.string());
    }
    return words;
}

/// A member that holds a text, or empty.
Result<std::string> text_in(const Value& object, const char* member) {
    const Value* value = object.find(member);
    if (!value) return std::string();
    if (!value->is_string())
        return bad_trust_list('"' + std::string(member) + "\" should be a string");
    return value->string();
}

Result<bool> truth_in(const Value& object, const char* member) {
    const Value* value = object.find(member);
    if (!value) return false;
    if (!value->is_boolean())
        return bad_trust_list('"' + std::string(member) + "\" should be true or false");
    return value->boolean();
}

Result<std::vector<std::pair<std::string, std::string>>> names_in(const Value& object) {
    std::vector<std::pair<std::string, std::string>> names;
    const Value* value = object.find("names");
    if (!value) return names;
    if (!value->is_object()) return bad_trust_list("names should be an object");
    for (const json::Member& name : value->object()) {
        if (!name.value.is_string()) return bad_trust_list("names should hold strings only");
        names.emplace_back(name.name, name.value.string());
    }
    return names;
}

/// Reads members one after the other into places, and keeps the first error.
class Members {
  public:
    explicit Members(const Value& object) : object_(object) {}

    template <class T>
    Members& take(Result<T> (*read)(const Value&, const char*), const char* name, T& to) {
        if (error_) return *this;
        auto value = read(object_, name);
        if (value)
            to = *std::move(value);
        else
            error_ = value.error();
        return *this;
    }

    const std::optional<Error>& error() const noexcept { return error_; }

  private:
    const Value& object_;
    std::optional<Error> error_;
};

Result<TrustedKey> trusted_key(const Value& entry, Environment environment) {
    const auto id = json::member_at(entry, "id", Kind::string, Reason::bad_trust_list);
    if (!id) return id.error();
    const Value* key_value = entry.find("key");
    if (!key_value) return bad_trust_list("there is no \"key\"");
    if (const auto known = check_members(entry, key_members, "key of a trust list"); !known)
        return known.error();
    auto key = key_in(*key_value);
    if (!key) return key.error();
    TrustedKey trusted{.id = (*id)->string(), .key = *std::move(key), .environment = environment};
    trusted.card_list = card_list_of(*key_value);
    std::optional<std::uint64_t> card_list;
    Members members(entry);
    members.take(time_in, "valid_from", trusted.valid_from)
        .take(time_in, "valid_until", trusted.valid_until)
        .take(truth_in, "revoked", trusted.revoked)
        .take(words_in, "purposes", trusted.purposes)
        .take(words_in, "issuers", trusted.issuers)
        .take(words_in, "formats", trusted.formats)
        .take(text_in, "name", trusted.display_name)
        .take(text_in, "kid", trusted.kid)
        .take(text_in, "country", trusted.country)
        .take(truth_in, "certified", trusted.certified)
        .take(time_in, "terminated", trusted.terminated)
        .take(time_in, "revoked_since", trusted.revoked_since)
        .take(number_in, "card_list", card_list);
    if (members.error()) return *members.error();
    if (card_list) trusted.card_list = card_list;
    if (trusted.revoked_since && !trusted.revoked)
        return bad_trust_list("it has a revoked_since, and is not revoked");
    auto names = names_in(entry);
    if (!names) return names.error();
    trusted.names = *std::move(names);
    return trusted;
}

Result<Environment> environment_in(const Value& list) {
    const auto word = json::member_at(list, "environment", Kind::string, Reason::bad_trust_list);
    if (!word) return word.error();
    if ((*word)->string() == "production") return Environment::production;
    if ((*word)->string() == "test") return Environment::test;
    return bad_trust_list("\"environment\" should be production or test");
}

/// DER in base64.
Result<Bytes> der_in(const Value& value) {
    if (!value.is_string()) return bad_trust_list("DER should be a text in base64");
    return encoding::from_base64(value.string());
}

Result<TrustAnchor> anchor_in(const Value& entry, Environment environment) {
    const Value* der_value = entry.find("certificate");
    if (!der_value) return bad_trust_list("there is no \"certificate\"");
    if (const auto known = check_members(entry, authority_members, "authority"); !known)
        return known.error();
    const auto der = der_in(*der_value);
    if (!der) return der.error();
    auto certificate = crypto::X509Certificate::from_der(*der);
    if (!certificate) return certificate.error();
    if (!certificate->is_ca()) return bad_trust_list("the certificate is no authority's");
    auto formats = words_in(entry, "formats");
    if (!formats) return formats.error();
    return TrustAnchor{std::make_shared<const crypto::X509Certificate>(*std::move(certificate)),
                       *std::move(formats), environment};
}

/// The elements of an array that need not be there.
Result<json::Array> array_in(const Value& list, const char* member) {
    const Value* value = list.find(member);
    if (!value) return json::Array();
    if (!value->is_array()) return bad_trust_list(std::string(member) + " should be an array");
    return value->array();
}

Result<crypto::X509Crl> crl_in(const Value& entry) {
    const auto der = der_in(entry);
    if (!der) return der.error();
    return crypto::X509Crl::from_der(*der);
}

Result<Done> read_authorities(const Value& value, Environment environment, TrustList& list) {
    const auto anchors = array_in(value, "authorities");
    if (!anchors) return anchors.error();
    for (const Value& entry : *anchors) {
        auto anchor = anchor_in(entry, environment);
        if (!anchor)
            return bad_trust_list("authority " + std::to_string(list.anchors().size() + 1) + ": " +
                                  anchor.error().detail);
        list.add(*std::move(anchor));
    }
    const auto crls = array_in(value, "revocation_lists");
    if (!crls) return crls.error();
    for (const Value& entry : *crls) {
        auto crl = crl_in(entry);
        if (!crl)
            return bad_trust_list("revocation list " + std::to_string(list.crls().size() + 1) +
                                  ": " + crl.error().detail);
        list.add(std::make_shared<const crypto::X509Crl>(*std::move(crl)));
    }
    return Done{};
}

}  // namespace

Error bad_trust_list(std::string detail) {
    return {Reason::bad_trust_list, std::move(detail)};
}

Error in_key(std::size_t index, const Error& error) {
    return bad_trust_list("key " + std::to_string(index + 1) + ": " + error.detail);
}

std::optional<std::uint64_t> card_list_of(const Value& jwk) {
    const Value* version = jwk.find("crlVersion");
    if (!version) return {};
    return json::counter_in(*version).value_or(0);
}

Result<PublicKey> key_in(const Value& value) {
    if (value.is_object()) return PublicKey::from_jwk(json::to_text(value));
    if (value.is_string()) return PublicKey::parse(as_bytes(value.string()));
    return bad_trust_list("a key should be a text or a JWK");
}

Result<std::optional<Time>> time_in(const Value& object, const char* member) {
    const Value* value = object.find(member);
    if (!value) return std::optional<Time>();
    if (!value->is_string())
        return bad_trust_list(std::string(member) + " should be an RFC 3339 time");
    const auto time = parse_time(value->string());
    if (!time) return bad_trust_list(std::string(member) + ": " + time.error().detail);
    return std::optional<Time>(*time);
}

Result<TrustList> read_own_notation(const Value& value) {
    const auto version = json::member_at(value, "trust_list", Kind::number, Reason::bad_trust_list);
    if (!version) return version.error();
    if ((*version)->number().value != 1)
        return bad_trust_list("only version 1 of trust lists is known");
    if (const auto known = check_members(value, list_members, "trust list"); !known)
        return known.error();
    const auto environment = environment_in(value);
    if (!environment) return environment.error();
    TrustList list;
    const auto issued = time_in(value, "issued");
    if (!issued) return issued.error();
    if (*issued) list.set_issued(**issued);
    const auto entries = json::member_at(value, "keys", Kind::array, Reason::bad_trust_list);
    if (!entries) return entries.error();
    for (const Value& entry : (*entries)->array()) {
        auto key = trusted_key(entry, *environment);
        if (!key) return in_key(list.keys().size(), key.error());
        list.add(*std::move(key));
    }
    const auto rest = read_authorities(value, *environment, list);
    if (!rest) return rest.error();
    return list;
}

}  // namespace vaxcert
