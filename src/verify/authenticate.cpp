// SPDX-License-Identifier: Apache-2.0
#include "verify/authenticate.hpp"

namespace vaxcert {

Result<KeyRing> key_ring(const Envelope& envelope, const TrustList& trust) {
    KeyRing ring;
    for (const Envelope::Signature& signature : envelope.signatures()) {
        auto keys = candidates(trust, signature.signer);
        if (!keys) return keys.error();
        ring.push_back(*std::move(keys));
    }
    return ring;
}

Result<Genuine> authenticate(const Envelope& envelope, const KeyRing& keys,
                             const MasterData& master_data, const Budget& budget) {
    std::vector<Envelope::Candidates> bare;
    for (const auto& of_one_signature : keys) {
        Envelope::Candidates& candidates = bare.emplace_back();
        for (const auto& key : of_one_signature) candidates.push_back(key->key);
    }
    auto authentic = envelope.authenticate(bare, master_data, budget);
    if (!authentic) return authentic.error();
    Genuine genuine{{},
                    std::move(authentic->certificate),
                    std::move(authentic->standing),
                    std::move(authentic->findings)};
    for (std::size_t i = 0; i < keys.size(); ++i)
        genuine.keys.push_back(keys[i].at(authentic->keys.at(i)));
    return genuine;
}

Evidence evidence_of(const TrustedKey& key, const TrustList& trust) {
    const std::optional<Time> issued = key.source ? key.source->issued : trust.issued();
    return {
        .key_id = key.id.empty() ? key.kid : key.id,
        .key_fingerprint = key.key.fingerprint(),
        .algorithm = name(key.key.algorithm()),
        .environment = key.environment ? name(*key.environment) : "",
        .trust_list_issued = issued ? to_text(*issued) : std::string(),
        .trust_list_sequence = key.source ? std::to_string(key.source->sequence) : std::string()};
}

}  // namespace vaxcert
