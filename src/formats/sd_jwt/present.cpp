// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "formats/sd_jwt/sd_jwt.hpp"
#include "jose/sd_jwt.hpp"

namespace vaxcert::sd_jwt {
namespace {

/// Whether one of the two claims is the other or stands inside it.
bool are_in_line(std::string_view one, std::string_view other) {
    if (one.size() > other.size()) std::swap(one, other);
    return other.starts_with(one) && (other.size() == one.size() || other[one.size()] == '/');
}

std::string unescaped(std::string_view token) {
    std::string name;
    for (std::size_t i = 0; i < token.size(); ++i) {
        const bool escape = token[i] == '~' && i + 1 < token.size();
        name += !escape ? token[i] : token[++i] == '1' ? '/' : '~';
    }
    return name;
}

/// Whether a JSON Pointer leads to something.
bool leads_somewhere(const json::Value& claims, std::string_view pointer) {
    const json::Value* at = &claims;
    while (!pointer.empty()) {
        if (!pointer.starts_with('/')) return false;
        pointer.remove_prefix(1);
        const std::string name = unescaped(pointer.substr(0, pointer.find('/')));
        pointer.remove_prefix(std::min(pointer.size(), pointer.find('/')));
        if (!at->is_array()) {
            at = at->find(name);
        } else {
            std::size_t index = 0;
            while (index < at->array().size() && std::to_string(index) != name) ++index;
            at = index < at->array().size() ? &at->array()[index] : nullptr;
        }
        if (!at) return false;
    }
    return true;
}

struct Opened {
    jose::SdJwt sd_jwt;
    jose::Disclosed disclosed;
};

Result<Opened> opened(std::string_view text) {
    const Budget budget = Budget::for_one_certificate();
    auto sd_jwt = jose::parse_sd_jwt(text.substr(0, text.find_last_not_of(" \t\r\n") + 1), budget);
    if (!sd_jwt) return sd_jwt.error();
    auto disclosed = jose::disclose(*sd_jwt, budget);
    if (!disclosed) return disclosed.error();
    return Opened{*std::move(sd_jwt), *std::move(disclosed)};
}

}  // namespace

Result<std::vector<std::string>> choices(std::string_view sd_jwt) {
    const auto open = opened(sd_jwt);
    if (!open) return open.error();
    std::vector<std::string> pointers;
    for (const jose::Revealed& claim : open->disclosed.revealed) pointers.push_back(claim.pointer);
    std::ranges::sort(pointers);
    return pointers;
}

Result<std::string> present(std::string_view sd_jwt, std::span<const std::string> choice,
                            const std::optional<HolderBinding>& binding) {
    auto open = opened(sd_jwt);
    if (!open) return open.error();
    for (const std::string& pointer : choice)
        if (pointer.empty() || !leads_somewhere(open->disclosed.claims, pointer))
            return Error{Reason::member_missing,
                         "one of the claims chosen is none of this certificate"};

    std::vector<bool> shown(open->sd_jwt.disclosures.size());
    for (const jose::Revealed& claim : open->disclosed.revealed)
        shown[claim.disclosure] = std::ranges::any_of(choice, [&](const std::string& pointer) {
            return are_in_line(pointer, claim.pointer);
        });
    std::vector<std::string> left;
    for (std::size_t i = 0; i < shown.size(); ++i)
        if (shown[i]) left.push_back(std::move(open->sd_jwt.disclosures[i]));
    open->sd_jwt.disclosures = std::move(left);
    open->sd_jwt.key_binding.clear();
    if (!binding) return open->sd_jwt.presented();

    return jose::bind(open->sd_jwt, {binding->audience, binding->nonce, binding->issued_at},
                      binding->signer);
}

}  // namespace vaxcert::sd_jwt
