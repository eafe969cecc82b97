// SPDX-License-Identifier: Apache-2.0
// What the International Health Regulations (2005) ask of a vaccination that travelers show.

#pragma once

#include <vector>

#include <vaxcert/certificate.hpp>
#include <vaxcert/finding.hpp>
#include <vaxcert/time.hpp>

namespace vaxcert {

/// Yellow fever (Annex 7): valid from the tenth day after the vaccination, for life, whatever end
/// the certificate states. Polio (WHO's temporary recommendations): from four weeks to twelve
/// months after it. Of any other disease nothing is asked.
std::vector<Finding> check_travel(const Vaccination& event, Time now);

}  // namespace vaxcert
