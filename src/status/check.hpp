// SPDX-License-Identifier: Apache-2.0
// Was it withdrawn?

#pragma once

#include <vector>

#include <vaxcert/certificate.hpp>
#include <vaxcert/finding.hpp>
#include <vaxcert/status_list.hpp>

namespace vaxcert {

/// Looks a certificate up by its issuer and by the id that its signature protects.
std::vector<Finding> check_status(const Certificate& certificate, const StatusList& status);

}  // namespace vaxcert
