// SPDX-License-Identifier: Apache-2.0
// Which of our keys signed it?

#pragma once

#include <optional>
#include <vector>

#include <vaxcert/trust_list.hpp>
#include <vaxcert/verdict.hpp>

#include "certificate/envelope.hpp"

namespace vaxcert {

/// What a key of ours made of an envelope, and which key it was.
struct Genuine {
    const TrustedKey* key = nullptr;
    std::optional<Certificate> certificate;  ///< none if there are findings
    std::optional<bool> for_test;
    std::vector<Finding> findings;
};

/// Tries the keys in turn; the error of the last one if none signed it.
Result<Genuine> authenticate(const Envelope& envelope, const std::vector<const TrustedKey*>& keys,
                             const MasterData& master_data, const Budget& budget);

/// What to say about the key that decided.
Evidence evidence_of(const TrustedKey& key, const TrustList& trust);

}  // namespace vaxcert
