// SPDX-License-Identifier: Apache-2.0
#include "trust/revocation.hpp"

#include <algorithm>

#include "crypto/x509_crl.hpp"

namespace vaxcert {

void ask_authorities(const TrustList& trust, const crypto::X509Certificate& certificate,
                     TrustedKey& key) {
    const crypto::X509Crl* newest = nullptr;
    bool unsigned_one = false;
    for (const auto& crl : trust.crls()) {
        if (!crl->is_about(certificate)) continue;
        const bool is_signed = std::ranges::any_of(trust.anchors(), [&](const TrustAnchor& anchor) {
            return crl->issued_by(*anchor.certificate).has_value();
        });
        unsigned_one = unsigned_one || !is_signed;
        // Whatever was revoked once stays so, whichever list says it.
        if (is_signed && crl->lists(certificate)) key.revoked = true;
        if (is_signed && (!newest || crl->this_update() > newest->this_update()))
            newest = crl.get();
    }
    if (!newest && !unsigned_one) return;
    const Time until = newest ? newest->next_update() : Time();
    key.revocation_known_until = std::min(key.revocation_known_until.value_or(until), until);
}

TrustedKey asked_about(const TrustList& trust, const TrustedKey& key) {
    TrustedKey copy = key;
    if (key.certificate) ask_authorities(trust, *key.certificate, copy);
    return copy;
}

}  // namespace vaxcert
