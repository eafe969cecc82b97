// SPDX-License-Identifier: Apache-2.0
// What a rule sees of a certificate. Rules are written for the payload of an EU DCC; certificates
// of other formats are told in its words, with the codes of the master data.

#pragma once

#include <vaxcert/certificate.hpp>
#include <vaxcert/master_data.hpp>
#include <vaxcert/policy.hpp>
#include <vaxcert/time.hpp>

#include "json/value.hpp"

namespace vaxcert {

/// The payload of an EU DCC that says what the certificate says, as far as it has codes for it;
/// of each kind of event the newest comes first.
json::Value payload_for_rules(const Certificate& certificate, const MasterData& master_data);

/// {"payload", "external": {"validationClock", "countryCode", "region", "valueSets", "iat", "exp",
/// "issuerCountryCode"}}
json::Value data_for_rules(const Certificate& certificate, const Policy& policy,
                           const MasterData& master_data, Time now);

}  // namespace vaxcert
