// SPDX-License-Identifier: Apache-2.0
// What checking and verifying share. Of this folder alone.

#pragma once

#include <algorithm>
#include <iterator>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include <vaxcert/result.hpp>

#include "credential/check_model.hpp"
#include "credential/data_url.hpp"
#include "json/parse.hpp"
#include "proof/document_budget.hpp"

namespace vaxcert::credential {

inline Error unreadable(const Error& why) {
    return {Reason::malformed, "the document cannot be read: " + why.detail};
}

inline Result<json::Value> read(std::string_view text) {
    return json::parse(text, proof::document_budget());
}

/// The elements of a member, or the one it is.
inline std::span<const json::Value> list_at(const json::Value& document, std::string_view member) {
    const json::Value* value = document.find(member);
    if (!value) return {};
    return value->is_array() ? std::span<const json::Value>(value->array())
                             : std::span<const json::Value>(value, 1);
}

/// Whether a credential may be a part of one: its proof lets the holder leave things out.
inline Extent extent_of(const json::Value& document) {
    for (const json::Value& one : list_at(document, "proof")) {
        const json::Value* suite = one.find("cryptosuite");
        if (suite && suite->is_string() && suite->string() == "ecdsa-sd-2023") return Extent::part;
    }
    return Extent::whole;
}

/// What a credential breaks, or the one inside an envelope.
inline std::vector<Error> problems_of(const json::Value& credential) {
    if (!is_enveloped(credential, false))
        return check_credential(credential, extent_of(credential));
    const auto held = take_out(credential, false);
    if (!held) return {held.error()};
    return check_credential(held->document, Extent::whole);
}

inline void append(std::vector<Error>& to, std::vector<Error> more) {
    std::ranges::move(more, std::back_inserter(to));
}

}  // namespace vaxcert::credential
