// SPDX-License-Identifier: Apache-2.0
#include "crypto/context_pool.hpp"

#include <openssl/rsa.h>

#include "crypto/ecdsa.hpp"

namespace vaxcert::crypto {
namespace {

/// RSASSA-PSS as RFC 7518 section 3.5 fixes it: one hash for all, and a salt of exactly its size.
bool prepare_pss(EVP_PKEY_CTX* context) {
    const EVP_MD* sha256 = digest_method(HashAlgorithm::sha256);
    return EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PSS_PADDING) > 0 &&
           EVP_PKEY_CTX_set_signature_md(context, sha256) > 0 &&
           EVP_PKEY_CTX_set_rsa_mgf1_md(context, sha256) > 0 &&
           EVP_PKEY_CTX_set_rsa_pss_saltlen(context, 32) > 0;
}

bool prepare_pkcs1(EVP_PKEY_CTX* context) {
    return EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PADDING) > 0 &&
           EVP_PKEY_CTX_set_signature_md(context, digest_method(HashAlgorithm::sha256)) > 0;
}

bool prepare_for(EVP_PKEY_CTX* context, Algorithm algorithm) {
    if (algorithm == Algorithm::ps256) return prepare_pss(context);
    if (algorithm == Algorithm::rs256) return prepare_pkcs1(context);
    const Curve* curve = curve_of(algorithm);
    return curve && EVP_PKEY_CTX_set_signature_md(context, digest_method(curve->hash)) > 0;
}

}  // namespace

ContextPool::ContextPool(Pkey key, Algorithm algorithm, Operation operation)
    : key_(std::move(key)), algorithm_(algorithm), operation_(operation) {
    idle_.push_back(prepare());
}

ContextPool::Lease ContextPool::lend() const {
    {
        const std::lock_guard lock(mutex_);
        if (!idle_.empty()) {
            PkeyContext context = std::move(idle_.back());
            idle_.pop_back();
            return {*this, std::move(context)};
        }
    }
    return {*this, prepare()};
}

PkeyContext ContextPool::prepare() const {
    // A signing context has a copy of the key to itself: RSA keeps its blinding in the key, and
    // threads that share one wait for each other.
    const bool signs = operation_ == Operation::sign;
    const Pkey copy(signs ? require(EVP_PKEY_dup(key_.get()), "copy of a key") : nullptr);
    PkeyContext context(require(
        EVP_PKEY_CTX_new_from_pkey(nullptr, signs ? copy.get() : key_.get(), nullptr), "context"));
    require(signs ? EVP_PKEY_sign_init(context.get()) : EVP_PKEY_verify_init(context.get()),
            "operation of a key");
    require(prepare_for(context.get(), algorithm_) ? 1 : 0, "parameters of a key");
    return context;
}

void ContextPool::give_back(PkeyContext context) const noexcept {
    const std::lock_guard lock(mutex_);
    try {
        idle_.push_back(std::move(context));
    } catch (const std::bad_alloc&) {
        // Then there is one less to lend; `context` goes.
    }
}

}  // namespace vaxcert::crypto
