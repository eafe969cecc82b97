// SPDX-License-Identifier: Apache-2.0
// OpenSSL's handles as owners, and its failures as exceptions: for this folder alone.

#pragma once

#include <openssl/bn.h>
#include <openssl/err.h>
#include <openssl/evp.h>

#include <memory>
#include <new>
#include <stdexcept>
#include <string>

#include "crypto/hash.hpp"

namespace vaxcert::crypto {

template <auto free>
struct FreeWith {
    template <class T>
    void operator()(T* handle) const noexcept {
        free(handle);
    }
};

using Pkey = std::unique_ptr<EVP_PKEY, FreeWith<EVP_PKEY_free>>;
using PkeyContext = std::unique_ptr<EVP_PKEY_CTX, FreeWith<EVP_PKEY_CTX_free>>;
using Bignum = std::unique_ptr<BIGNUM, FreeWith<BN_clear_free>>;
using Bio = std::unique_ptr<BIO, FreeWith<BIO_free_all>>;

/// For calls that only a broken machine or program makes fail.
template <class T>
T* require(T* handle, const char*) {
    if (!handle) throw std::bad_alloc();
    return handle;
}

inline void require(int result, const char* what) {
    if (result <= 0) throw std::runtime_error(std::string("crypto: failed: ") + what);
}

/// Leaves the thread's queue of OpenSSL errors as it was: a refused signature is an answer of ours,
/// not an error that somebody else's code should find there.
class QuietErrors {
  public:
    QuietErrors() noexcept { ERR_set_mark(); }
    ~QuietErrors() { ERR_pop_to_mark(); }
    QuietErrors(const QuietErrors&) = delete;
    QuietErrors& operator=(const QuietErrors&) = delete;
};

/// The method of a hash, fetched once for the life of the process: a fetch costs as much as
/// hashing a kilobyte.
const EVP_MD* digest_method(HashAlgorithm algorithm);

}  // namespace vaxcert::crypto
