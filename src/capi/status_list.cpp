// SPDX-License-Identifier: Apache-2.0
// The lists of what an issuer takes back, made and continued.

#include <utility>

#include "capi/guard.hpp"
#include "capi/handles.hpp"

using namespace vaxcert;
using namespace vaxcert::capi;

namespace {

std::optional<Date> date_or_none(const char* text) {
    if (!text) return {};
    return value_or_refusal(Date::parse(text));
}

Withdrawn state_named(const char* word, Withdrawn usual) {
    if (!word) return usual;
    const auto state = withdrawn_named(word);
    if (!state)
        throw Refusal(
            {Reason::bad_status_list, "a state is withdrawn, suspended, superseded or lifted"});
    return *state;
}

/// How both kinds of list are gone on with. Nothing changes unless the signature was made.
Bytes sign_next(SignedListMaker& list, const Signer& signer, Time now, Time next_update) {
    StatusHeader header = list.header;
    if (list.published) {
        header = value_or_refusal(next_header(list.header, now, next_update));
    } else {
        header.issued = now;
        header.next_update = next_update;
    }
    NextList next = value_or_refusal(next_list(list.last, list.changes, Date::of(now)));
    header.count = next.entries.size();
    Bytes file = value_or_refusal(sign_status_list(header, next.entries, signer));
    for (const Withdrawal& entry : next.entries)
        file.insert(file.end(), entry.bytes().begin(), entry.bytes().end());
    list = {.header = std::move(header), .published = true, .last = std::move(next.entries)};
    return file;
}

Bytes sign_next(BitListMaker& list, const Signer& signer, Time now, Time next_update) {
    BitListHeader header = list.header;
    if (list.published) {
        header = value_or_refusal(next_header(list.header, now, next_update));
    } else {
        header.valid_from = now;
        header.valid_until = next_update;
    }
    NextBits next = value_or_refusal(next_bits(header.purpose, list.last, list.changes));
    const std::string text = value_or_refusal(issue_bit_list(header, next.set, list.form, signer));
    list = {.header = std::move(header),
            .form = list.form,
            .published = true,
            .last = std::move(next.set)};
    return {text.begin(), text.end()};
}

vaxcert_status_list* opened_signed(ByteView data, const PublicKey& key) {
    const auto list = value_or_refusal(value_or_refusal(StatusFile::open(data)).authenticate(key));
    const auto entries = value_or_refusal(list.entries());
    return new vaxcert_status_list{SignedListMaker{
        .header = list.header(), .published = true, .last = {entries.begin(), entries.end()}}};
}

vaxcert_status_list* opened_bits(ByteView data, const PublicKey& key, Time now) {
    const auto file = value_or_refusal(BitListFile::open(as_text(data)));
    value_or_refusal(file.authenticate(key, now));
    return new vaxcert_status_list{BitListMaker{
        .header = file.header(), .form = file.form(), .published = true, .last = file.set()}};
}

/// What is said of one certificate.
struct Change {
    const char *id, *state, *date, *expires;
};

void add(SignedListMaker& list, const Change& said) {
    list.changes.push_back(
        value_or_refusal(Withdrawal::create(Withdrawal::name_of(list.header.issuer, said.id),
                                            state_named(said.state, Withdrawn::withdrawn),
                                            date_or_none(said.date), date_or_none(said.expires))));
}

/// Bits have no dates.
void add(BitListMaker& list, const Change& said) {
    const bool suspends = list.header.purpose == "suspension";
    const auto index = bit_index(said.id);
    if (!index)
        throw Refusal({Reason::bad_status_list,
                       "an index is a number below 1073741824, without leading zeros"});
    list.changes.push_back(
        {*index, state_named(said.state, suspends ? Withdrawn::suspended : Withdrawn::withdrawn)});
}

}  // namespace

vaxcert_status_list* vaxcert_status_list_new(const char* issuer, const char* key_id, int for_test) {
    return making([&] {
        require(issuer != nullptr, "vaxcert_status_list_new: issuer is NULL");
        StatusHeader header;
        header.issuer = issuer;
        header.key_id = key_id ? key_id : issuer;
        header.for_test = for_test != 0;
        header.sequence = 1;
        return new vaxcert_status_list{SignedListMaker{.header = std::move(header)}};
    });
}

vaxcert_status_list* vaxcert_status_list_new_bits(const char* issuer, const char* key_id,
                                                  const char* url, const char* purpose,
                                                  const char* form) {
    return making([&] {
        require(issuer != nullptr, "vaxcert_status_list_new_bits: issuer is NULL");
        require(url != nullptr, "vaxcert_status_list_new_bits: url is NULL");
        const auto named = bit_list_form_named(form ? form : "bitstring");
        if (!named)
            throw Refusal({Reason::bad_status_list, "a form is bitstring, bitstring-jwt or token"});
        return new vaxcert_status_list{
            BitListMaker{.header = {.url = url,
                                    .issuer = issuer,
                                    .key_id = key_id ? key_id : issuer,
                                    .purpose = purpose ? purpose : "revocation",
                                    .valid_from = {},
                                    .valid_until = {}},
                         .form = *named}};
    });
}

vaxcert_status_list* vaxcert_status_list_open(const uint8_t* data, size_t data_len,
                                              const vaxcert_signer* signer, int64_t now) {
    return making([&] {
        require(signer != nullptr, "vaxcert_status_list_open: signer is NULL");
        const ByteView file = view(data, data_len, "vaxcert_status_list_open: data is NULL");
        const PublicKey& key = signer->value->public_key();
        return StatusFile::recognizes(file) ? opened_signed(file, key)
                                            : opened_bits(file, key, time_of(now));
    });
}

void vaxcert_status_list_free(vaxcert_status_list* list) {
    delete list;
}

int vaxcert_status_list_change(vaxcert_status_list* list, const char* id, const char* state,
                               const char* date, const char* expires) {
    return changing([&] {
        require(list != nullptr, "vaxcert_status_list_change: list is NULL");
        require(id != nullptr, "vaxcert_status_list_change: id is NULL");
        std::visit([&](auto& maker) { add(maker, {id, state, date, expires}); }, list->value);
    });
}

vaxcert_bytes* vaxcert_status_list_sign(vaxcert_status_list* list, const vaxcert_signer* signer,
                                        int64_t now, int64_t next_update) {
    return making([&] {
        require(list != nullptr, "vaxcert_status_list_sign: list is NULL");
        require(signer != nullptr, "vaxcert_status_list_sign: signer is NULL");
        return new vaxcert_bytes{std::visit(
            [&](auto& maker) {
                return sign_next(maker, *signer->value, time_of(now), time_of(next_update));
            },
            list->value)};
    });
}
