// SPDX-License-Identifier: Apache-2.0
// Prepared OpenSSL operations of one key, lent to one thread at a time.

#pragma once

#include <cstdint>
#include <mutex>
#include <vector>

#include <vaxcert/keys.hpp>

#include "crypto/openssl.hpp"

namespace vaxcert::crypto {

enum class Operation : std::uint8_t { sign, verify };

/// To prepare an operation costs a tenth of a PS256 verification, so it is kept and lent again.
/// As many are kept as threads have used the key at one time.
class ContextPool {
  public:
    /// Takes a key that fits the algorithm. Throws if OpenSSL cannot use it so.
    ContextPool(Pkey key, Algorithm algorithm, Operation operation);

    /// A context of the pool's, given back at the end of its scope.
    class Lease {
      public:
        Lease(const ContextPool& pool, PkeyContext context)
            : pool_(pool), context_(std::move(context)) {}
        ~Lease() { pool_.give_back(std::move(context_)); }
        Lease(const Lease&) = delete;
        Lease& operator=(const Lease&) = delete;

        EVP_PKEY_CTX* get() const noexcept { return context_.get(); }

      private:
        const ContextPool& pool_;
        PkeyContext context_;
    };

    Lease lend() const;

    const EVP_PKEY* key() const noexcept { return key_.get(); }

  private:
    PkeyContext prepare() const;
    void give_back(PkeyContext context) const noexcept;

    Pkey key_;
    Algorithm algorithm_;
    Operation operation_;
    mutable std::mutex mutex_;
    mutable std::vector<PkeyContext> idle_;  ///< guarded by mutex_
};

}  // namespace vaxcert::crypto
