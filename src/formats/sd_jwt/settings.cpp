// SPDX-License-Identifier: Apache-2.0
#include "formats/sd_jwt/settings.hpp"

#include "formats/sd_jwt/sd_jwt.hpp"
#include "profile/inner.hpp"

namespace vaxcert::sd_jwt {

using json::Value;

namespace {

std::string_view text_of(const Profile& profile, std::string_view name) {
    const Value* value = profile.inner().settings_of("sd-jwt").find(name);
    return value && value->is_string() ? std::string_view(value->string()) : std::string_view();
}

}  // namespace

Result<Done> check_profile(const Profile& profile) {
    for (const json::Member& member : profile.inner().settings_of("sd-jwt").object()) {
        const bool is_kid = member.name == "kid";
        if (!is_kid && member.name != "status_list")
            return Error{Reason::bad_profile,
                         "\"sd-jwt\" has a member \"" + member.name + "\" that no profile has"};
        const std::size_t most = is_kid ? 256 : 2048;
        if (!member.value.is_string() || member.value.string().empty() ||
            member.value.string().size() > most)
            return Error{Reason::bad_profile, "\"sd-jwt\": \"" + member.name +
                                                  "\" should be a text of 1 to " +
                                                  std::to_string(most) + " bytes"};
    }
    if (profile.inner().issuer.empty())
        return Error{Reason::bad_profile, "the profile's \"issuer\" is empty"};
    return Done{};
}

std::string_view kid_of(const Profile& profile) {
    return text_of(profile, "kid");
}

std::string_view status_list_of(const Profile& profile) {
    return text_of(profile, "status_list");
}

const Profile* profile_for(const MasterData& master_data, std::string_view issuer) {
    for (const Profile& profile : master_data.profiles())
        if (profile.inner().settings_of("sd-jwt").is_object() && profile.inner().issuer == issuer)
            return &profile;
    return nullptr;
}

}  // namespace vaxcert::sd_jwt
