// SPDX-License-Identifier: Apache-2.0
// Lists of withdrawn certificates.

#include <iterator>

#include "capi/guard.hpp"
#include "capi/handles.hpp"

using namespace vaxcert;
using namespace vaxcert::capi;

namespace {

void load(vaxcert_verifier& verifier, ByteView list, int64_t now,
          std::shared_ptr<const void> owner) {
    const LoadedStatus loaded = value_or_refusal(
        load_status(list, verifier.trust, verifier.seen, time_of(now), std::move(owner)));
    verifier.status.merge(loaded.list);
    if (loaded.sequence > 0) verifier.seen[loaded.name] = loaded.sequence;
}

/// The list at an index of those remembered, or nullptr.
const LastSeen::value_type* seen_at(const vaxcert_verifier* verifier, size_t index) {
    if (!verifier || index >= verifier->seen.size()) return nullptr;
    return &*std::next(verifier->seen.begin(), static_cast<std::ptrdiff_t>(index));
}

}  // namespace

int vaxcert_verifier_add_status(vaxcert_verifier* verifier, const char* json, size_t json_len) {
    return changing([&] {
        require(verifier != nullptr, "vaxcert_verifier_add_status: verifier is NULL");
        verifier->status.merge(value_or_refusal(
            StatusList::parse(text(json, json_len, "vaxcert_verifier_add_status: json is NULL"))));
    });
}

int vaxcert_verifier_load_status(vaxcert_verifier* verifier, const uint8_t* data, size_t data_len,
                                 int64_t now) {
    return changing([&] {
        require(verifier != nullptr, "vaxcert_verifier_load_status: verifier is NULL");
        const ByteView given = view(data, data_len, "vaxcert_verifier_load_status: data is NULL");
        const auto copy = std::make_shared<const Bytes>(given.begin(), given.end());
        load(*verifier, *copy, now, copy);
    });
}

int vaxcert_verifier_map_status(vaxcert_verifier* verifier, const uint8_t* data, size_t data_len,
                                int64_t now) {
    return changing([&] {
        require(verifier != nullptr, "vaxcert_verifier_map_status: verifier is NULL");
        load(*verifier, view(data, data_len, "vaxcert_verifier_map_status: data is NULL"), now, {});
    });
}

int vaxcert_verifier_add_card_list(vaxcert_verifier* verifier, const char* issuer, const char* json,
                                   size_t json_len) {
    return changing([&] {
        require(verifier != nullptr, "vaxcert_verifier_add_card_list: verifier is NULL");
        require(issuer != nullptr, "vaxcert_verifier_add_card_list: issuer is NULL");
        verifier->status.merge(value_or_refusal(StatusList::parse_card_list(
            issuer, text(json, json_len, "vaxcert_verifier_add_card_list: json is NULL"))));
    });
}

int vaxcert_verifier_demand_status(vaxcert_verifier* verifier, const char* issuer) {
    return changing([&] {
        require(verifier != nullptr, "vaxcert_verifier_demand_status: verifier is NULL");
        verifier->status.demand(issuer ? issuer : "");
    });
}

int vaxcert_verifier_set_status_grace(vaxcert_verifier* verifier, int64_t seconds) {
    return changing([&] {
        require(verifier != nullptr, "vaxcert_verifier_set_status_grace: verifier is NULL");
        require(seconds >= 0, "vaxcert_verifier_set_status_grace: seconds are below zero");
        verifier->status.set_grace(std::chrono::seconds(seconds));
    });
}

int vaxcert_verifier_saw_status(vaxcert_verifier* verifier, const char* name, uint64_t sequence) {
    return changing([&] {
        require(verifier != nullptr, "vaxcert_verifier_saw_status: verifier is NULL");
        require(name != nullptr, "vaxcert_verifier_saw_status: name is NULL");
        verifier->seen[name] = sequence;
    });
}

const char* vaxcert_verifier_status_name(const vaxcert_verifier* verifier, size_t index) {
    const auto* seen = seen_at(verifier, index);
    return seen ? seen->first.c_str() : nullptr;
}

uint64_t vaxcert_verifier_status_sequence(const vaxcert_verifier* verifier, size_t index) {
    const auto* seen = seen_at(verifier, index);
    return seen ? seen->second : 0;
}
