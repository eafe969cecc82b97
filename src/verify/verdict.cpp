// SPDX-License-Identifier: Apache-2.0
#include <vaxcert/verdict.hpp>

#include <algorithm>
#include <iterator>

namespace vaxcert {
namespace {

Outcome worst(std::span<const Finding> findings) {
    Outcome outcome = Outcome::accepted;
    for (const Finding& finding : findings) outcome = std::min(outcome, finding.effect);
    return outcome;
}

}  // namespace

Verdict Verdict::without_certificate(std::string_view format, std::vector<Finding> findings) {
    Verdict verdict;
    verdict.format_ = format;
    // Without a certificate there is nothing to accept, whatever the findings say.
    verdict.outcome_ = findings.empty() ? Outcome::rejected : worst(findings);
    verdict.outcome_ = std::min(verdict.outcome_, Outcome::undecided);
    verdict.findings_ = std::move(findings);
    return verdict;
}

Verdict Verdict::on(Certificate certificate, Evidence evidence, std::vector<Finding> content,
                    std::vector<Finding> trust, std::vector<Finding> status,
                    std::vector<Finding> policy, std::optional<PolicyState> state) {
    Verdict verdict;
    verdict.format_ = certificate.format();
    for (std::vector<Finding>* step : {&content, &trust, &status, &policy})
        std::move(step->begin(), step->end(), std::back_inserter(verdict.findings_));
    std::ranges::stable_sort(verdict.findings_, {}, &Finding::step);
    verdict.outcome_ = worst(verdict.findings_);
    if (verdict.accepted()) verdict.state_ = std::move(state);
    verdict.certificate_ = std::move(certificate);
    verdict.evidence_ = std::move(evidence);
    return verdict;
}

}  // namespace vaxcert
