// SPDX-License-Identifier: Apache-2.0
#include "status/check.hpp"

namespace vaxcert {

std::vector<Finding> check_status(const Certificate& certificate, const StatusList& status) {
    const std::string* date = status.find(certificate.issuer(), certificate.id());
    if (!date) return {};
    const std::string when = date->empty() ? std::string() : " on " + *date;
    return {{Step::status, Outcome::rejected, {Reason::revoked, "withdrawn by the issuer" + when}}};
}

}  // namespace vaxcert
