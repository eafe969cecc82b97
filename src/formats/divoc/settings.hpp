// SPDX-License-Identifier: Apache-2.0
// The member "divoc" of a profile.

#pragma once

#include <cstddef>
#include <string_view>

#include <vaxcert/master_data.hpp>
#include <vaxcert/profile.hpp>

#include "formats/divoc/kind.hpp"
#include "json/value.hpp"

namespace vaxcert::divoc {

/// Looks at the texts of the profile it was made from, and makes no copy: it is made anew for each
/// certificate.
struct Settings {
    std::string_view context;       ///< of vaccination certificates
    std::string_view test_context;  ///< of test certificates
    std::string_view wire;          ///< "zip" or "zip-utf8"
    std::string_view evidence_url;  ///< what precedes the certificate id in evidence[0].id
    std::string_view info_url;  ///< the same of infoUrl and feedbackUrl; empty: they are left out
    std::string_view address_country;
    std::string_view date;  ///< "date-time" or "date": what evidence[0].date holds
    std::string_view identity_prefix;
    std::size_t identity_min_length = 2;
    const json::Value* identity_reject = nullptr;
    const json::Value* may_lack = nullptr;
    const json::Value* issue_requires = nullptr;
};

Settings settings_of(const Profile& profile);

/// Whether a list of words, which may be absent, holds a word.
bool lists(const json::Value* words, std::string_view word) noexcept;

/// The profile that speaks for a certificate of this issuer, or nullptr. The verification method is
/// part of what is signed, so it decides before the issuer does, and the issuer before the context.
const Profile* profile_for(const MasterData& master_data, std::string_view verification_method,
                           std::string_view issuer, std::string_view context);

}  // namespace vaxcert::divoc
