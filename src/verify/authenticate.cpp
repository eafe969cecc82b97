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

Evidence evidence_of(const TrustedKey& key, const TrustList& trust,
                     std::vector<ListAsked> status_lists, Time now) {
    ListAsked list{{}, trust.issued(), 0};
    if (key.source) list = {{}, key.source->issued, key.source->sequence};
    return {.key_id = key.id.empty() ? key.kid : key.id,
            .key_fingerprint = key.key.fingerprint(),
            .algorithm = name(key.key.algorithm()),
            .environment = key.environment ? name(*key.environment) : "",
            .checked_for = now,
            .trust_list = std::move(list),
            .status_lists = std::move(status_lists)};
}

}  // namespace vaxcert
