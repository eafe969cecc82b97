// SPDX-License-Identifier: Apache-2.0
#include "cli/setup.hpp"

#include <algorithm>

#include <vaxcert/texts.hpp>

#include "cli/exit.hpp"
#include "cli/files.hpp"
#include "cli/last_seen.hpp"
#include "cli/mapped_file.hpp"
#include "cli/messages.hpp"
#include "cli/text.hpp"
#include "cli/wipe.hpp"

namespace vaxcert::cli {
namespace {

constexpr std::size_t most_list_bytes = std::size_t{256} << 20;
constexpr std::size_t most_profile_bytes = std::size_t{4} << 20;
constexpr std::size_t most_secret_bytes = 65536;

std::string text_of(const std::string& file, std::size_t most) {
    return std::string(as_text(read_all(file, most, status::bad_setup)));
}

/// What parses a file, or the end of the program.
template <class T>
T parsed(Result<T> result, const std::string& file, const char* hint = "") {
    if (!result)
        cannot_run(status::bad_setup, printable(file) + ": " + sentence(result.error()), hint);
    return *std::move(result);
}

std::string_view without_line_break(std::string_view text) {
    if (text.ends_with('\n')) text.remove_suffix(1);
    if (text.ends_with('\r')) text.remove_suffix(1);
    return text;
}

std::string_view first_line(std::string_view text) {
    return without_line_break(text.substr(0, text.find('\n')));
}

struct IdArgument {
    std::string id;
    std::string file;
};

/// Cuts "[ID=]FILE". An id may hold "=", and so may a file name: the file is what is there.
IdArgument cut(const std::string& argument) {
    if (argument.find('=') == argument.npos || exists(argument)) return {{}, argument};
    for (std::size_t at = argument.find('='); at != argument.npos; at = argument.find('=', at + 1))
        if (exists(argument.substr(at + 1)))
            return {argument.substr(0, at), argument.substr(at + 1)};
    const std::size_t at = argument.find('=');
    return {argument.substr(0, at), argument.substr(at + 1)};
}

bool holds_bare_keys(ByteView bytes) {
    return TrustList::for_issuer("anybody", bytes).has_value();
}

TrustList trust_in(const IdArgument& argument, const BundleSetup& bundles) {
    const Bytes bytes = read_all(argument.file, most_list_bytes, status::bad_setup);
    if (looks_like_bundle(bytes)) return load_bundle(argument.file, bytes, bundles).trust;
    if (!argument.id.empty()) {
        const bool names_issuers = TrustList::parse(as_text(bytes)).has_value();
        return parsed(TrustList::for_issuer(argument.id, bytes), argument.file,
                      names_issuers
                          ? "it is a trust list and names its issuers itself: leave out ID="
                          : "ID= is for keys: PEM, DER, JWK or JWKS");
    }
    auto list = TrustList::parse(as_text(bytes));
    if (!list && holds_bare_keys(bytes))
        cannot_run(status::bad_setup,
                   printable(argument.file) + " is a bare key, which does not say whose it is",
                   "write --trust ID=" + printable(argument.file) +
                       ", where ID is the issuer or verification method, as did:india");
    return parsed(std::move(list), argument.file);
}

/// A list of any kind. What nobody signed is believed because it is named here.
LoadedStatus status_in(const IdArgument& argument, const std::shared_ptr<const MappedFile>& file,
                       const TrustList& trust, const LastSeen& last_seen, Time now) {
    const StatusKind kind = status_kind(file->bytes());
    if (kind == StatusKind::cards && argument.id.empty())
        cannot_run(status::bad_setup,
                   printable(argument.file) +
                       " is the list of an issuer of health cards, and does "
                       "not say whose",
                   "write --status ISSUER=" + printable(argument.file) +
                       ", where ISSUER is the URL that it was fetched from");
    if (kind != StatusKind::cards && !argument.id.empty())
        cannot_run(status::bad_setup, printable(argument.file) + " names its issuer itself",
                   "leave out ISSUER=");
    if (kind == StatusKind::cards)
        return {
            parsed(StatusList::parse_card_list(argument.id, as_text(file->bytes())), argument.file),
            {},
            0};
    if (kind == StatusKind::slices)
        return {parsed(StatusList::parse_slices(as_text(file->bytes())), argument.file), {}, 0};
    if (kind == StatusKind::plain || kind == StatusKind::unknown)
        return {parsed(StatusList::parse(as_text(file->bytes())), argument.file), {}, 0};
    return parsed(vaxcert::load_status(file->bytes(), trust, last_seen, now, file), argument.file);
}

/// Without a PIN file the token may have a keypad of its own, or will say that it needs one.
std::shared_ptr<const Signer> token_signer(const std::string& uri, const std::string& pin_file) {
    std::string pin;
    if (!pin_file.empty()) {
        Bytes bytes = read_all(pin_file, most_secret_bytes, status::no_key);
        pin = first_line(as_text(bytes));
        wipe(bytes);
    }
    auto signer = signer_from_token(uri, pin);
    wipe(pin);
    if (signer) return *std::move(signer);
    const bool about_pin = signer.error().reason == Reason::bad_pin;
    cannot_run(
        about_pin ? status::pin : status::no_key, "token: " + sentence(signer.error()),
        about_pin && pin_file.empty() ? "add --pin-file FILE, whose first line is the PIN" : "");
}

}  // namespace

Profile load_profile(const std::string& name_or_file) {
    const auto names = Profile::ready_names();
    if (std::ranges::find(names, name_or_file) != names.end())
        return parsed(Profile::ready(name_or_file), name_or_file);
    if (!exists(name_or_file)) {
        std::string known;
        for (const std::string_view name : names)
            known.append(known.empty() ? "" : ", ").append(name);
        cannot_run(status::bad_setup,
                   "there is no profile and no file named " + printable(name_or_file),
                   "these come with vaxcert: " + known);
    }
    return parsed(Profile::parse(text_of(name_or_file, most_profile_bytes)), name_or_file);
}

TrustList load_trust(const std::vector<std::string>& arguments, const BundleSetup& bundles) {
    TrustList all;
    for (const std::string& argument : arguments) {
        const IdArgument one = cut(argument);
        parsed(all.merge(trust_in(one, bundles)), one.file);
    }
    return all;
}

StatusList load_status(const std::vector<std::string>& arguments, const TrustList& trust,
                       const std::string& seen, Time now) {
    LastSeen last_seen = seen.empty() ? LastSeen() : load_seen(seen);
    StatusList all;
    for (const std::string& argument : arguments) {
        const IdArgument one = cut(argument);
        const auto file = std::make_shared<const MappedFile>(one.file, status::bad_setup);
        LoadedStatus loaded = status_in(one, file, trust, last_seen, now);
        all.merge(loaded.list);
        if (loaded.sequence > 0) last_seen[loaded.name] = loaded.sequence;
    }
    if (!seen.empty()) save_seen(seen, last_seen);
    return all;
}

SignedStatusList load_signed_status(const std::string& file, const TrustList& trust, Time now) {
    const auto mapped = std::make_shared<const MappedFile>(file, status::no_input);
    if (status_kind(mapped->bytes()) != StatusKind::signed_list)
        cannot_run(status::bad_setup, printable(file) + " is no signed status list",
                   "vaxcert status build makes one");
    const auto loaded = parsed(vaxcert::load_status(mapped->bytes(), trust, {}, now, mapped), file);
    return loaded.list.signed_lists().front().list;
}

Policy load_policy(const std::vector<std::string>& names_or_files, const std::string& country,
                   const std::string& region) {
    const auto names = Policy::ready_names();
    Policy all;
    all.country = country;
    all.region = region;
    for (const std::string& one : names_or_files) {
        const bool ready = std::ranges::find(names, one) != names.end();
        const Policy policy =
            parsed(ready ? Policy::ready(one) : Policy::parse(text_of(one, most_list_bytes)), one);
        if (const auto merged = all.merge(policy); !merged)
            cannot_run(status::bad_setup, sentence(merged.error()),
                       "with several --policy, a certificate has to satisfy them all");
    }
    return all;
}

std::string_view load_language(const std::string& tag) {
    if (tag.empty()) return {};
    const std::string_view language = language_for(tag);
    if (!language.empty()) return language;
    std::string known;
    for (const std::string_view each : languages())
        known.append(known.empty() ? "" : ", ").append(each);
    cannot_run(status::usage, "--lang: there are no texts in " + printable(tag),
               "there are texts in " + known);
}

std::shared_ptr<const Signer> load_signer(const std::string& key, const std::string& pin_file) {
    if (key.starts_with("pkcs11:")) return token_signer(key, pin_file);
    if (!pin_file.empty())
        cannot_run(status::usage, "--pin-file is for a token, and --key names a file",
                   "a token is named by a URI such as pkcs11:token=NAME;object=NAME");
    Bytes bytes = read_all(key, most_secret_bytes, status::no_key);
    auto signer = signer_from_key(bytes);
    wipe(bytes);
    if (!signer) cannot_run(status::no_key, printable(key) + ": " + sentence(signer.error()));
    return *std::move(signer);
}

Bytes load_campaign_key(const std::string& file) {
    if (file.empty()) return {};
    Bytes bytes = read_all(file, most_secret_bytes, status::no_key);
    const ByteView secret = as_bytes(without_line_break(as_text(bytes)));
    if (secret.empty())
        cannot_run(status::no_key, printable(file) + " is empty",
                   "a campaign key is a file of at least 16 random bytes");
    Bytes result(secret.begin(), secret.end());
    wipe(bytes);
    return result;
}

}  // namespace vaxcert::cli
