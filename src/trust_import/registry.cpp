// SPDX-License-Identifier: Apache-2.0
// Registries as verifiers of several formats share them: {"DIVOC": {"did:india": {"status", ...}}}.

#include <algorithm>
#include <array>

#include "crypto/pem.hpp"
#include "encoding/base64.hpp"
#include "json/parse.hpp"
#include "trust/did_document.hpp"
#include "trust_import/import.hpp"

namespace vaxcert::trust_import {
namespace {

using json::Value;

/// How a section of a registry is called, and which formats it is about.
struct Section {
    std::string_view name, format;
};
constexpr std::array<Section, 6> sections = {{
    {"DIVOC", "divoc"},
    {"DCC", "hcert"},
    {"EUDCC", "hcert"},
    {"SHC", "shc"},
    {"SmartHealthCards", "shc"},
    {"NZCP", "nzcp"},
}};

Error no(Reason reason, std::string detail) {
    return {reason, std::move(detail)};
}

/// A key as registries spell it: PEM, DER in base64, a JWK, or a DID document with one.
Result<PublicKey> key_in(const Value& value) {
    if (value.is_object() && is_did_document(value)) {
        auto keys = keys_of_did_document(value);
        if (!keys) return keys.error();
        if (keys->front().revoked)
            return no(Reason::key_revoked, "its DID document says that the key is revoked");
        return keys->front().key;
    }
    if (value.is_object()) return PublicKey::from_jwk(json::to_text(value));
    if (!value.is_string()) return no(Reason::bad_key, "the key is neither a text nor an object");
    if (crypto::looks_like_pem(value.string())) return PublicKey::parse(as_bytes(value.string()));
    std::string base64 = value.string();
    std::erase_if(base64, [](char c) { return c == '\n' || c == '\r'; });
    const auto der = encoding::from_base64(base64);
    return der ? PublicKey::from_spki(*der) : PublicKey::parse(as_bytes(value.string()));
}

/// SHC keys go by "issuer#kid", those of DCC by their kid alone, all others by whom they are of.
void set_name(TrustedKey& key, std::string_view format, const std::string& id) {
    const std::size_t hash = id.rfind('#');
    if (format == "hcert") {
        key.kid = id;
    } else if (format == "shc" && hash != id.npos) {
        key.id = id.substr(0, hash);
        key.kid = id.substr(hash + 1);
    } else {
        key.id = id;
    }
}

std::string purpose_of(const std::string& type) {
    if (type == "v" || type == "vaccine") return "vaccination";
    if (type == "t" || type == "test") return "test";
    return type == "r" || type == "recovery" ? "recovery" : std::string();
}

/// What a registry says of the status. A word that is not known is no current key.
Result<Done> set_status(TrustedKey& key, const Value& entry) {
    key.valid_from = time_at(entry, "validFromDT");
    key.valid_until = time_at(entry, "validUntilDT");
    const std::string status = text_at(entry, "status");
    if (status == "current") return Done{};
    if (status == "revoked") {
        key.revoked = true;
        return Done{};
    }
    if (status == "expired" || status == "terminated") {
        if (!key.valid_until)
            return no(Reason::key_expired, "it is " + status + ", and the list does not say when");
        if (status == "terminated") key.terminated = key.valid_until;
        return Done{};
    }
    return no(Reason::bad_trust_list, "its status is none that is known");
}

void take_entry(std::string_view format, const json::Member& member, Import& import) {
    const Value& entry = member.value;
    import.see();
    const Value* notation = entry.find("publicKey");
    if (!notation) notation = entry.find("didDocument");
    if (!notation)
        return import.refuse(member.name, no(Reason::bad_trust_list, "the entry has no key"));
    auto public_key = key_in(*notation);
    if (!public_key) return import.refuse(member.name, public_key.error());
    TrustedKey key{.id = {},
                   .key = *std::move(public_key),
                   .environment = import.options().environment,
                   .formats = {std::string(format)}};
    set_name(key, format, member.name);
    if (const auto good = set_status(key, entry); !good)
        return import.refuse(member.name, good.error());
    if (const Value* types = entry.find("credentialType"); types && types->is_array())
        for (const Value& type : types->array())
            if (const std::string purpose = purpose_of(type.is_string() ? type.string() : "");
                !purpose.empty() && std::ranges::find(key.purposes, purpose) == key.purposes.end())
                key.purposes.push_back(purpose);
    if (const Value* names = entry.find("displayName"); names && names->is_object())
        for (const json::Member& name : names->object())
            if (name.value.is_string()) key.names.emplace_back(name.name, name.value.string());
    if (!key.names.empty()) key.display_name = key.names.front().second;
    import.take(std::move(key));
}

}  // namespace

Result<Done> import_registry(Files files, Import& import) {
    for (const ImportFile& file : files) {
        const auto registry = json_of(file);
        if (!registry) return registry.error();
        if (!registry->is_object()) return bad_file(file, "a registry is an object of sections");
        for (const json::Member& part : registry->object()) {
            const auto section = std::ranges::find(sections, part.name, &Section::name);
            if (section == sections.end() || !part.value.is_object()) {
                import.note("sections of other formats: " + part.name);
                continue;
            }
            for (const json::Member& member : part.value.object())
                take_entry(section->format, member, import);
        }
    }
    return Done{};
}

}  // namespace vaxcert::trust_import
