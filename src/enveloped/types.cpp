// SPDX-License-Identifier: Apache-2.0
#include "enveloped/types.hpp"

#include <algorithm>
#include <string>

namespace vaxcert::enveloped {
namespace {

constexpr MediaType jwt_types[] = {
    {"vc+jwt", "vc", "vc+ld+json", false, false},
    {"vp+jwt", "vp", "vp+ld+json", true, false},
    {"vc+ld+jwt", "vc+ld+json", "vc", false, false},
    {"vp+ld+jwt", "vp+ld+json", "vp", true, false},
    {"jwt", "json", "json", false, true},
};

constexpr MediaType cose_types[] = {
    {"vc+cose", "vc", "vc+ld+json", false, false},
    {"vp+cose", "vp", "vp+ld+json", true, false},
};

std::string plain(std::string_view name) {
    constexpr std::string_view prefix = "application/";
    std::string lower(name);
    for (char& character : lower)
        if (character >= 'A' && character <= 'Z') character = static_cast<char>(character + 32);
    return lower.starts_with(prefix) ? lower.substr(prefix.size()) : lower;
}

template <std::size_t n>
const MediaType* find(const MediaType (&types)[n], std::string_view name) {
    const auto at = std::ranges::find(types, plain(name), &MediaType::envelope);
    return at == std::end(types) ? nullptr : at;
}

}  // namespace

const MediaType* jwt_type(std::string_view name) {
    return find(jwt_types, name);
}

const MediaType* cose_type(std::string_view name) {
    return find(cose_types, name);
}

bool is_content_of(const MediaType& type, std::string_view name) {
    const std::string content = plain(name);
    return content == type.content || content == type.content_before;
}

}  // namespace vaxcert::enveloped
