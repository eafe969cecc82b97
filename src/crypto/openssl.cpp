// SPDX-License-Identifier: Apache-2.0
#include "crypto/openssl.hpp"

namespace vaxcert::crypto {
namespace {

/// Never freed: OpenSSL may already be gone when static objects end.
const EVP_MD* fetch(const char* name) {
    return require(EVP_MD_fetch(nullptr, name, nullptr), name);
}

}  // namespace

const EVP_MD* digest_method(HashAlgorithm algorithm) {
    static const EVP_MD* const methods[] = {fetch("SHA256"), fetch("SHA384"), fetch("SHA512")};
    return methods[static_cast<std::size_t>(algorithm)];
}

}  // namespace vaxcert::crypto
