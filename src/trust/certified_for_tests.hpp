// SPDX-License-Identifier: Apache-2.0
// Trust in certificates, for tests: a list of some, and a signer of seals who brings some along.

#pragma once

#include <doctest/doctest.h>

#include <vaxcert/trust_list.hpp>

#include "certificate/envelope.hpp"
#include "crypto/x509_for_tests.hpp"

namespace vaxcert::for_tests {

inline TrustList list_of(std::initializer_list<crypto::for_tests::Certified> certificates) {
    std::string pem;
    for (const crypto::for_tests::Certified& each : certificates)
        pem += crypto::for_tests::to_pem(each.der);
    auto list = TrustList::parse(pem);
    REQUIRE(list);
    return *std::move(list);
}

inline SignerHint hint_of(std::vector<Bytes> certificates) {
    return {.format = "vds-nc",
            .issuer = "UTO",
            .verification_method = {},
            .certificates = std::move(certificates),
            .usage = "2.23.136.1.1.14.2",
            .document_type = "NV"};
}

}  // namespace vaxcert::for_tests
