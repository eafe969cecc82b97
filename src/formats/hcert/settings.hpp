// SPDX-License-Identifier: Apache-2.0
// The member "hcert" of a profile.

#pragma once

#include <string>
#include <string_view>

#include <vaxcert/bytes.hpp>
#include <vaxcert/profile.hpp>
#include <vaxcert/result.hpp>

namespace vaxcert::hcert {

struct Settings {
    std::string_view payload;    ///< "dcc" or "icvp"
    std::string_view issuer;     ///< of the token: ISO 3166 alpha-2, or a participant's code
    std::string_view country;    ///< of the event
    std::string_view authority;  ///< the issuing body, for people
    std::string_view id_prefix;  ///< "URN:UVCI:01:IN:"; empty: certificate ids stand as they are
    Bytes kid;                   ///< the first eight bytes of the SHA-256 of the certificate
    int valid_days = 365;
};

Result<Settings> read_settings(const Profile& profile);

}  // namespace vaxcert::hcert
