// SPDX-License-Identifier: Apache-2.0
// The member "shc" of a profile.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <vaxcert/profile.hpp>
#include <vaxcert/result.hpp>

namespace vaxcert::shc {

/// A kind of test for a disease, and its code.
struct TestCode {
    std::string_view type, disease, loinc;
};

/// Looks at the texts of the profile it was made from, and makes no copy of them.
struct Settings {
    std::string_view issuer;                     ///< the profile's, or one for health cards alone
    std::vector<std::string_view> code_systems;  ///< in which vaccines are coded, the first first
    std::vector<TestCode> tests;                 ///< none: no tests are issued
    bool state_doses =
        false;               ///< whether the number of the dose is written, which readers may note
    bool state_sex = false;  ///< likewise
};

/// Of a profile without the member: nothing at all.
Settings settings_of(const Profile& profile);

/// Whether the member and what a card needs of the rest of the profile are as they should be.
Result<Done> check_settings(const Profile& profile);

}  // namespace vaxcert::shc
