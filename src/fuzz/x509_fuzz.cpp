// SPDX-License-Identifier: Apache-2.0
#include "crypto/x509.hpp"

#include <algorithm>

#include "fuzz/fuzz.hpp"

FUZZ(x509) {
    using namespace vaxcert;
    using crypto::X509Certificate;
    const auto all = X509Certificate::parse_all(input);
    if (!all) return;
    FUZZ_CHECK(!all->empty());
    for (const X509Certificate& certificate : *all) {
        FUZZ_CHECK(certificate.der().size() <= X509Certificate::most_bytes);
        const auto again = X509Certificate::from_der(certificate.der());
        FUZZ_CHECK(again && *again == certificate && again->usages() == certificate.usages());

        // Whoever is no authority issues nothing, itself included.
        const bool issued = certificate.issued_by(certificate).has_value();
        FUZZ_CHECK(!issued || certificate.is_ca());
        static_cast<void>(certificate.key());
    }
}
