// SPDX-License-Identifier: Apache-2.0
#include "status/check.hpp"

namespace vaxcert {
namespace {

Finding withdrawn(Reason reason, const std::string& date) {
    const std::string when = date.empty() ? std::string() : " on " + date;
    const char* what = reason == Reason::suspended ? "suspended" : "withdrawn";
    return {Step::status, Outcome::rejected, {reason, what + (" by the issuer" + when)}};
}

}  // namespace

std::vector<Finding> check_status(const Certificate& certificate, const StatusList& status) {
    std::vector<Finding> findings;
    if (const std::string* date = status.find(certificate.issuer(), certificate.id()))
        findings.push_back(withdrawn(Reason::revoked, *date));

    // A certificate that names a list wants to be looked up there.
    for (const StatusEntry& entry : certificate.claims().certificate.status) {
        if (const std::string* date = status.find(entry.list, entry.index))
            findings.push_back(withdrawn(
                entry.purpose == "suspension" ? Reason::suspended : Reason::revoked, *date));
        else if (!status.covers(entry.list))
            findings.push_back(
                {Step::status,
                 Outcome::undecided,
                 {Reason::status_unknown, "the certificate names a list of withdrawn ones (" +
                                              entry.purpose + ") that is not among those given"}});
    }
    return findings;
}

}  // namespace vaxcert
