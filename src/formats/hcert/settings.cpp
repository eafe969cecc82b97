// SPDX-License-Identifier: Apache-2.0
#include "formats/hcert/settings.hpp"

#include <algorithm>
#include <array>

#include "encoding/base64.hpp"
#include "formats/hcert/hcert.hpp"
#include "formats/hcert/subclaims.hpp"
#include "json/value.hpp"
#include "profile/inner.hpp"

namespace vaxcert::hcert {
namespace {

using json::Value;

Error bad(std::string what) {
    return {Reason::bad_profile, "\"hcert\" " + std::move(what)};
}

constexpr std::array<std::string_view, 7> members = {
    "payload", "issuer", "country", "authority", "id_prefix", "kid", "valid_days",
};

std::string_view text_of(const Value& settings, std::string_view name) {
    const Value* value = settings.find(name);
    return value && value->is_string() ? std::string_view(value->string()) : std::string_view();
}

bool is_country(std::string_view text, std::size_t least, std::size_t most) {
    return text.size() >= least && text.size() <= most &&
           std::ranges::all_of(text, [](char c) { return c >= 'A' && c <= 'Z'; });
}

}  // namespace

Result<Settings> read_settings(const Profile& profile) {
    const Value& value = profile.inner().settings_of("hcert");
    if (!value.is_object()) return bad("is not there");
    for (const json::Member& member : value.object())
        if (std::ranges::find(members, member.name) == members.end())
            return bad("has a member \"" + member.name + "\" that no profile has");
    Settings settings;
    settings.payload = text_of(value, "payload");
    settings.issuer = text_of(value, "issuer");
    settings.country = text_of(value, "country");
    settings.authority = text_of(value, "authority");
    settings.id_prefix = text_of(value, "id_prefix");
    const Subclaim* subclaim = subclaim_named(settings.payload);
    if (!subclaim || !subclaim->write) return bad("should have \"payload\": dcc or icvp");
    if (!is_country(settings.issuer, 2, 3))
        return bad("should have \"issuer\": the two or three capitals of a country");
    if (!is_country(settings.country, 2, 2))
        return bad("should have \"country\": the two capitals of a country");
    if (settings.authority.empty() || settings.authority.size() > 80)
        return bad("should have \"authority\": the issuing body, at most 80 bytes");
    auto kid = encoding::from_base64(text_of(value, "kid"));
    if (!kid || kid->size() != 8)
        return bad(
            "should have \"kid\": the base64 of the first 8 bytes of the SHA-256 of the "
            "signer's certificate");
    settings.kid = *std::move(kid);
    if (const Value* days = value.find("valid_days")) {
        const double number = days->is_number() ? days->number().value : 0;
        if (number < 1 || number > 36600 || number != static_cast<int>(number))
            return bad("should have \"valid_days\": a whole number from 1 to 36600");
        settings.valid_days = static_cast<int>(number);
    }
    return settings;
}

Result<Done> check_profile(const Profile& profile) {
    const auto settings = read_settings(profile);
    if (!settings) return settings.error();
    return Done{};
}

}  // namespace vaxcert::hcert
