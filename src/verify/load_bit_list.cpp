// SPDX-License-Identifier: Apache-2.0
// Status lists of bits: W3C credentials, as JSON with a proof and inside a JWS, and Token Status
// Lists.

#include <vaxcert/credential.hpp>

#include "enveloped/credential.hpp"
#include "jose/jws.hpp"
#include "json/parse.hpp"
#include "status/bit_list.hpp"
#include "verify/list_signer.hpp"
#include "verify/load_list.hpp"

namespace vaxcert {
namespace {

Error bad_list(std::string detail) {
    return {Reason::bad_status_list, std::move(detail)};
}

/// A list whose signer is found in the trust list, and may make it.
Result<LoadedStatus> load(Result<status::BitList> read, const std::string& key_id,
                          const SignedBy& signed_by, const TrustList& trust, Time now) {
    if (!read) return read.error();
    status::BitList list = *std::move(read);
    if (!list.issued)
        return bad_list("the status list does not say from when it is (validFrom, iat)");
    // Without an end it would count for ever, and an old one could be shown for a new one.
    if (!list.next_update) list.next_update = list.issued;
    auto scope = scope_of_signer({list.issuer, key_id, {}, *list.issued}, signed_by, trust, now);
    if (!scope) return scope.error();
    list.scope = *std::move(scope);

    // These lists have no number; the time at which one begins to be valid grows like one.
    const auto seconds = list.issued->time_since_epoch().count();
    LoadedStatus loaded{.list = {},
                        .name = list.issuer + ' ' + list.url,
                        .sequence = static_cast<std::uint64_t>(seconds < 0 ? 0 : seconds)};
    loaded.list.add(std::make_shared<const status::BitList>(std::move(list)));
    return loaded;
}

Result<LoadedStatus> load_credential_token(std::string_view jws, const TrustList& trust, Time now) {
    const auto token = enveloped::parse_vc_jwt(jws, Budget::for_trusted_data());
    if (!token) return token.error();
    if (token->model != enveloped::Model::version_2_0 || token->presentation)
        return bad_list("the token should be a credential of the data model 2.0 (vc+jwt)");
    const auto signed_by = [&](const PublicKey& key) {
        return enveloped::check_signature(*token, key);
    };
    auto list = status::read_bit_list(token->document);
    if (list && token->expires && (!list->next_update || *token->expires < *list->next_update))
        list->next_update = token->expires;
    return load(std::move(list), token->key_id, signed_by, trust, now);
}

}  // namespace

Result<LoadedStatus> load_credential_list(std::string_view text, const TrustList& trust, Time now) {
    const auto document = json::parse(text, Budget::for_trusted_data());
    if (!document) return bad_list("the status list is not JSON: " + document.error().detail);
    const json::Value* proof = document->find("proof");
    if (!proof) return bad_list("the status list has no proof: nobody signed it");
    if (!proof->is_object()) return bad_list("the status list should have one proof");
    const auto method = json::member_at(*proof, "verificationMethod", json::Value::Kind::string,
                                        Reason::bad_status_list);
    if (!method) return method.error();
    const std::string& key_id = (*method)->string();
    const auto signed_by = [&](const PublicKey& key) -> Result<Done> {
        const auto report = verify_credential(
            text, {.find_key = [&](std::string_view, std::string_view) { return Result(key); },
                   .now = now});
        if (!report.problems.empty()) return report.problems.front();
        if (!report.verified()) return bad_list("the status list has no proof");
        return Done{};
    };
    return load(status::read_bit_list(*document), key_id, signed_by, trust, now);
}

Result<LoadedStatus> load_token(std::string_view text, const TrustList& trust, Time now) {
    const auto jws = jose::parse_jws(text);
    if (!jws) return jws.error();
    const json::Value* type = jws->header.find("typ");
    const std::string kind = type && type->is_string() ? type->string() : std::string();
    if (kind != "statuslist+jwt" && kind != "application/statuslist+jwt")
        return load_credential_token(text, trust, now);
    const auto payload = json::parse(as_text(jws->payload), Budget::for_trusted_data());
    if (!payload) return bad_list("the status list is not JSON: " + payload.error().detail);
    const auto signed_by = [&](const PublicKey& key) { return jose::check_signature(*jws, key); };
    return load(status::read_token_list(*payload), jws->key_id, signed_by, trust, now);
}

}  // namespace vaxcert
