// SPDX-License-Identifier: Apache-2.0
#include "formats/sd_jwt/settings.hpp"

#include "formats/sd_jwt/sd_jwt.hpp"
#include "profile/inner.hpp"

namespace vaxcert::sd_jwt {

using json::Value;

Result<Done> check_profile(const Profile& profile) {
    for (const json::Member& member : profile.inner().settings_of("sd-jwt").object()) {
        if (member.name != "kid")
            return Error{Reason::bad_profile,
                         "\"sd-jwt\" has a member \"" + member.name + "\" that no profile has"};
        if (!member.value.is_string() || member.value.string().empty() ||
            member.value.string().size() > 256)
            return Error{Reason::bad_profile,
                         "\"sd-jwt\": \"kid\" should be a text of 1 to 256 bytes"};
    }
    if (profile.inner().issuer.empty())
        return Error{Reason::bad_profile, "the profile's \"issuer\" is empty"};
    return Done{};
}

std::string_view kid_of(const Profile& profile) {
    const Value* kid = profile.inner().settings_of("sd-jwt").find("kid");
    return kid && kid->is_string() ? std::string_view(kid->string()) : std::string_view();
}

const Profile* profile_for(const MasterData& master_data, std::string_view issuer) {
    for (const Profile& profile : master_data.profiles())
        if (profile.inner().settings_of("sd-jwt").is_object() && profile.inner().issuer == issuer)
            return &profile;
    return nullptr;
}

}  // namespace vaxcert::sd_jwt
