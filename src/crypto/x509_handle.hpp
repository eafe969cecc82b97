// SPDX-License-Identifier: Apache-2.0
// What the files about X.509 share: OpenSSL's objects, and what is asked of all of them.

#pragma once

#include <openssl/x509.h>

#include <optional>

#include <vaxcert/time.hpp>

#include "crypto/openssl.hpp"
#include "crypto/x509.hpp"

namespace vaxcert::crypto {

using X509Owner = std::unique_ptr<X509, FreeWith<X509_free>>;

std::optional<Time> time_of(const ASN1_TIME* time);

/// Named policy "no SHA-1": real signers of two countries are certified with it, and anyone who can
/// make two texts of one SHA-1 could have a certificate of their own signed.
bool is_strong_hash(int nid);

/// OpenSSL's own view of a certificate.
struct X509Handle {
    static X509* of(const X509Certificate& certificate) {
        return static_cast<X509*>(certificate.facts_->handle.get());
    }
};

}  // namespace vaxcert::crypto
