// SPDX-License-Identifier: Apache-2.0
#include <vaxcert/load_status.hpp>

#include <optional>
#include <utility>

#include "json/parse.hpp"
#include "verify/list_signer.hpp"
#include "verify/load_list.hpp"

namespace vaxcert {
namespace {

/// A list never gets older: not even where its signature is good.
Result<Done> check_sequence(const LoadedStatus& loaded, const LastSeen& last_seen) {
    const auto last = last_seen.find(loaded.name);
    if (last == last_seen.end() || loaded.sequence >= last->second) return Done{};
    return Error{Reason::bad_status_list, "the status list has the number " +
                                              std::to_string(loaded.sequence) + ", and number " +
                                              std::to_string(last->second) +
                                              " of the same issuer was seen before"};
}

std::string name_of(const std::string& issuer, const ListScope& scope) {
    return scope.signer.empty() ? issuer : issuer + " by " + scope.signer;
}

Result<LoadedStatus> load_signed(ByteView bytes, const TrustList& trust, Time now,
                                 std::shared_ptr<const void> owner) {
    const auto file = StatusFile::open(bytes, std::move(owner));
    if (!file) return file.error();
    const StatusHeader& header = file->header();
    std::optional<SignedStatusList> list;
    const auto authenticate = [&](const PublicKey& key) -> Result<Done> {
        auto authentic = file->authenticate(key);
        if (!authentic) return authentic.error();
        list = *std::move(authentic);
        return Done{};
    };
    const auto scope = scope_of_signer(
        {header.issuer, header.key_id, header.for_test, header.issued}, authenticate, trust, now);
    if (!scope) return scope.error();

    LoadedStatus loaded{
        .list = {}, .name = name_of(header.issuer, *scope), .sequence = header.sequence};
    loaded.list.add(*std::move(list), *scope);
    return loaded;
}

/// What a JSON document is, by its members.
StatusKind kind_of_json(std::string_view text) {
    const auto value = json::parse(text, Budget::for_trusted_data());
    if (!value) return StatusKind::unknown;
    if (value->find("withdrawn") || value->find("card_lists")) return StatusKind::plain;
    if (value->find("rids")) return StatusKind::cards;
    if (value->find("slices")) return StatusKind::slices;
    return value->find("credentialSubject") ? StatusKind::credential : StatusKind::unknown;
}

Result<LoadedStatus> load_any(ByteView file, const TrustList& trust, Time now,
                              std::shared_ptr<const void> owner) {
    switch (status_kind(file)) {
        case StatusKind::signed_list:
            return load_signed(file, trust, now, std::move(owner));
        case StatusKind::credential:
        case StatusKind::token:
            return load_bit_list(as_text(file), trust, now);
        case StatusKind::batch:
            return load_batch(file, trust, now);
        case StatusKind::unknown:
        case StatusKind::plain:
        case StatusKind::cards:
        case StatusKind::slices:
            break;
    }
    return Error{Reason::bad_status_list, "this is no status list that somebody signed"};
}

}  // namespace

StatusKind status_kind(ByteView file) {
    if (StatusFile::recognizes(file)) return StatusKind::signed_list;
    const std::string_view text = as_text(file);
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    if (first == text.npos) return StatusKind::unknown;
    if (text[first] == '{') return kind_of_json(text);
    // The base64 of '{"', and of the beginning of any DER that is not very short.
    if (text.substr(first).starts_with("ey")) return StatusKind::token;
    const bool is_der = text.starts_with("0\x82") || text.starts_with("0\x83");
    return is_der || text.starts_with("MI") ? StatusKind::batch : StatusKind::unknown;
}

Result<LoadedStatus> load_status(ByteView file, const TrustList& trust, const LastSeen& last_seen,
                                 Time now, std::shared_ptr<const void> owner) {
    auto loaded = load_any(file, trust, now, std::move(owner));
    if (!loaded) return loaded.error();
    if (const auto newest = check_sequence(*loaded, last_seen); !newest) return newest.error();
    return loaded;
}

}  // namespace vaxcert
