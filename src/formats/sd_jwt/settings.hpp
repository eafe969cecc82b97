// SPDX-License-Identifier: Apache-2.0
// The member "sd-jwt" of a profile.

#pragma once

#include <string_view>

#include <vaxcert/master_data.hpp>
#include <vaxcert/profile.hpp>

namespace vaxcert::sd_jwt {

/// The name of the key among those of its issuer, as trust lists have it; empty: it has none.
std::string_view kid_of(const Profile& profile);

/// The URL of the Token Status List in which each certificate has the entry of its id; empty: it
/// has none.
std::string_view status_list_of(const Profile& profile);

/// The profile that issues these certificates in the name of an issuer, or nullptr.
const Profile* profile_for(const MasterData& master_data, std::string_view issuer);

}  // namespace vaxcert::sd_jwt
