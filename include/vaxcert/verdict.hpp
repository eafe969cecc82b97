// SPDX-License-Identifier: Apache-2.0
// What verify() concluded, and everything that led to it.

#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include <vaxcert/certificate.hpp>
#include <vaxcert/finding.hpp>
#include <vaxcert/policy.hpp>

namespace vaxcert {

/// What decided: which key, and from which list.
struct Evidence {
    std::string key_id;           ///< the trusted id under which the key was found
    std::string key_fingerprint;  ///< SHA-256 of its SubjectPublicKeyInfo, base64url
    std::string algorithm;        ///< JOSE name
    std::string environment;      ///< "production" or "test"
    Time checked_for = {};
    ListAsked trust_list = {};                 ///< that the key is from
    std::vector<ListAsked> status_lists = {};  ///< that speak of the certificate
};

/// The answer to one verify(). Owns all it refers to and does not change once made.
class [[nodiscard]] Verdict {
  public:
    /// On something that could not be authenticated, or whose signature settles too little.
    /// Whatever the findings say, it does not accept.
    static Verdict without_certificate(std::string_view format, std::vector<Finding> findings);

    /// On a genuine certificate. The outcome is the worst effect found, and Outcome::accepted when
    /// nothing was. Each step is a parameter of its own, so a step nobody ran cannot pass for a
    /// step that found nothing. `content`: what its format noticed in it, of whichever step.
    static Verdict on(Certificate certificate, Evidence evidence, std::vector<Finding> content,
                      std::vector<Finding> trust, std::vector<Finding> status,
                      std::vector<Finding> policy, std::optional<PolicyState> state = {});

    Outcome outcome() const noexcept { return outcome_; }
    bool accepted() const noexcept { return outcome_ == Outcome::accepted; }

    /// Every finding, in step order; not only the first. One whose effect is `accepted` is a note.
    std::span<const Finding> findings() const noexcept { return findings_; }

    /// The format that was recognized ("divoc"), or empty.
    const std::string& format() const noexcept { return format_; }

    /// The certificate, present only when its signature was good. What a forger wrote is never
    /// shown to a caller, so it is never shown at a door either.
    const std::optional<Certificate>& certificate() const noexcept { return certificate_; }

    /// Which of the states that the policy tells apart is this certificate's, as "2" for fully
    /// vaccinated; of an accepted certificate alone.
    const std::optional<PolicyState>& state() const noexcept { return state_; }

    /// Which key and list decided; present with the certificate.
    const std::optional<Evidence>& evidence() const noexcept { return evidence_; }

    /// The verdict as one JSON object: outcome, format, findings, certificate,
    /// evidence, and the state where the policy has states.
    std::string to_json() const;

  private:
    Verdict() = default;

    Outcome outcome_ = Outcome::rejected;
    std::string format_;
    std::vector<Finding> findings_;
    std::optional<Certificate> certificate_;
    std::optional<PolicyState> state_;
    std::optional<Evidence> evidence_;
};

}  // namespace vaxcert
