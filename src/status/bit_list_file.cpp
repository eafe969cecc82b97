// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <vaxcert/bit_status.hpp>
#include <vaxcert/credential.hpp>

#include "credential/data_url.hpp"
#include "enveloped/credential.hpp"
#include "jose/jws.hpp"
#include "json/parse.hpp"
#include "status/bit_list.hpp"

namespace vaxcert {
namespace {

Error bad_list(std::string detail) {
    return {Reason::bad_status_list, std::move(detail)};
}

/// A list as it stands in a document or token, and what this says of its key.
struct Found {
    status::BitList list;
    std::string key_id;
    BitListForm form;
};

Result<Found> in_credential(std::string_view text) {
    const auto document = json::parse(text, Budget::for_trusted_data());
    if (!document) return bad_list("the status list is not JSON: " + document.error().detail);
    // Of such a one it is the other document whose signature is checked.
    if (credential::is_enveloped(*document, false))
        return bad_list("the status list names another document instead of being signed itself");
    const json::Value* proof = document->find("proof");
    if (!proof) return bad_list("the status list has no proof: nobody signed it");
    if (!proof->is_object()) return bad_list("the status list should have one proof");
    const auto method = json::member_at(*proof, "verificationMethod", json::Value::Kind::string,
                                        Reason::bad_status_list);
    if (!method) return method.error();
    auto list = status::read_bit_list(*document);
    if (!list) return list.error();
    return Found{*std::move(list), (*method)->string(), BitListForm::credential};
}

Result<Found> in_credential_token(std::string_view jws) {
    const auto token = enveloped::parse_vc_jwt(jws, Budget::for_trusted_data());
    if (!token) return token.error();
    if (token->model != enveloped::Model::version_2_0 || token->presentation)
        return bad_list("the token should be a credential of the data model 2.0 (vc+jwt)");
    auto list = status::read_bit_list(token->document);
    if (!list) return list.error();
    if (token->expires && (!list->next_update || *token->expires < *list->next_update))
        list->next_update = token->expires;
    return Found{*std::move(list), token->key_id, BitListForm::credential_token};
}

Result<Found> in_token(std::string_view text) {
    const auto jws = jose::parse_jws(text);
    if (!jws) return jws.error();
    const json::Value* type = jws->header.find("typ");
    const std::string kind = type ? type->string() : std::string();
    if (kind != "statuslist+jwt" && kind != "application/statuslist+jwt")
        return in_credential_token(text);
    const auto payload = json::parse(as_text(jws->payload), Budget::for_trusted_data());
    if (!payload) return bad_list("the status list is not JSON: " + payload.error().detail);
    auto list = status::read_token_list(*payload);
    if (!list) return list.error();
    return Found{*std::move(list), jws->key_id, BitListForm::token};
}

Result<Done> check_proof(std::string_view text, const PublicKey& key, Time now) {
    const auto report = verify_credential(
        text,
        {.find_key = [&](std::string_view, std::string_view) { return Result(key); }, .now = now});
    if (report.verified()) return Done{};
    return report.problems.at(0);
}

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view space = " \t\r\n";
    text.remove_prefix(std::min(text.find_first_not_of(space), text.size()));
    return text.substr(0, text.find_last_not_of(space) + 1);
}

}  // namespace

Result<BitListFile> BitListFile::open(std::string_view text) {
    text = trimmed(text);
    auto found = text.starts_with('{') ? in_credential(text) : in_token(text);
    if (!found) return found.error();
    status::BitList& list = found->list;
    if (!list.issued)
        return bad_list("the status list does not say from when it is (validFrom, iat)");
    // Without an end it would count for ever, and an old one could be shown for a new one.
    if (!list.next_update) list.next_update = list.issued;

    BitListFile file;
    file.text_ = text;
    file.form_ = found->form;
    file.header_ = {.url = list.url,
                    .issuer = list.issuer,
                    .key_id = std::move(found->key_id),
                    .purpose = list.purposes.size() == 1 ? list.purposes.front() : std::string(),
                    .valid_from = *list.issued,
                    .valid_until = *list.next_update};
    file.list_ = std::make_shared<const status::BitList>(std::move(list));
    return file;
}

std::vector<std::uint64_t> BitListFile::set() const {
    std::vector<std::uint64_t> set;
    for (std::uint64_t index = 0; index < list_->size(); ++index)
        if (list_->is_set(index)) set.push_back(index);
    return set;
}

Result<Done> BitListFile::authenticate(const PublicKey& key, Time now) const {
    if (form_ == BitListForm::credential) return check_proof(text_, key, now);
    return jose::check_signature(*jose::parse_jws(text_), key);  // open() has read it
}

}  // namespace vaxcert
