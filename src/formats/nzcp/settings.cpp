// SPDX-License-Identifier: Apache-2.0
#include "formats/nzcp/settings.hpp"

#include "formats/nzcp/nzcp.hpp"
#include "json/value.hpp"
#include "profile/inner.hpp"

namespace vaxcert::nzcp {
namespace {

using json::Value;

Error bad(std::string what) {
    return {Reason::bad_profile, "\"nzcp\" " + std::move(what)};
}

}  // namespace

Result<Settings> read_settings(const Profile& profile) {
    const Value& value = profile.inner().settings_of("nzcp");
    if (!value.is_object()) return bad("is not there");
    for (const json::Member& member : value.object())
        if (member.name != "key" && member.name != "valid_days")
            return bad("has a member \"" + member.name + "\" that no profile has");
    Settings settings;
    const Value* key = value.find("key");
    const std::string name = key && key->is_string() ? key->string() : std::string();
    const std::size_t hash = name.find('#');
    if (!name.starts_with("did:web:") || hash == name.npos || hash + 1 == name.size())
        return bad("should have \"key\": the key's name, as did:web:example.org#key-1");
    settings.issuer = name.substr(0, hash);
    settings.kid = name.substr(hash + 1);
    const Value* days = value.find("valid_days");
    const double number = days && days->is_number() ? days->number().value : 0;
    if (number < 1 || number > 36600 || number != static_cast<int>(number))
        return bad("should have \"valid_days\": a whole number from 1 to 36600");
    settings.valid_days = static_cast<int>(number);
    return settings;
}

Result<Done> check_profile(const Profile& profile) {
    const auto settings = read_settings(profile);
    if (!settings) return settings.error();
    return Done{};
}

}  // namespace vaxcert::nzcp
