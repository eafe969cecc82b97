// SPDX-License-Identifier: Apache-2.0
// Which of our keys signed it?

#pragma once

#include <optional>
#include <vector>

#include <vaxcert/trust_list.hpp>
#include <vaxcert/verdict.hpp>

#include "certificate/envelope.hpp"
#include "trust/authority.hpp"

namespace vaxcert {

/// The keys to try for each signature of an envelope.
using KeyRing = std::vector<TrustedKeys>;

/// What keys of ours made of an envelope, and which keys they were.
struct Genuine {
    TrustedKeys keys;                        ///< one for each signature
    std::optional<Certificate> certificate;  ///< none if the findings withhold it
    Standing standing;
    std::vector<Finding> findings;
};

/// The keys of our trust list that each signature may have been made with. issuer_not_trusted if
/// there is a signature without any.
Result<KeyRing> key_ring(const Envelope& envelope, const TrustList& trust);

/// Tries the keys in turn; the error of the last one if none made a signature.
Result<Genuine> authenticate(const Envelope& envelope, const KeyRing& keys,
                             const MasterData& master_data, const Budget& budget);

/// What to say about the key that decided, and about the lists that were asked.
Evidence evidence_of(const TrustedKey& key, const TrustList& trust,
                     std::vector<ListAsked> status_lists, Time now);

}  // namespace vaxcert
