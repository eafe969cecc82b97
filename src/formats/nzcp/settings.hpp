// SPDX-License-Identifier: Apache-2.0
// The member "nzcp" of a profile.

#pragma once

#include <string>

#include <vaxcert/profile.hpp>
#include <vaxcert/result.hpp>

namespace vaxcert::nzcp {

struct Settings {
    std::string issuer;  ///< "did:web:..."
    std::string kid;     ///< what follows # in the key's name
    int valid_days = 0;
};

Result<Settings> read_settings(const Profile& profile);

}  // namespace vaxcert::nzcp
