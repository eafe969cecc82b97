// SPDX-License-Identifier: Apache-2.0
// A decoded certificate that nobody believes yet, and the one place where signatures decide.

#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <vaxcert/bytes.hpp>
#include <vaxcert/certificate.hpp>
#include <vaxcert/finding.hpp>
#include <vaxcert/keys.hpp>
#include <vaxcert/master_data.hpp>
#include <vaxcert/time.hpp>

#include "base/budget.hpp"

namespace vaxcert {

/// Whom a certificate says signed it. It chooses which of our keys to try, never a key.
struct SignerHint {
    std::string format;
    std::string issuer;
    std::string verification_method;
    std::string kid = {};  ///< as trust lists of this format spell it

    /// X.509 certificates that came along, DER, the signer's first. They are believed only through
    /// an anchor of the trust list.
    std::vector<Bytes> certificates = {};

    /// What the signer's certificate must be good for where an anchor is what makes us believe it:
    /// an extended key usage ("2.23.136.1.1.14.2"), and an ICAO document type ("NV") if it lists
    /// any. Empty: whatever.
    std::string usage = {};
    std::string document_type = {};

    /// Whether that certificate must name the issuer among its URIs: where an issuer is a name that
    /// anybody could claim, and no country that the certificate's can be compared with.
    bool issuer_is_certified = false;

    /// Whether `kid` alone names keys. HCERT: the issuer may be missing or free text.
    bool kid_is_enough = false;

    /// How a key's kid follows from the key, in formats where it does: then a key that a list calls
    /// otherwise, or nothing, goes by that name too, and by no other. nullptr: as the list says.
    std::string (*kid_of)(const PublicKey& key) = nullptr;
};

/// What whoever presents a certificate signed with the holder's key, which its issuer named.
struct HolderProof {
    std::string audience;
    std::string nonce;
    Time issued_at;
};

/// A name by which lists of its format withdraw a certificate, as they spell it.
struct WithdrawalHandle {
    std::string kind;                    ///< the lists' word for it: "UCI", "SIGNATURE", "rid"
    std::string signer;                  ///< whose lists: the kid, or issuer and kid
    std::function<std::string()> value;  ///< worked out when there is a list to look into
};

/// What is known, besides its claims, of who a certificate speaks for.
struct Standing {
    std::optional<bool> for_test = {};  ///< whether its issuer is known to issue for tests only
    std::string country = {};           ///< ISO 3166, alpha-2 or alpha-3; empty if it does not say
    std::optional<HolderProof> holder =
        {};  ///< good as a signature; for whom and when is not judged
    std::vector<WithdrawalHandle> handles = {};  ///< besides issuer and id
};

/// What a format makes of a signed document: its claims, and what it noticed in them. A finding of
/// the steps `decode` and `signature` that is worse than a note (whose effect is `accepted`) means
/// that the claims cannot be believed as they stand.
struct Reading {
    Claims claims;
    Standing standing = {};
    std::vector<Finding> findings = {};

    /// The payload as signed, where it is that of an EU DCC, for which business rules are written.
    std::shared_ptr<const json::Value> rule_payload = {};
};

/// What keys made of an envelope: a certificate, or in the findings why the signed document is
/// none.
struct Authentic {
    std::optional<Certificate> certificate;
    Standing standing;
    std::vector<Finding> findings;
    std::vector<std::size_t> keys;  ///< for each signature, which of its candidates made it
};

/// Answers two questions: who does it say signed it, and did these keys sign it?
class Envelope {
  public:
    /// One signature. `signed_bytes` runs late: canonicalizing is dear.
    struct Signature {
        SignerHint signer;
        Algorithm algorithm = Algorithm::ed25519;
        Bytes value;
        std::function<Result<Bytes>(const Budget&)> signed_bytes;
    };

    /// What a format hands over. Nothing is read for people before it is known to be genuine.
    struct Parts {
        std::vector<Signature> signatures;  ///< at least one; every one of them must be good
        std::string wire_form;              ///< how it was packed: "zip", "json"
        std::string document;               ///< the text inside
        std::function<Reading(const MasterData&)> read;
    };

    explicit Envelope(Parts parts) : parts_(std::move(parts)) {}

    std::span<const Signature> signatures() const noexcept { return parts_.signatures; }
    const std::string& wire_form() const noexcept { return parts_.wire_form; }
    const std::string& document() const noexcept { return parts_.document; }

    /// The keys that may have made one signature.
    using Candidates = std::vector<PublicKey>;

    /// The certificate, if each of its signatures was made by one of the candidates for it. Nothing
    /// else makes one from something scanned.
    Result<Authentic> authenticate(std::span<const Candidates> candidates,
                                   const MasterData& master_data, const Budget& budget) const;

  private:
    Parts parts_;
};

}  // namespace vaxcert
