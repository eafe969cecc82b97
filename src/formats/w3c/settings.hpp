// SPDX-License-Identifier: Apache-2.0
// The members "w3c", "vc-jwt" and "vc-cose" of a profile.

#pragma once

#include <string>
#include <string_view>

#include <vaxcert/data_integrity.hpp>
#include <vaxcert/profile.hpp>
#include <vaxcert/result.hpp>

namespace vaxcert::w3c {

struct Settings {
    Cryptosuite cryptosuite = Cryptosuite::eddsa_rdfc_2022;  ///< of "w3c" alone
    std::string issuer;                                      ///< a DID or URL
    std::string verification_method;  ///< the issuer, "#" and the name of a key
    std::string id_prefix;            ///< what precedes a certificate's id, to make it a URL
    std::string status_list;  ///< the URL of the list that tells what was withdrawn; or none
};

/// The settings of one of the three formats.
Result<Settings> read_settings(const Profile& profile, std::string_view format = "w3c");

/// Whose key a verification method names: what is before the "#".
std::string_view controller_of(std::string_view verification_method);

/// The id at the end of a credential's URL.
std::string_view certificate_id_of(std::string_view url);

}  // namespace vaxcert::w3c
