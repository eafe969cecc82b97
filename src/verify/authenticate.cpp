// SPDX-License-Identifier: Apache-2.0
#include "verify/authenticate.hpp"

namespace vaxcert {

Result<Genuine> authenticate(const Envelope& envelope, const std::vector<const TrustedKey*>& keys,
                             const MasterData& master_data, const Budget& budget) {
    Error why{Reason::issuer_not_trusted, "there is no key to try"};
    for (const TrustedKey* key : keys) {
        auto authentic = envelope.authenticate(key->key, master_data, budget);
        if (authentic)
            return Genuine{key, std::move(authentic->certificate), authentic->for_test,
                           std::move(authentic->findings)};
        why = authentic.error();
    }
    return why;
}

Evidence evidence_of(const TrustedKey& key, const TrustList& trust) {
    return {.key_id = key.id,
            .key_fingerprint = key.key.fingerprint(),
            .algorithm = name(key.key.algorithm()),
            .environment = key.environment ? name(*key.environment) : "",
            .trust_list_issued = trust.issued() ? to_text(*trust.issued()) : std::string()};
}

}  // namespace vaxcert
