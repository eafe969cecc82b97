// SPDX-License-Identifier: Apache-2.0
// Signers whose key is in memory, and the one that asks somebody else.

#include <algorithm>
#include <string>

#include "crypto/check_signature.hpp"
#include "crypto/context_pool.hpp"
#include "crypto/ecdsa.hpp"
#include "crypto/private_key.hpp"

namespace vaxcert {
namespace {

using namespace crypto;

/// HMAC under a hash of the private key, so one derived secret tells nothing of another.
Result<Bytes> derive(const Secret& root, std::string_view purpose) {
    const Digest secret = hmac_sha256(root.reveal(), as_bytes(purpose));
    return Bytes(secret.begin(), secret.end());
}

class Ed25519Signer final : public Signer {
  public:
    Ed25519Signer(PublicKey public_key, ed25519::SecretKey secret, Secret root)
        : public_key_(std::move(public_key)), secret_(std::move(secret)), root_(std::move(root)) {}

    const PublicKey& public_key() const noexcept override { return public_key_; }
    Result<Bytes> sign(ByteView message) const override { return secret_.sign(message); }
    Result<Bytes> derived_secret(std::string_view purpose) const override {
        return derive(root_, purpose);
    }

  private:
    PublicKey public_key_;
    ed25519::SecretKey secret_;
    Secret root_;
};

/// RSA and ECDSA.
class OpensslSigner final : public Signer {
  public:
    OpensslSigner(PublicKey public_key, Pkey pkey, Secret root)
        : public_key_(std::move(public_key)),
          curve_(curve_of(public_key_.algorithm())),
          pool_(std::move(pkey), public_key_.algorithm(), Operation::sign),
          root_(std::move(root)) {}

    const PublicKey& public_key() const noexcept override { return public_key_; }

    Result<Bytes> sign(ByteView message) const override {
        const QuietErrors quiet;
        const HashValue digest = hash(curve_ ? curve_->hash : HashAlgorithm::sha256, message);
        const auto context = pool_.lend();
        std::array<std::uint8_t, 512> signature;  // of RSA-4096
        std::size_t size = signature.size();
        if (EVP_PKEY_sign(context.get(), signature.data(), &size, digest.bytes.data(),
                          digest.size) != 1)
            return Error{Reason::signing_failed, "OpenSSL did not sign"};
        if (!curve_) return Bytes(signature.begin(), signature.begin() + static_cast<long>(size));
        const auto raw = raw_from_der({signature.data(), size}, curve_->width);
        if (!raw) return Error{Reason::signing_failed, "OpenSSL wrote a signature out of range"};
        const ByteView bytes = *raw;
        return Bytes(bytes.begin(), bytes.end());
    }

    Result<Bytes> derived_secret(std::string_view purpose) const override {
        return derive(root_, purpose);
    }

  private:
    PublicKey public_key_;
    const Curve* curve_;  ///< nullptr for RSA
    ContextPool pool_;
    Secret root_;
};

class CallbackSigner final : public Signer {
  public:
    CallbackSigner(PublicKey key, SignCallback callback, void* context)
        : key_(std::move(key)), callback_(callback), context_(context) {}

    const PublicKey& public_key() const noexcept override { return key_; }

    Result<Bytes> sign(ByteView message) const override {
        auto signature = callback_(context_, message);
        if (!signature) return signature;
        return checked(key_, message, *std::move(signature), Reason::signing_failed);
    }

    Result<Bytes> derived_secret(std::string_view) const override {
        return Error{Reason::signing_failed,
                     "a signing service gives no secret; state a campaign secret"};
    }

  private:
    PublicKey key_;
    SignCallback callback_;
    void* context_;
};

}  // namespace

Result<std::shared_ptr<const Signer>> signer_from_key(ByteView text) {
    auto key = parse_private_key(text);
    if (!key) return key.error();
    std::shared_ptr<const Signer> signer;
    if (key->ed25519)
        signer = std::make_shared<Ed25519Signer>(std::move(key->public_key),
                                                 *std::move(key->ed25519), std::move(key->root));
    else
        signer = std::make_shared<OpensslSigner>(std::move(key->public_key), std::move(key->pkey),
                                                 std::move(key->root));
    return signer;
}

Result<std::shared_ptr<const Signer>> signer_from_callback(PublicKey key, SignCallback sign,
                                                           void* context) {
    if (!sign) return Error{Reason::signing_failed, "there is no callback to sign with"};
    return std::shared_ptr<const Signer>(
        std::make_shared<CallbackSigner>(std::move(key), sign, context));
}

}  // namespace vaxcert
