// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <vaxcert/trust_bundle.hpp>

#include "fuzz/fuzz.hpp"
#include "trust/authority.hpp"
#include "trust/bundle_payload.hpp"
#include "trust/roots.hpp"

FUZZ(trust_bundle) {
    using namespace vaxcert;

    // What is read as a payload has no other spelling, and every key in it can be looked for.
    if (const auto payload = read_payload(input, {})) {
        const TrustList& trust = payload->trust;
        FUZZ_CHECK(std::ranges::equal(write_payload(payload->facts, trust), input));
        for (const TrustedKey& key : trust.keys()) {
            if (!key.id.empty()) FUZZ_CHECK(!trust.keys_of(key.id, key.kid).empty());
            FUZZ_CHECK(!key.revoked || trust.revokes(key.key));
        }
        FUZZ_CHECK(describe(trust, {}).size() ==
                   trust.keys().size() + trust.anchors().size() + trust.crls().size());
    }
    if (const auto roots = read_roots(input)) {
        FUZZ_CHECK(std::ranges::equal(write_roots(*roots), input));
        FUZZ_CHECK(TrustRoots::parse(roots->to_json()).has_value());
    }

    // No message opens for roots whose keys nobody has.
    static const TrustRoots roots = [] {
        TrustRoots fresh;
        fresh.keys = {
            (*signer_from_key(as_bytes(*generate_key(Algorithm::ed25519))))->public_key()};
        return fresh;
    }();
    FUZZ_CHECK(!open_bundle(input, roots));
    (void)rotations_in(input).has_value();
}
