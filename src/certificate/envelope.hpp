// SPDX-License-Identifier: Apache-2.0
// A decoded certificate that nobody believes yet, and the one place where a signature decides.

#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <vaxcert/bytes.hpp>
#include <vaxcert/certificate.hpp>
#include <vaxcert/finding.hpp>
#include <vaxcert/keys.hpp>
#include <vaxcert/master_data.hpp>

#include "base/budget.hpp"

namespace vaxcert {

/// Whom a certificate says signed it. It chooses which of our keys to try, never a key.
struct SignerHint {
    std::string format;
    std::string issuer;
    std::string verification_method;
};

/// What a format makes of a signed document: its claims, and whatever of them the signature does
/// not settle. Findings mean that the claims cannot be believed as they stand.
struct Reading {
    Claims claims;
    std::optional<bool> for_test;  ///< whether its issuer is known to issue for tests only
    std::vector<Finding> findings;
};

/// What a key made of an envelope: a certificate, or why the signed document is none.
struct Authentic {
    std::optional<Certificate> certificate;
    std::optional<bool> for_test;
    std::vector<Finding> findings;
};

/// Answers two questions: who does it say signed it, and did this key sign it?
class Envelope {
  public:
    /// What a format hands over. `signed_bytes` and `read` run late: canonicalizing is dear, and
    /// nothing is read for people before it is known to be genuine.
    struct Parts {
        SignerHint signer;
        Algorithm algorithm = Algorithm::ed25519;
        Bytes signature;
        std::string wire_form;  ///< how it was packed: "zip", "json"
        std::string document;   ///< the text inside
        std::function<Result<Bytes>(const Budget&)> signed_bytes;
        std::function<Reading(const MasterData&)> read;
    };

    explicit Envelope(Parts parts) : parts_(std::move(parts)) {}

    const SignerHint& signer_hint() const noexcept { return parts_.signer; }
    Algorithm algorithm() const noexcept { return parts_.algorithm; }
    const std::string& wire_form() const noexcept { return parts_.wire_form; }
    const std::string& document() const noexcept { return parts_.document; }

    /// The certificate, if `key` signed it. Nothing else makes one from something scanned.
    Result<Authentic> authenticate(const PublicKey& key, const MasterData& master_data,
                                   const Budget& budget) const;

  private:
    Parts parts_;
};

}  // namespace vaxcert
