// SPDX-License-Identifier: Apache-2.0
#include "trust_import/import.hpp"

#include <algorithm>
#include <array>

#include "crypto/hash.hpp"
#include "encoding/base64.hpp"
#include "json/parse.hpp"

namespace vaxcert {
namespace trust_import {
namespace {

struct Importer {
    ImportKind kind;
    Result<Done> (*run)(Files files, Import& import);
};

constexpr std::array<Importer, 7> importers = {{
    {{"gdhcn",
      "WHO's Global Digital Health Certification Network: DID documents of its trust list"},
     import_gdhcn},
    {{"dcc-gateway", "the EU's gateway and those like it: a JSON array of items signed in CMS"},
     import_dcc_gateway},
    {{"vci", "SMART Health Cards: a snapshot of the VCI directory, with its signature"},
     import_vci},
    {{"icao", "passport authorities: CSCA certificates, and master lists signed in CMS"},
     import_icao},
    {{"nzcp", "NZ COVID Pass: the issuer's did.json"}, import_nzcp},
    {{"registry",
      "a registry of issuers with their status: DIVOC, SHC, DCC and others in one JSON"},
     import_registry},
    {{"keys", "bare keys (PEM, JWK, JWKS) or certificates, for the issuer that is named"},
     import_keys},
}};

}  // namespace

void Import::take(TrustedKey key) {
    ++report_.keys;
    list_.add(std::move(key));
}

void Import::take(TrustAnchor anchor) {
    ++report_.authorities;
    list_.add(std::move(anchor));
}

void Import::take_card_list(const std::string& issuer, const json::Value& list) {
    card_lists_.emplace_back(json::Object{{"issuer", issuer}, {"list", list}});
}

Imported Import::finish() && {
    std::string card_lists;
    if (!card_lists_.empty())
        card_lists = json::to_text(json::Object{{"card_lists", std::move(card_lists_)}});
    return {std::move(list_), std::move(report_), std::move(card_lists)};
}

void Import::refuse(std::string what, Error why) {
    report_.refused.push_back({std::move(what), std::move(why)});
}

void Import::note(std::string_view what) {
    const auto known = std::ranges::find(
        report_.notes, what, [](const auto& each) { return std::string_view(each.first); });
    if (known == report_.notes.end())
        report_.notes.emplace_back(what, 1);
    else
        ++known->second;
}

Error bad_file(const ImportFile& file, const std::string& what) {
    return {Reason::bad_trust_list, file.name + ": " + what};
}

Error in_file(const ImportFile& file, const Error& error) {
    return {error.reason, file.name + ": " + error.detail};
}

Result<json::Value> json_of(const ImportFile& file) {
    auto value = json::parse(as_text(file.bytes), Budget::for_trusted_data());
    if (!value) return bad_file(file, value.error().detail);
    return value;
}

std::string text_at(const json::Value& object, std::string_view name) {
    const json::Value* value = object.find(name);
    return value && value->is_string() ? value->string() : std::string();
}

std::optional<Time> time_at(const json::Value& object, std::string_view name) {
    std::string text = text_at(object, name);
    if (text.size() > 10 && text[10] == ' ') text[10] = 'T';
    const bool has_zone = text.size() > 19 && text.find_first_of("Z+-", 19) != text.npos;
    const auto time = parse_time(has_zone ? text : text + 'Z');
    return time ? std::optional<Time>(*time) : std::nullopt;
}

Result<std::vector<PublicKey>> signer_keys(const ImportOptions& options) {
    std::vector<PublicKey> keys;
    for (const ImportFile& file : options.signers) {
        auto key = PublicKey::parse(file.bytes);
        if (!key) return bad_file(file, key.error().detail);
        keys.push_back(*std::move(key));
    }
    return keys;
}

Result<std::vector<crypto::X509Certificate>> signer_certificates(const ImportOptions& options) {
    std::vector<crypto::X509Certificate> all;
    for (const ImportFile& file : options.signers) {
        const auto some = crypto::X509Certificate::parse_all(file.bytes);
        if (!some) return bad_file(file, some.error().detail);
        all.insert(all.end(), some->begin(), some->end());
    }
    return all;
}

std::string hcert_kid(const crypto::X509Certificate& certificate) {
    const crypto::Digest digest = certificate.sha256();
    return encoding::to_base64(ByteView(digest).first(8));
}

Result<crypto::X509Certificate> certificate_in_base64(std::string_view text) {
    std::string base64(text);
    std::erase_if(base64, [](char c) { return c == '\n' || c == '\r'; });
    const auto der = encoding::from_base64(base64);
    if (!der) return der.error();
    return crypto::X509Certificate::from_der(*der);
}

}  // namespace trust_import

std::span<const ImportKind> import_kinds() noexcept {
    static constexpr auto kinds = [] {
        std::array<ImportKind, trust_import::importers.size()> all;
        for (std::size_t i = 0; i < all.size(); ++i) all.at(i) = trust_import::importers.at(i).kind;
        return all;
    }();
    return kinds;
}

Result<Imported> import_trust(std::string_view kind, std::span<const ImportFile> files,
                              const ImportOptions& options) {
    for (const trust_import::Importer& importer : trust_import::importers) {
        if (importer.kind.name != kind) continue;
        trust_import::Import import(options);
        if (const auto done = importer.run(files, import); !done) return done.error();
        return std::move(import).finish();
    }
    return Error{Reason::bad_trust_list, "no kind of list goes by this name"};
}

}  // namespace vaxcert
