// SPDX-License-Identifier: Apache-2.0
#include <vaxcert/trust_list.hpp>

#include "crypto/x509.hpp"
#include "crypto/x509_crl.hpp"

namespace vaxcert {
namespace {

const char* status_of(const std::optional<Time>& from, const std::optional<Time>& until, Time now) {
    if (until && now > *until) return "expired";
    return from && now < *from ? "not yet valid" : "current";
}

TrustEntry entry_of(const TrustedKey& key, bool revoked, Time now) {
    TrustEntry entry{.kind = "key",
                     .status = status_of(key.valid_from, key.valid_until, now),
                     .id = key.id,
                     .kid = key.kid,
                     .algorithm = name(key.key.algorithm()),
                     .formats = key.formats,
                     .purposes = key.purposes,
                     .country = key.country,
                     .name = key.display_name,
                     .valid_from = key.valid_from,
                     .valid_until = key.valid_until};
    if (key.terminated) {
        entry.status = "terminated";
        entry.valid_until = key.terminated;
    }
    if (revoked) entry.status = "revoked";
    return entry;
}

}  // namespace

std::vector<TrustEntry> describe(const TrustList& trust, Time now) {
    std::vector<TrustEntry> entries;
    for (const TrustedKey& key : trust.keys())
        entries.push_back(entry_of(key, key.revoked || trust.revokes(key.key), now));
    for (const TrustAnchor& anchor : trust.anchors()) {
        const crypto::X509Certificate& certificate = *anchor.certificate;
        entries.push_back(
            {.kind = "authority",
             .status = status_of(certificate.valid_from(), certificate.valid_until(), now),
             .id = certificate.common_name(),
             .formats = anchor.formats,
             .country = certificate.country(),
             .valid_from = certificate.valid_from(),
             .valid_until = certificate.valid_until()});
    }
    for (const auto& crl : trust.crls())
        entries.push_back({.kind = "revocation list",
                           .status = status_of({}, crl->next_update(), now),
                           .id = {},
                           .valid_from = crl->this_update(),
                           .valid_until = crl->next_update()});
    return entries;
}

}  // namespace vaxcert
