// SPDX-License-Identifier: Apache-2.0
// Is it enough, here and now?

#pragma once

#include <vector>

#include <vaxcert/certificate.hpp>
#include <vaxcert/finding.hpp>
#include <vaxcert/policy.hpp>

namespace vaxcert {

/// The certificate's own validity, then every demand of the policy that it does not meet.
std::vector<Finding> check_policy(const Certificate& certificate, const Policy& policy, Time now);

}  // namespace vaxcert
