// SPDX-License-Identifier: Apache-2.0
// The member "vds-nc" of a profile.

#pragma once

#include <string>
#include <string_view>

#include <vaxcert/profile.hpp>

#include "crypto/x509.hpp"

namespace vaxcert::vds_nc {

/// What a signer's certificate must be for: ICAO's extended key usage of health seals, and the
/// document type of visible digital seals (VDS-NC technical report, annex on certificates).
inline constexpr std::string_view signer_usage = "2.23.136.1.1.14.2", signer_document_type = "NV";

struct Settings {
    std::string issuer;                 ///< "UTO"
    crypto::X509Certificate signer;     ///< goes into each seal
    std::string phone, email, address;  ///< of the test centre, where a seal of a test states them
};

/// bad_profile if they are not complete, or the certificate is not one that verifiers would take.
Result<Settings> read_settings(const Profile& profile);

}  // namespace vaxcert::vds_nc
