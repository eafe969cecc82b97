// SPDX-License-Identifier: Apache-2.0
// Is it enough, here and now?

#pragma once

#include <optional>
#include <vector>

#include <vaxcert/certificate.hpp>
#include <vaxcert/finding.hpp>
#include <vaxcert/master_data.hpp>
#include <vaxcert/policy.hpp>

namespace vaxcert {

/// The certificate's own validity, then every demand of the policy that it does not meet.
std::vector<Finding> check_policy(const Certificate& certificate, const Policy& policy,
                                  const MasterData& master_data, Time now);

/// The certificate's state among those the policy tells apart; nothing if it tells none apart.
std::optional<PolicyState> state_of(const Certificate& certificate, const Policy& policy,
                                    const MasterData& master_data, Time now);

}  // namespace vaxcert
